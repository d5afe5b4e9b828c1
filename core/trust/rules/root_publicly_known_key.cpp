// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lists.h"
#include "core/trust/rules/rules.h"

#include <QString>

namespace trust::rules {

namespace {

Verdict check(const Question& question) { return judgePublicKey(question); }

}  // namespace

constinit const Rule root_publicly_known_key{
    .id = "root-publicly-known-key",
    .title = QT_TRANSLATE_NOOP("trust", "The private key of no root is public knowledge"),
    .weight = Weight::Fatal,
    .certainty = Certainty::Documented,
    .binds = Binds::Leaf,
    .source = {"badssl.com, certificates with published keys", "", "https://github.com/chromium/badssl.com"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "Anybody can issue certificates under these roots; this program always refuses them"),
    .fix = QT_TRANSLATE_NOOP("trust", "Use a certificate of another CA"),
    .check = check,
};

}  // namespace trust::rules
