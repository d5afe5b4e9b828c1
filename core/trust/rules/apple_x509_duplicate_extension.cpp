// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    std::vector<QByteArray> oids;
    for (const x509::Extension& extension : certificate.extensions)
        oids.push_back(extension.oid);
    std::sort(oids.begin(), oids.end());
    const auto twice = std::adjacent_find(oids.begin(), oids.end());
    if (twice == oids.end())
        return pass();
    return fail(
        QCoreApplication::translate("trust", "%1 has the same extension twice").arg(nameOf(certificate)),
        QString::fromLatin1(*twice));
}

}  // namespace

constinit const Rule apple_x509_duplicate_extension{
    .id = "apple-x509-duplicate-extension",
    .title = QT_TRANSLATE_NOOP("trust", "No extension comes twice"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .sinceMajor = 15,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecCertificateParse",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "RFC 5280 forbids it (4.2), and since iOS 15 devices refuse such a certificate"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again with each extension once"),
    .check = check,
};

}  // namespace trust::rules
