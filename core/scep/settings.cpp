// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/settings.h"

#include "core/lint/scep_settings.h"
#include "core/scep/remarks.h"
#include "core/scep/request.h"

#include <QCoreApplication>

#include <array>
#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr int missingKey = 2002;
constexpr int wrongType = 2003;
constexpr int wrongValue = 2004;
constexpr int invalidKeyUsage = 22000;

/// Reads the keys one after the other; the first that a device refuses ends it.
class Reader
{
public:
    explicit Reader(const lint::ScepSettings& scep) : m_scep(scep) {}
    base::Result<ReadSettings> read();

private:
    void refuse(const QString& key, DeviceError error, const QString& cause)
    {
        if (!m_read.error) {
            m_read.error = std::move(error);
            m_read.cause = cause;
            m_read.key = key;
        }
    }
    void refuseType(const QString& key, const QString& type)
    {
        const plist::Value& found = *m_scep.find(key);
        // What stands in place of a challenge may be one.
        const QString what = key == u"Challenge" ? plist::typeName(found.elementType()) : lint::shown(found);
        refuse(key, payloadError(wrongType),
               QCoreApplication::translate("scep", "%1 is not %2 but %3").arg(key, type, what));
    }
    /// The value of `key` if it has that type; another type is refused, none is not.
    template <class T>
    const T* value(const QString& key, const QString& type)
    {
        const plist::Value* found = m_scep.find(key);
        if (!found)
            return nullptr;
        const T* right = found->as<T>();
        if (!right)
            refuseType(key, type);
        return right;
    }
    [[nodiscard]] std::optional<std::int64_t> number(const QString& key);
    [[nodiscard]] const plist::Value* findToken() const;

    void readUrl();
    void readKeySize();
    void readKeyUsage();
    void readNames();
    void readSubject();
    void readCapabilities();
    void readNumbers();
    void addName(const QString& key, const plist::Value& value);

    const lint::ScepSettings& m_scep;
    ReadSettings m_read;
    Settings m_settings;
};

const plist::Value* tokenIn(const plist::Value& value)
{
    if (lint::holdsToken(value))
        return &value;
    if (const auto* items = value.as<plist::Array>()) {
        for (const plist::Value& item : *items) {
            if (const plist::Value* token = tokenIn(item))
                return token;
        }
    }
    if (const auto* dict = value.as<plist::Dict>()) {
        for (const auto& [key, item] : *dict) {
            if (const plist::Value* token = tokenIn(item))
                return token;
        }
    }
    return nullptr;
}

/// A number as a device sees it, which does not tell whole ones from others, nor from yes and no.
std::optional<std::int64_t> numberIn(const plist::Value& value)
{
    if (const auto* integer = value.as<std::int64_t>())
        return *integer;
    if (const auto* isSet = value.as<bool>())
        return *isSet ? 1 : 0;
    constexpr double most = 1e15;
    const auto* real = value.as<double>();
    return real && std::abs(*real) < most ? std::optional(static_cast<std::int64_t>(*real)) : std::nullopt;
}

void Reader::readUrl()
{
    const auto* text = value<QString>(u"URL"_s, QCoreApplication::translate("scep", "a text"));
    if (!text) {
        refuse(u"URL"_s, payloadError(missingKey), QCoreApplication::translate("scep", "URL is missing"));
        return;
    }
    m_settings.url = QUrl(*text, QUrl::StrictMode);
    if (text->isEmpty())
        refuse(u"URL"_s, payloadError(wrongType), QCoreApplication::translate("scep", "URL is empty"));
    else if (!m_settings.url.isValid() || m_settings.url.host().isEmpty())
        refuse(u"URL"_s, payloadError(wrongType),
               QCoreApplication::translate("scep", "URL is no address: %1").arg(text->left(200)));
    else if (m_settings.url.hasQuery())
        m_read.findings.push_back(finding(
            remarks::queryDropped,
            QCoreApplication::translate("scep", "A device drops the query of the URL and puts its own there"),
            m_settings.url.query().left(100)));
}

std::optional<std::int64_t> Reader::number(const QString& key)
{
    const plist::Value* found = m_scep.find(key);
    const auto number = found ? numberIn(*found) : std::nullopt;
    if (found && !number)
        refuseType(key, QCoreApplication::translate("scep", "a number"));
    return number;
}

