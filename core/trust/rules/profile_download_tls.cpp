// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/judge.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <array>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What a server must meet for the system to talk to it; the certificate is judged beside it.
constexpr std::array connectionRules{&sysconn_tls12, &sysconn_suite, &sysconn_ems, &sysconn_sigalg};

Verdict check(const Question& question)
{
    QStringList broken;
    bool isJudged = false;
    for (const Rule* rule : connectionRules) {
        const Outcome outcome = rule->check(question).outcome;
        isJudged = isJudged || outcome != Outcome::NotApplicable;
        if (outcome == Outcome::Fail)
            broken << QString::fromLatin1(rule->id);
    }
    if (broken.isEmpty())
        return isJudged ? pass() : notApplicable();
    return fail(QCoreApplication::translate(
                    "trust", "The system does not download a profile from this server to install it"),
                broken.join(u", "_s), QCoreApplication::translate("trust", "what system connections need"));
}

}  // namespace

constinit const Rule profile_download_tls{
    .id = "profile-download-tls",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust",
                               "A server that offers profiles meets what the system's own connections need"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = Purpose::SystemConnection,
    .sinceMajor = 27,
    .binds = Binds::Connection,
    .source = citations::systemConnections,
    .why =
        QT_TRANSLATE_NOOP("trust",
                          "When the system itself fetches a profile, from iOS 27 on the server falls under "
                          "the same rules as MDM; a profile that Safari or Mail brings is not concerned"),
    .fix = QT_TRANSLATE_NOOP(
        "trust", "See the rules that are named, or bring the profile to the device by mail, AirDrop or MDM"),
    .check = check,
};

}  // namespace trust::rules
