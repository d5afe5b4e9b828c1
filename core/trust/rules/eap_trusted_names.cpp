// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/names.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const QStringList& trusted = question.context.trustedNames;
    if (trusted.isEmpty())
        return notApplicable();
    const x509::Details& certificate = question.certificate();
    std::vector<QByteArray> names;
    if (certificate.alternativeNames)
        names = certificate.alternativeNames->dns;
    if (names.empty()) {
        const QStringList commonNames = certificate.certificate.subject().values(u"CN");
        for (const QString& name : commonNames)
            names.push_back(name.toUtf8());
    }
    for (const QByteArray& name : names) {
        for (const QString& pattern : trusted) {
            if (matchesPattern(pattern.toUtf8(), name))
                return pass();
        }
    }
    return fail(
        QCoreApplication::translate("trust", "No name of the server is among those that the profile trusts"),
        listed(names), trusted.join(u", "_s));
}

}  // namespace

constinit const Rule eap_trusted_names{
    .id = "eap-trusted-names",
    .title = QT_TRANSLATE_NOOP("trust", "A RADIUS server has a name that the profile trusts"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = Purpose::EapServer,
    .binds = Binds::Leaf,
    .source = {"Apple, Configure certificate trust for 802.1X", "", "https://support.apple.com/100793"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "The wildcard is in the profile, with as many labels; names in the certificate "
                             "are taken literally. The device then does not ask"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Add the server's name to TLSTrustedServerNames, or issue the certificate for a name that is there"),
    .check = check,
};

}  // namespace trust::rules