void Reader::readKeySize()
{
    const plist::Value* found = m_scep.find(u"Keysize");
    if (!found) {
        refuse(u"Keysize"_s, payloadError(missingKey),
               QCoreApplication::translate("scep",
                                           "Keysize is missing, and a device is expected to insist on it"));
        return;
    }
    // A device reads a number from a text as well.
    std::optional<qint64> size;
    bool isNumber = false;
    if (const auto number = numberIn(*found))
        size = *number;
    else if (const auto* text = found->as<QString>()) {
        const qint64 spelled = text->toLongLong(&isNumber);
        size = isNumber ? spelled : 0;
    }
    if (!size) {
        refuseType(u"Keysize"_s, QCoreApplication::translate("scep", "a number"));
        return;
    }
    constexpr std::array allowed = {1024, 2048, 4096};
    if (std::find(allowed.begin(), allowed.end(), *size) == allowed.end()) {
        refuse(u"Keysize"_s, payloadError(wrongValue),
               QCoreApplication::translate("scep", "Keysize is %1; a device takes 1024, 2048 and 4096")
                   .arg(*size));
        return;
    }
    m_settings.keySize = static_cast<int>(*size);
    if (m_settings.keySize < 2048)
        m_read.findings.push_back(
            finding(remarks::weakKey, QCoreApplication::translate("scep", "A key of 1024 bits is too weak"),
                    u"1024"_s, u"2048"_s));
}

void Reader::readKeyUsage()
{
    const auto usage = number(u"Key Usage"_s);
    if (!usage)
        return;
    constexpr std::int64_t signing = 1;
    constexpr std::int64_t enciphering = 4;
    if (*usage < 0 || (*usage & ~(signing | enciphering)) != 0) {
        refuse(u"Key Usage"_s, scepError(invalidKeyUsage),
               QCoreApplication::translate(
                   "scep", "Key Usage is %1; a device knows 1 (signing), 4 (encryption) and 5 (both)")
                   .arg(*usage));
        return;
    }
    m_settings.signs = (*usage & signing) != 0;
    m_settings.enciphers = (*usage & enciphering) != 0;
}

void Reader::addName(const QString& key, const plist::Value& value)
{
    using Kind = x509::AlternativeName::Kind;
    struct NameKind
    {
        QLatin1StringView key;
        Kind kind;
    };
    static constexpr std::array kinds = {
        NameKind{"rfc822name"_L1, Kind::Rfc822},
        NameKind{"dnsname"_L1, Kind::Dns},
        NameKind{"uniformresourceidentifier"_L1, Kind::Uri},
        NameKind{"ntprincipalname"_L1, Kind::NtPrincipal},
        NameKind{"ipaddress"_L1, Kind::Ip},
    };
    const QString lower = key.toLower();
    const auto* kind =
        std::find_if(kinds.begin(), kinds.end(), [&lower](const NameKind& one) { return lower == one.key; });
    const auto skip = [&](const QString& what) {
        m_read.findings.push_back(finding(
            remarks::nameSkipped,
            QCoreApplication::translate("scep", "A device leaves %1 out of the request").arg(what), key));
    };
    if (kind == kinds.end()) {
        skip(key.left(100));
        return;
    }
    const auto* items = value.as<plist::Array>();
    if (items && kind->kind == Kind::NtPrincipal) {
        skip(QCoreApplication::translate("scep", "an array of NT principal names"));
        return;
    }
    const plist::Array one = items ? *items : plist::Array{value};
    for (const plist::Value& item : one) {
        const auto* text = item.as<QString>();
        const bool isAscii =
            text && std::all_of(text->cbegin(), text->cend(), [](QChar c) { return c.unicode() < 0x80; });
        if (!text || (!isAscii && kind->kind != Kind::NtPrincipal))
            skip(QCoreApplication::translate("scep", "a name that is not ASCII text"));
        else if (kind->kind == Kind::Ip && !isAddress(text->toLatin1()))
            skip(QCoreApplication::translate("scep", "an address that is none of IP"));
        else
            m_settings.names.push_back({kind->kind, *text});
    }
}

void Reader::readNames()
{
    const auto* names =
        value<plist::Dict>(u"SubjectAltName"_s, QCoreApplication::translate("scep", "a dictionary"));
    if (!names)
        return;
    m_settings.hasNames = true;
    for (const auto& [key, item] : *names)
        addName(key, item);
}

