// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const x509::Name subject = question.certificate().certificate.subject();
    const QStringList names = subject.values(u"CN");
    const bool isDeveloper = std::any_of(names.begin(), names.end(), [](const QString& name) {
        return name.startsWith(u"iPhone Distribution") || name.startsWith(u"iPhone Developer")
               || name.startsWith(u"Apple Distribution") || name.startsWith(u"Apple Development");
    });
    if (!isDeveloper)
        return pass();
    return warn(
        QCoreApplication::translate(
            "trust",
            "The signer is an Apple developer certificate: the device is expected to show Not Verified"),
        names.join(u", "_s));
}

}  // namespace

constinit const Rule profile_signer_apple_dev{
    .id = "profile-signer-apple-dev",
    .title = QT_TRANSLATE_NOOP("trust", "The signer is not an iPhone developer certificate"),
    .weight = Weight::Label,
    .certainty = Certainty::Observed,
    .purposes = Purpose::ProfileSigner,
    .binds = Binds::Leaf,
    .source = {"iPhone Configuration Utility, and observations of its successors", "",
               "https://github.com/micromdm/micromdm/issues/806"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "Profiles signed with an iPhone Distribution certificate show as Not Verified since iOS 8.3"),
    .fix = QT_TRANSLATE_NOOP("trust", "Sign with another certificate, such as that of your web server"),
    .check = check,
};

}  // namespace trust::rules
