// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lists.h"
#include "core/trust/rules/rules.h"

#include <QString>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question) { return judgeDistrust(question, u"distrust-symantec"_s); }

}  // namespace

constinit const Rule distrust_symantec{
    .id = "distrust-symantec",
    .title = QT_TRANSLATE_NOOP("trust", "No certificate stands under a root of Symantec"),
    .weight = Weight::Fatal,
    .certainty = Certainty::Documented,
    .binds = Binds::Leaf,
    .source = {"Apple, Distrust of Symantec certificate authorities", "", "https://support.apple.com/103187"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Apple devices trust none of them for TLS since February 2020. The list of this "
                             "program is not complete"),
    .fix = QT_TRANSLATE_NOOP("trust", "Use a certificate of another CA"),
    .check = check,
};

}  // namespace trust::rules