void Reader::readSubject()
{
    const plist::Value* found = m_scep.find(u"Subject");
    if (!found)
        return;
    if (!found->as<plist::Array>()) {
        refuseType(u"Subject"_s, QCoreApplication::translate("scep", "an array"));
        return;
    }
    const auto subject = x509::Name::fromApple(*found);
    if (subject)
        m_settings.subject = *subject;
    else
        m_read.findings.push_back(finding(
            remarks::subjectEmptied,
            QCoreApplication::translate("scep", "A device cannot read the Subject and asks for an empty one"),
            subject.error().message));
    const QStringList unknown = unknownAttributes(m_settings.subject);
    if (!unknown.isEmpty())
        m_read.findings.push_back(finding(
            remarks::subjectEmptied,
            QCoreApplication::translate(
                "scep", "A device does not know an attribute of the Subject and asks for an empty one"),
            unknown.join(u", "_s),
            QCoreApplication::translate("scep", "CN, C, ST, L, O, OU, EMAIL or a dotted OID")));
}

void Reader::readCapabilities()
{
    const auto* items = value<plist::Array>(u"GetCACaps"_s, QCoreApplication::translate("scep", "an array"));
    if (!items)
        return;
    QStringList lines;
    for (const plist::Value& item : *items) {
        if (const auto* text = item.as<QString>())
            lines << *text;
        else
            refuse(u"GetCACaps"_s, payloadError(wrongType),
                   QCoreApplication::translate("scep", "GetCACaps holds something that is no text"));
    }
    m_settings.capabilities = lines;
}

void Reader::readNumbers()
{
    constexpr std::int64_t most = 100'000;
    if (const auto retries = number(u"Retries"_s))
        m_settings.retries = static_cast<int>(std::clamp<std::int64_t>(*retries, 0, most));
    if (const auto delay = number(u"RetryDelay"_s))
        m_settings.retryDelay = std::chrono::seconds(std::clamp<std::int64_t>(*delay, 0, most));
}

const plist::Value* Reader::findToken() const
{
    for (const auto& [key, item] : *m_scep.dict()) {
        if (const plist::Value* token = tokenIn(item))
            return token;
    }
    return nullptr;
}

base::Result<ReadSettings> Reader::read()
{
    if (!m_scep.dict()) {
        refuse({}, payloadError(missingKey),
               QCoreApplication::translate("scep",
                                           "The payload has no dictionary PayloadContent with its settings"));
        return std::move(m_read);
    }
    if (findToken())
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate(
                               "scep", "The payload holds a placeholder that has to be filled in first")};
    readUrl();
    const QString text = QCoreApplication::translate("scep", "a text");
    if (const auto* name = value<QString>(u"Name"_s, text))
        m_settings.name = *name;
    if (const auto* challenge = value<QString>(u"Challenge"_s, text)) {
        m_settings.challenge = base::Secret(challenge->toUtf8());
        m_settings.hasChallenge = true;
    }
    readSubject();
    readNames();
    readKeySize();
    readKeyUsage();
    m_settings.fingerprint =
        fingerprintOf(value<QByteArray>(u"CAFingerprint"_s, QCoreApplication::translate("scep", "data")));
    readCapabilities();
    readNumbers();
    if (!m_read.error)
        m_read.settings = std::move(m_settings);
    return std::move(m_read);
}

}  // namespace

base::Result<ReadSettings> readSettings(const profile::Payload& payload)
{
    const lint::ScepSettings scep(payload);
    return Reader(scep).read();
}

QByteArray fingerprintOf(const QByteArray* data)
{
    if (!data)
        return {};
    return data->isNull() ? QByteArray("") : *data;
}

Report refusalOf(const ReadSettings& read, const profile::Payload& payload)
{
    Report report;
    report.outcome = Outcome::Stops;
    report.error = read.error;
    report.cause = read.cause;
    report::Finding stop = stopFinding(*read.error, read.cause);
    stop.path = payload.path / u"PayloadContent";
    // A key that is missing is shown where it belongs.
    if (!read.key.isEmpty())
        stop.path = *stop.path / read.key;
    report.findings = read.findings;
    report.findings.insert(report.findings.begin(), std::move(stop));
    return report;
}

}  // namespace scep
