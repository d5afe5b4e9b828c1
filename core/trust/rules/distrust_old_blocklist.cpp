// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lists.h"
#include "core/trust/rules/rules.h"

#include <QString>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question) { return judgeDistrust(question, u"distrust-old-blocklist"_s); }

}  // namespace

constinit const Rule distrust_old_blocklist{
    .id = "distrust-old-blocklist",
    .title = QT_TRANSLATE_NOOP("trust", "No certificate is on the old list of blocked ones"),
    .weight = Weight::Fatal,
    .certainty = Certainty::Documented,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "blocked certificates",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "DigiNotar, DigiCert Sdn. Bhd. and some UTN-USERFirst-Hardware certificates are "
                             "blocked. The list of this program is not complete"),
    .fix = QT_TRANSLATE_NOOP("trust", "Use a certificate of another CA"),
    .check = check,
};

}  // namespace trust::rules
