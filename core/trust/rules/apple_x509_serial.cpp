// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    constexpr qsizetype readable = 37;
    constexpr qsizetype allowed = 20;
    const QByteArray& serial = certificate.serial;
    const QString measured =
        serial.size() <= readable
            ? x509::hexWithColons(serial)
            : QCoreApplication::translate("trust", "%1 octets").arg(QString::number(serial.size()));
    const QString required = QCoreApplication::translate("trust", "positive, at most 20 octets");
    if (serial.isEmpty() || serial.size() > readable)
        return fail(QCoreApplication::translate("trust", "The serial number of %1 is too long to be read")
                        .arg(nameOf(certificate)),
                    measured, required);
    constexpr unsigned signBit = 0x80;
    const bool isNegative = (static_cast<unsigned char>(serial.front()) & signBit) != 0;
    const bool isZero = serial.count('\0') == serial.size();
    if (!isNegative && !isZero && serial.size() <= allowed)
        return pass();
    return warn(
        QCoreApplication::translate("trust", "The serial number of %1 is not one that RFC 5280 allows")
            .arg(nameOf(certificate)),
        measured, required);
}

}  // namespace

constinit const Rule apple_x509_serial{
    .id = "apple-x509-serial",
    .title = QT_TRANSLATE_NOOP("trust", "Serial numbers are positive and at most 20 octets long"),
    .weight = Weight::Policy,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecCertificateParse",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Devices read up to 37 octets and take zero and negative numbers; RFC 5280 "
                             "(4.1.2.2) and other systems do not"),
    .fix = QT_TRANSLATE_NOOP("trust", "Let the CA draw positive random numbers of 64 to 159 bits"),
    .check = check,
};

}  // namespace trust::rules
