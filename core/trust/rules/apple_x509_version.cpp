// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    constexpr int newest = 3;
    if (certificate.version >= 1 && certificate.version <= newest && !certificate.hasExplicitVersion1)
        return pass();
    return fail(QCoreApplication::translate("trust", "The version of %1 is one that devices cannot read")
                    .arg(nameOf(certificate)),
                QString::number(certificate.version), u"1, 2, 3"_s);
}

}  // namespace

constinit const Rule apple_x509_version{
    .id = "apple-x509-version",
    .title = QT_TRANSLATE_NOOP("trust", "The version of a certificate is 1, 2 or 3"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecCertificateParse",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "A certificate of a later version, or with version 1 written out, cannot be read at all"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again as version 3"),
    .check = check,
};

}  // namespace trust::rules
