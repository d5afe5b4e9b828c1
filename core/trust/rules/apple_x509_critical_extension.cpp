// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    for (const x509::Extension& extension : certificate.extensions) {
        if (extension.isCritical && !isKnownExtension(extension.oid))
            return fail(
                QCoreApplication::translate("trust", "%1 has a critical extension that devices do not know")
                    .arg(nameOf(certificate)),
                QString::fromLatin1(extension.oid));
    }
    return pass();
}

}  // namespace

constinit const Rule apple_x509_critical_extension{
    .id = "apple-x509-critical-extension",
    .title = QT_TRANSLATE_NOOP("trust", "No certificate has a critical extension that devices do not know"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::BelowAnchor,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecCertificate.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "A critical extension says that who does not know it must refuse the "
                             "certificate; only a trusted root is excepted"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue it again without the extension, or with the extension not critical"),
    .check = check,
};

}  // namespace trust::rules
