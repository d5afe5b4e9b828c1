// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/package.h"

#include "core/profile/secrets.h"
#include "core/sign/open.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

constexpr auto ending = ".mobileconfig"_L1;
constexpr qsizetype longestName = 120;

void describe(Package& package, const profile::Profile& profile, const schema::Store& store)
{
    for (const profile::Payload& payload : profile.payloads()) {
        package.payloads << payload.type;
        package.hasRoot = package.hasRoot || payload.type == u"com.apple.security.root"
                          || payload.type == u"com.apple.security.pem";
    }
    for (const profile::FoundSecret& secret : profile::findSecrets(profile, store)) {
        const QString text = u"%1: %2"_s.arg(secret.payloadTitle, secret.key);
        if (!package.secrets.contains(text))
            package.secrets << text;
    }
    const auto* scope = profile.dict().get<QString>(u"PayloadScope");
    package.isForMac = scope && *scope == u"System";
    if (const auto* organization = profile.dict().get<QString>(u"PayloadOrganization"))
        package.organization = *organization;
}

}  // namespace

QString safeFileName(const QString& name)
{
    QString base = QFileInfo(QString(name).replace(u'\\', u'/')).fileName();
    if (base.endsWith(ending, Qt::CaseInsensitive))
        base.chop(ending.size());
    QString safe;
    for (const QChar c : base.left(longestName)) {
        const bool isForbidden =
            c.unicode() < 0x20 || c.unicode() == 0x7F || QStringView(u"<>:\"/|?*;%").contains(c);
        safe += isForbidden ? QChar(u'-') : c;
    }
    // Half of a character beyond the basic plane would be no text.
    if (!safe.isEmpty() && safe.back().isHighSurrogate())
        safe.chop(1);
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
