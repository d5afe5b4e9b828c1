// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lifetime.h"
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    if (!question.isAnchor())
        return notApplicable();
    const x509::Details& root = question.certificate();
    const auto lifetime = lifetimeOf(root);
    constexpr qint64 early = 60 * secondsPerDay;
    if (!lifetime || *lifetime <= 2 * early)
        return notApplicable();
    if (question.context.asOf.toSecsSinceEpoch() + early <= *root.notAfter)
        return pass();
    return warn(QCoreApplication::translate(
                    "trust", "The public root %1 ends within 60 days and may count as expired already")
                    .arg(nameOf(root)),
                momentText(*root.notAfter));
}

}  // namespace

constinit const Rule apple_root_early_expiry{
    .id = "apple-root-early-expiry",
    .title = QT_TRANSLATE_NOOP("trust", "A public root does not end within sixty days"),
    .weight = Weight::Info,
    .certainty = Certainty::Uncertain,
    .anchors = Anchors::System,
    .sinceMajor = 26,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyServer.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "The code of iOS 26 can treat a public root as expired 60 days early for "
                             "Apple's own processes; whether that is switched on is not known"),
    .fix = QT_TRANSLATE_NOOP("trust", "Move to a chain under a newer root of the same CA"),
    .check = check,
};

}  // namespace trust::rules
