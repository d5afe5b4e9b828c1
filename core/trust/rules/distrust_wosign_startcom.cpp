// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lists.h"
#include "core/trust/rules/rules.h"

#include <QString>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question) { return judgeDistrust(question, u"distrust-wosign-startcom"_s); }

}  // namespace

constinit const Rule distrust_wosign_startcom{
    .id = "distrust-wosign-startcom",
    .title = QT_TRANSLATE_NOOP("trust",
                               "Certificates of WoSign and StartCom roots were issued before December 2016"),
    .weight = Weight::Fatal,
    .certainty = Certainty::Documented,
    .binds = Binds::Leaf,
    .source = {"Apple, Blocking trust for WoSign CA Free SSL Certificate G2", "",
               "https://support.apple.com/103723"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "Everything below these roots that was issued later is blocked for every purpose"),
    .fix = QT_TRANSLATE_NOOP("trust", "Use a certificate of another CA"),
    .check = check,
};

}  // namespace trust::rules
