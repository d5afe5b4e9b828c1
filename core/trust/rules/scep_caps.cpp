// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const std::optional<QStringList>& answer = question.context.scep->capabilities;
    if (!answer)
        return notApplicable();
    // The device compares whole lines, upper and lower case told apart.
    const auto has = [&answer](const QString& word) {
        return answer->contains(word);
    };
    const QString measured = answer->mid(0, 10).join(u", "_s).left(200);
    const QString required = u"POSTPKIOperation, AES, SHA-256"_s;
    const bool isStrong = has(u"SHA-512"_s) || has(u"SHA-256"_s);
    if (!answer->isEmpty() && !isStrong && !has(u"SHA-1"_s))
        return fail(QCoreApplication::translate(
                        "trust", "No line of GetCACaps names a hash that the device knows; it is expected to "
                                 "stop with MCSCEPErrorDomain 22006"),
                    measured, required);
    QStringList lacks;
    if (!isStrong)
        lacks << QCoreApplication::translate("trust", "the device signs with SHA-1");
    if (!has(u"AES"_s))
        lacks << QCoreApplication::translate("trust", "the device encrypts with 3DES");
    if (!has(u"POSTPKIOperation"_s))
        lacks << QCoreApplication::translate("trust",
                                             "the device sends the request in the address, with GET");
    if (lacks.isEmpty())
        return pass();
    return warn(QCoreApplication::translate("trust", "GetCACaps does not name all it should: %1")
                    .arg(lacks.join(u", "_s)),
                measured, required);
}

}  // namespace

constinit const Rule scep_caps{
    .id = "scep-caps",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust",
                               "The capabilities of a SCEP server lead the device to POST, AES and SHA-256"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::ScepCa,
    .binds = Binds::Answers,
    .source = citations::scepClient,
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "The device takes the best of what GetCACaps lists, one word a line, and compares the words exactly; "
        "SCEPStandard means nothing to it. Requests with GET are longer than many web servers allow"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Let the server list POSTPKIOperation, AES, SHA-256 and SHA-512, each on a line of its own, without "
        "blanks; in IIS before NDES raise maxQueryString where POST cannot be had"),
    .check = check,
};

}  // namespace trust::rules
