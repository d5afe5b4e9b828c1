// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/package.h"

#include "core/profile/profile.h"
#include "core/profile/secrets.h"
#include "core/sign/open.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

constexpr auto ending = ".mobileconfig"_L1;
/// Bytes in UTF-8: file systems take 255, and in a mail's header a name is half as long again and more.
constexpr qsizetype longestName = 120;

/// Where payloads keep a private key with its certificate, as a PKCS #12 file: who has that can try
/// passphrases on it for as long as he likes.
struct IdentityPlace
{
    QLatin1StringView type;
    QLatin1StringView key;
};
constexpr std::array identityPlaces{IdentityPlace{"com.apple.security.pkcs12"_L1, "PayloadContent"_L1},
                                    IdentityPlace{"com.apple.eas.account"_L1, "Certificate"_L1}};

QStringList identitiesIn(const profile::Payload& payload)
{
    QStringList found;
    for (const IdentityPlace& place : identityPlaces) {
        const auto* file =
            payload.type == place.type ? payload.dict->get<QByteArray>(QString(place.key)) : nullptr;
        if (file && !file->isEmpty())
            found << u"%1: %2"_s.arg(profile::payloadTitle(payload.type), place.key);
    }
    return found;
}

/// Looks for what is secret without a key that says so: passwords in addresses, and the headers by which a
/// relay knows its own.
class Search
{
public:
    Search(const QString& payloadType, QStringList& found)
        : m_title(profile::payloadTitle(payloadType))
        , m_found(found)
    {}

    void dict(const plist::Dict& dict)
    {
        for (const auto& [name, value] : dict)
            below(value, name);
    }

private:
    void below(const plist::Value& value, const QString& key)
    {
        if (const auto* text = value.as<QString>()) {
            if (profile::withoutUrlSecrets(*text) != *text)
                name(key);
        } else if (const auto* inner = value.as<plist::Dict>()) {
            if (key == u"AdditionalHTTPHeaderFields")
                headers(*inner);
            else
                dict(*inner);
        } else if (const auto* items = value.as<plist::Array>()) {
            for (const plist::Value& one : *items)
                below(one, key);
        }
    }

    void headers(const plist::Dict& fields)
    {
        for (const auto& [field, value] : fields) {
            if (field.endsWith(u"Authorization", Qt::CaseInsensitive)
                || field.compare(u"Cookie", Qt::CaseInsensitive) == 0)
                name(field);
        }
    }

    void name(const QString& key) { m_found << u"%1: %2"_s.arg(m_title, key); }

    QString m_title;
    QStringList& m_found;
};

void describe(Package& package, const profile::Profile& profile, const schema::Store& store)
{
    QStringList secrets;
    for (const profile::Payload& payload : profile.payloads()) {
        package.payloads << payload.type;
        secrets << identitiesIn(payload);
        Search(payload.type, secrets).dict(*payload.dict);
        package.hasRoot = package.hasRoot || payload.type == u"com.apple.security.root"
                          || payload.type == u"com.apple.security.pem";
    }
    for (const profile::FoundSecret& secret : profile::findSecrets(profile, store))
        secrets << u"%1: %2"_s.arg(secret.payloadTitle, secret.key);
    secrets.removeDuplicates();
    package.secrets = secrets;
    const auto* scope = profile.dict().get<QString>(u"PayloadScope");
    package.isForMac = scope && *scope == u"System";
    if (const auto* organization = profile.dict().get<QString>(u"PayloadOrganization"))
        package.organization = *organization;
}

}  // namespace

namespace {

/// What turns the reading direction of the characters around it, so that a name looks like another one.
bool turnsText(QChar c)
{
    const char16_t code = c.unicode();
    return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E)
           || (code >= 0x2066 && code <= 0x2069);
}

/// The beginning of `text` that has at most that many bytes in UTF-8.
QString beginningOf(const QString& text, qsizetype bytes)
{
    QString beginning = text.left(bytes);
    while (beginning.toUtf8().size() > bytes)
        beginning.chop(1);
    // Half of a character beyond the basic plane would be no text.
    if (!beginning.isEmpty() && beginning.back().isHighSurrogate())
        beginning.chop(1);
    return beginning;
}

}  // namespace

QString safeFileName(const QString& name)
{
    QString base = QFileInfo(QString(name).replace(u'\\', u'/')).fileName();
    if (base.endsWith(ending, Qt::CaseInsensitive))
        base.chop(ending.size());
    QString safe;
    for (const QChar c : beginningOf(base, longestName)) {
        const bool isForbidden = c.unicode() < 0x20 || c.unicode() == 0x7F || turnsText(c)
                                 || QStringView(u"<>:\"/|?*;%").contains(c);
        safe += isForbidden ? QChar(u'-') : c;
    }
    safe = safe.trimmed();
    while (safe.startsWith(u'.'))
        safe.remove(0, 1);
    return (safe.isEmpty() ? u"profile"_s : safe) + ending;
}

base::Result<Package> makePackage(const QByteArray& bytes,
                                  const QString& fileName,
                                  const schema::Store& store)
{
    const auto opened = sign::open(bytes);
    if (!opened)
        return opened.error();
    const profile::Profile profile(opened->document.root());
    if (!profile.isProfile())
        return base::Error{
            base::Error::Code::InvalidInput,
            QCoreApplication::translate("delivery", "%1 is no configuration profile").arg(fileName)};
    Package package;
    package.bytes = bytes;
    package.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    package.title =
        profile.displayName().isEmpty() ? QFileInfo(fileName).completeBaseName() : profile.displayName();
    package.fileName = safeFileName(fileName.isEmpty() ? package.title : fileName);
    package.isSigned = opened->container == sign::Container::Signed;
    if (opened->signature && opened->signature->signer)
        package.signer = opened->signature->signer->displayName();
    describe(package, profile, store);
    return package;
}

}  // namespace delivery
