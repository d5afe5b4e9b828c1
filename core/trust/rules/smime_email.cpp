// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/names.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const QString& address = question.context.host;
    const x509::Details& certificate = question.certificate();
    std::vector<QByteArray> addresses;
    if (certificate.alternativeNames)
        addresses = certificate.alternativeNames->rfc822;
    const bool isInSubject = addresses.empty();
    if (isInSubject) {
        const QStringList inSubject = certificate.certificate.subject().values(u"emailAddress");
        for (const QString& one : inSubject)
            addresses.push_back(one.toUtf8());
    }
    if (addresses.empty())
        return fail(QCoreApplication::translate("trust", "The certificate names no mail address"), {},
                    address);
    if (address.isEmpty()
        || std::any_of(addresses.begin(), addresses.end(), [&address](const QByteArray& one) {
               return QString::fromUtf8(one).compare(address, Qt::CaseInsensitive) == 0;
           })) {
        if (isInSubject && question.context.anchors == Anchors::System)
            return warn(QCoreApplication::translate("trust",
                                                    "The mail address stands in the subject alone; public "
                                                    "CAs have to put it into the SubjectAltName"),
                        listed(addresses), QCoreApplication::translate("trust", "an rfc822Name"));
        return pass();
    }
    return fail(QCoreApplication::translate("trust", "The certificate is not for %1").arg(address),
                listed(addresses), address);
}

}  // namespace

constinit const Rule smime_email{
    .id = "smime-email",
    .title = QT_TRANSLATE_NOOP("trust", "A mail certificate is for the address that writes"),
    .weight = Weight::Label,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::Smime,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCheckEmail",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Mail compares the sender with the rfc822Name, and with the subject's "
                             "emailAddress where there is none"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it with subjectAltName = email:name@example.com"),
    .check = check,
};

}  // namespace trust::rules
