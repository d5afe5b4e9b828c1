// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/reader.h"
#include "core/schema/schema.h"

#include <QDir>
#include <QFile>
#include <QtDebug>

#include <mutex>

// Has to stand outside any namespace. It also makes the linker keep the resource of a static library.
static void initDefinitions() { Q_INIT_RESOURCE(schema); }

namespace schema {

using namespace Qt::Literals::StringLiterals;

namespace {

QString filePath(const QString& name) { return u":/schema/"_s + name + u".json"_s; }

QByteArray contents(const QString& name)
{
    QFile file(filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// `result`, or nothing and a line in the log: a damaged definition is a fault of the build.
template <class T>
T orEmpty(base::Result<T> result, const QString& name)
{
    if (result)
        return *std::move(result);
    qWarning().noquote() << "schema:" << name << result.error().detail;
    return {};
}

}  // namespace

struct Store::Data
{
    // The name of a file is the payload type, so the list of files is the index.
    QHash<QString, std::shared_ptr<const Payload>> payloads;  ///< every type there is; null: not read yet
    std::recursive_mutex mutex;                               ///< guards `payloads`

    std::once_flag topLevelRead;
    std::once_flag commonRead;
    std::once_flag referencesRead;
    Payload topLevel;
    Payload common;
    References references;
    const std::vector<Reference> none{};

    const Payload* payload(const QString& type)
    {
        // Recursive, because one definition may refer to another.
        const std::lock_guard lock(mutex);
        const auto it = payloads.constFind(type);
        if (it == payloads.constEnd())
            return nullptr;
        if (*it)
            return it->get();
        auto read = std::make_shared<const Payload>(this->read(type));
        payloads[type] = read;
        return read.get();
    }

    Payload read(const QString& name)
    {
        return orEmpty(readPayload(contents(name), [this](const QString& type) { return payload(type); }),
                       name);
    }

    const References& allReferences()
    {
        std::call_once(referencesRead, [this] {
            references = orEmpty(readReferences(contents(u"references"_s)), u"references"_s);
        });
        return references;
    }
};

Store::Store() : d(std::make_unique<Data>())
{
    initDefinitions();
    const QStringList files =
        QDir(u":/schema"_s).entryList({u"*.json"_s}, QDir::Files | QDir::Hidden, QDir::NoSort);
    for (const QString& file : files)
        d->payloads.insert(file.chopped(5), nullptr);
    for (const auto& other : {u"top-level"_s, u"common"_s, u"references"_s})
        d->payloads.remove(other);
}

Store::~Store() = default;

const Payload* Store::payload(const QString& type) const { return d->payload(type); }

bool Store::isKnown(const QString& type) const
{
    const std::lock_guard lock(d->mutex);
    return d->payloads.contains(type);
}

QStringList Store::payloadTypes() const
{
    const std::lock_guard lock(d->mutex);
    QStringList types = d->payloads.keys();
    types.sort(Qt::CaseInsensitive);
    return types;
}

const Payload& Store::topLevel() const
{
    std::call_once(d->topLevelRead, [this] { d->topLevel = d->read(u"top-level"_s); });
    return d->topLevel;
}

const Payload& Store::common() const
{
    std::call_once(d->commonRead, [this] { d->common = d->read(u"common"_s); });
    return d->common;
}

const std::vector<Reference>& Store::references(const QString& payloadType) const
{
    const auto& all = d->allReferences().references;
    const auto it = all.constFind(payloadType);
    return it == all.constEnd() ? d->none : *it;
}

const std::vector<Reference>& Store::valueReferences(const QString& payloadType) const
{
    const auto& all = d->allReferences().valueReferences;
    const auto it = all.constFind(payloadType);
    return it == all.constEnd() ? d->none : *it;
}

QString Store::ownIdentifierKey(const QString& payloadType) const
{
    return d->allReferences().ownIdentifiers.value(payloadType);
}

bool Store::isIdentityType(QStringView payloadType) const
{
    return d->allReferences().identityTypes.contains(payloadType);
}

bool Store::isCertificateType(QStringView payloadType) const
{
    return d->allReferences().certificateTypes.contains(payloadType);
}

}  // namespace schema
