// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lists.h"
#include "core/trust/rules/rules.h"

#include <QString>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question) { return judgeDistrust(question, u"distrust-camerfirma-2024"_s); }

}  // namespace

constinit const Rule distrust_camerfirma_2024{
    .id = "distrust-camerfirma-2024",
    .title =
        QT_TRANSLATE_NOOP("trust", "Certificates of AC Camerfirma roots were issued by 15 November 2024"),
    .weight = Weight::Fatal,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes | Purpose::Smime | Purpose::ClientIdentity,
    .binds = Binds::Leaf,
    .source = {"Apple, Changes to certificate authorities and certificates", "",
               "https://support.apple.com/121668"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "Apple devices refuse what these roots issued later; the date is that of the first timestamp"),
    .fix = QT_TRANSLATE_NOOP("trust", "Use a certificate of another CA"),
    .check = check,
};

}  // namespace trust::rules
