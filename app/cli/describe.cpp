// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/describe.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

QString keyText(const x509::PublicKeyInfo& key)
{
    return key.curve.isEmpty() ? u"%1 %2"_s.arg(key.algorithm).arg(key.bits)
                               : u"%1 %2"_s.arg(key.algorithm, key.curve);
}

}  // namespace

QString isoText(const QDateTime& moment) { return moment.toUTC().toString(Qt::ISODate); }

QJsonObject toJson(const x509::Certificate& certificate)
{
    return {
        {u"name"_s, certificate.displayName()},
        {u"subject"_s, certificate.subject().toString()},
        {u"issuer"_s, certificate.issuer().toString()},
        {u"serialNumber"_s, certificate.serialNumber()},
        {u"notBefore"_s, isoText(certificate.notBefore())},
        {u"notAfter"_s, isoText(certificate.notAfter())},
        {u"key"_s, keyText(certificate.publicKey())},
        {u"signatureAlgorithm"_s, certificate.signatureAlgorithm()},
        {u"isAuthority"_s, certificate.isAuthority()},
        {u"sha256"_s, QString::fromLatin1(certificate.fingerprint(x509::Digest::Sha256).toHex())},
    };
}

QJsonArray toJson(std::span<const x509::Certificate> certificates)
{
    QJsonArray list;
    for (const x509::Certificate& certificate : certificates)
        list << toJson(certificate);
    return list;
}

QJsonValue signerJson(const sign::Signature* signature)
{
    if (signature == nullptr)
        return QJsonValue::Null;
    QJsonObject signer = signature->signer ? toJson(*signature->signer) : QJsonObject();
    signer.insert(u"holds"_s, signature->holds);
    signer.insert(u"digest"_s, signature->digest);
    signer.insert(u"signerCount"_s, signature->signerCount);
    signer.insert(u"signingTime"_s, signature->signingTime ? QJsonValue(isoText(*signature->signingTime))
                                                           : QJsonValue(QJsonValue::Null));
    signer.insert(u"certificates"_s, toJson(signature->certificates));
    return signer;
}

void insertPrediction(QJsonObject& into, const trust::Prediction& prediction)
{
    into.insert(u"label"_s, trust::labelName(prediction.label));
    into.insert(u"reasons"_s, QJsonArray::fromStringList(prediction.reasons));
}

QString summary(const x509::Certificate& certificate)
{
    return QCoreApplication::translate("cli", "%1, %2, valid %3 to %4, issued by %5")
        .arg(certificate.displayName(), keyText(certificate.publicKey()),
             certificate.notBefore().date().toString(Qt::ISODate),
             certificate.notAfter().date().toString(Qt::ISODate), certificate.issuer().toString());
}

QString toText(const trust::Prediction& prediction)
{
    QString text = trust::labelName(prediction.label) + u'\n';
    for (const QString& reason : prediction.reasons)
        text += u"  "_s + reason + u'\n';
    return text;
}

QString scalarText(const plist::Value& value)
{
    if (const auto* flag = value.as<bool>())
        return *flag ? u"true"_s : u"false"_s;
    if (const auto* integer = value.as<std::int64_t>())
        return QString::number(*integer);
    if (const auto* real = value.as<double>())
        return QString::number(*real, 'g', QLocale::FloatingPointShortest);
    if (const auto* data = value.as<QByteArray>())
        return QString::fromLatin1(data->toBase64());
    if (const auto* date = value.as<QDateTime>())
        return isoText(*date);
    if (const auto* uid = value.as<plist::Uid>())
        return QString::number(uid->value);
    if (const auto* raw = value.as<plist::Raw>())
        return raw->text;
    const auto* text = value.as<QString>();
    return text ? *text : QString();
}

}  // namespace cli
