// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/names.h"
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    if (certificate.malformed.empty())
        return pass();
    return fail(QCoreApplication::translate("trust", "%1 has an extension that cannot be decoded")
                    .arg(nameOf(certificate)),
                listed(certificate.malformed));
}

}  // namespace

constinit const Rule apple_x509_unparseable_extension{
    .id = "apple-x509-unparseable-extension",
    .title = QT_TRANSLATE_NOOP("trust", "Every extension can be read"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .sinceMajor = 13,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecCertificateParseExtension",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "An extension the device knows and cannot decode, such as an empty extKeyUsage, "
                             "spoils the certificate"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again with the extension as RFC 5280 has it"),
    .check = check,
};

}  // namespace trust::rules
