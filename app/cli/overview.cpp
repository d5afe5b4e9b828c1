// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/overview.h"

#include "app/cli/describe.h"
#include "core/lint/subject.h"
#include "core/profile/secrets.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

/// The path below its first `depth` steps.
plist::Path below(plist::Path path, std::size_t depth)
{
    for (std::size_t i = 0; i < depth; ++i)
        path = path.withoutFirst();
    return path;
}

/// Collects the values that are no containers, secrets masked.
class Collector
{
public:
    explicit Collector(const std::vector<plist::Path>& secrets)
    {
        for (const plist::Path& path : secrets)
            m_secrets.insert(path.toString());
    }

    /// Every scalar at and below `path`; names are relative to its first `depth` steps.
    void collect(const plist::Value& value,
                 const plist::Path& path,
                 std::size_t depth,
                 std::vector<ShownValue>& into) const
    {
        if (const auto* dict = value.as<plist::Dict>(); dict && !dict->isEmpty()) {
            for (const auto& [key, entry] : *dict)
                collect(entry, path / plist::Path::Step(key), depth, into);
        } else if (const auto* array = value.as<plist::Array>(); array && !array->empty()) {
            for (std::size_t i = 0; i < array->size(); ++i)
                collect((*array)[i], path / plist::Path::Step(i), depth, into);
        } else {
            const bool isSecret = m_secrets.contains(path.toString());
            const QString text = isSecret ? profile::masked() : shownText(value);
            const QString shown = profile::withoutUrlSecrets(text);
            into.push_back({path, below(path, depth).toString(), plist::typeName(value.elementType()), shown,
                            isSecret || shown != text});
        }
    }

private:
    static QString shownText(const plist::Value& value)
    {
        if (const auto* data = value.as<QByteArray>())
            return QCoreApplication::translate("cli", "%1 bytes").arg(data->size());
        if (value.as<plist::Dict>() || value.as<plist::Array>())
            return QCoreApplication::translate("cli", "(empty)");
        return scalarText(value);
    }

    QSet<QString> m_secrets;
};

/// Shown in the payload's heading, so not again below it.
bool isHeading(const QString& key)
{
    return key == u"PayloadType" || key == u"PayloadIdentifier" || key == u"PayloadUUID"
           || key == u"PayloadDisplayName";
}

ShownPayload shown(const profile::Payload& payload, const lint::Subject& subject, const Collector& collector)
{
    ShownPayload result{payload.index,
                        payload.type,
                        profile::payloadTitle(payload.type),
                        payload.displayName,
                        payload.identifier,
                        payload.uuid,
                        {},
                        {}};
    for (const auto& [key, value] : *payload.dict)
        if (!isHeading(key))
            collector.collect(value, payload.path / plist::Path::Step(key), payload.path.depth(),
                              result.values);
    if (const lint::Credential* credential = subject.credential(payload))
        result.certificates = credential->certificates;
    return result;
}

/// Values that hold a secret in part count as secrets like the others.
void addUrlSecrets(Overview& overview)
{
    const auto add = [&](const std::vector<ShownValue>& values) {
        for (const ShownValue& value : values)
            if (value.isSecret
                && std::find(overview.secrets.begin(), overview.secrets.end(), value.path)
                       == overview.secrets.end())
                overview.secrets.push_back(value.path);
    };
    add(overview.general);
    for (const ShownPayload& payload : overview.payloads)
        add(payload.values);
}

QString block(const std::vector<ShownValue>& values, const QString& indent)
{
    QString text;
    for (const ShownValue& value : values) {
        // A line break inside a value must not look like the next value.
        QString oneLine = value.text;
        oneLine.replace(u'\n', u"\n"_s + indent + u"    "_s);
        text += u"%1%2: %3\n"_s.arg(indent, value.name, oneLine);
    }
    return text;
}

QString toText(const ShownPayload& payload)
{
    QString text = u"[%1] %2"_s.arg(payload.index).arg(payload.title);
    if (!payload.name.isEmpty() && payload.name != payload.title)
        text += u": "_s + payload.name;
    text += u'\n';
    const auto line = [&text](const QString& name, const QString& value) {
        if (!value.isEmpty())
            text += u"    %1: %2\n"_s.arg(name, value);
    };
    line(QCoreApplication::translate("cli", "Type"), payload.type);
    line(QCoreApplication::translate("cli", "Identifier"), payload.identifier);
    line(QCoreApplication::translate("cli", "UUID"), payload.uuid);
    text += block(payload.values, u"    "_s);
    for (const x509::Certificate& certificate : payload.certificates)
        line(QCoreApplication::translate("cli", "Certificate"), summary(certificate));
    return text;
}

QJsonArray toJson(const std::vector<ShownValue>& values)
{
    QJsonArray list;
    for (const ShownValue& value : values)
        list << QJsonObject{{u"path"_s, value.path.toString()},
                            {u"name"_s, value.name},
                            {u"type"_s, value.type},
                            {u"value"_s, value.text},
                            {u"secret"_s, value.isSecret}};
    return list;
}

QJsonObject toJson(const ShownPayload& payload)
{
    return {{u"index"_s, static_cast<qint64>(payload.index)},
            {u"type"_s, payload.type},
            {u"title"_s, payload.title},
            {u"displayName"_s, payload.name},
            {u"identifier"_s, payload.identifier},
            {u"uuid"_s, payload.uuid},
            {u"values"_s, toJson(payload.values)},
            {u"certificates"_s, cli::toJson(payload.certificates)}};
}

QJsonArray toJson(const std::vector<ShownReference>& references)
{
    QJsonArray list;
    for (const ShownReference& reference : references)
        list << QJsonObject{
            {u"path"_s, reference.path.toString()},
            {u"uuid"_s, reference.uuid},
            {u"from"_s, static_cast<qint64>(reference.from)},
            {u"to"_s, reference.to ? QJsonValue(static_cast<qint64>(*reference.to)) : QJsonValue::Null},
            {u"dangling"_s, !reference.to.has_value()}};
    return list;
}

QString containerText(sign::Container container)
{
    switch (container) {
    case sign::Container::Xml: return QCoreApplication::translate("cli", "XML property list");
    case sign::Container::Binary: return QCoreApplication::translate("cli", "Binary property list");
    case sign::Container::Signed: return QCoreApplication::translate("cli", "Signed");
    }
    return {};
}

}  // namespace

Overview overviewOf(const sign::Opened& opened, const trust::Roots& roots, const QDateTime& asOf)
{
    const schema::Store store;
    const lint::Subject subject(opened.document, store, {{}, asOf, {}});
    const profile::Profile& profile = subject.profile();
    Overview overview;
    overview.container = opened.container;
    overview.isProfile = profile.isProfile();
    overview.signature = opened.signature;
    overview.prediction = trust::predictLabel(opened.signature ? &*opened.signature : nullptr, roots, asOf);
    for (const profile::FoundSecret& secret : profile::findSecrets(profile, store))
        overview.secrets.push_back(secret.path);
    const Collector collector(overview.secrets);
    const auto& payloads = profile.payloads();
    for (const auto& [key, value] : profile.dict())
        if (key != u"PayloadContent" || payloads.empty())
            collector.collect(value, {key}, 0, overview.general);
    for (const profile::Payload& payload : payloads)
        overview.payloads.push_back(shown(payload, subject, collector));
    addUrlSecrets(overview);
    for (const profile::FoundReference& reference : subject.references()) {
        std::optional<std::size_t> target;
        if (reference.to)
            target = payloads[*reference.to].index;
        overview.references.push_back(
            {reference.path, reference.uuid, payloads[reference.from].index, target});
    }
    return overview;
}

QString toText(const Overview& overview)
{
    QString text =
        QCoreApplication::translate("cli", "Container: %1").arg(containerText(overview.container)) + u'\n';
    text += QCoreApplication::translate("cli", "Label: %1").arg(toText(overview.prediction));
    if (overview.signature && overview.signature->signer)
        text += QCoreApplication::translate("cli", "Signer: %1").arg(summary(*overview.signature->signer))
                + u'\n';
    if (!overview.isProfile)
        text += QCoreApplication::translate("cli", "A property list, but no configuration profile") + u'\n';
    text += block(overview.general, {});
    for (const ShownPayload& payload : overview.payloads)
        text += u'\n' + toText(payload);
    if (!overview.references.empty())
        text += u'\n' + QCoreApplication::translate("cli", "References") + u'\n';
    for (const ShownReference& reference : overview.references)
        text += u"    %1 -> %2\n"_s.arg(
            reference.path.toString(),
            reference.to ? u"[%1]"_s.arg(*reference.to)
                         : QCoreApplication::translate("cli", "dangling: no payload has the UUID %1")
                               .arg(reference.uuid));
    if (!overview.secrets.empty())
        text +=
            u'\n' + QCoreApplication::translate("cli", "Secrets that anyone with the file can read") + u'\n';
    for (const plist::Path& path : overview.secrets)
        text += u"    "_s + path.toString() + u'\n';
    return text;
}

QJsonObject toJson(const Overview& overview)
{
    QJsonArray payloads;
    for (const ShownPayload& payload : overview.payloads)
        payloads << toJson(payload);
    QJsonArray secrets;
    for (const plist::Path& path : overview.secrets)
        secrets << path.toString();
    QJsonObject document{
        {u"container"_s, sign::containerName(overview.container)},
        {u"isProfile"_s, overview.isProfile},
        {u"signer"_s, signerJson(overview.signature ? &*overview.signature : nullptr)},
        {u"general"_s, toJson(overview.general)},
        {u"payloads"_s, payloads},
        {u"references"_s, toJson(overview.references)},
        {u"secrets"_s, secrets},
    };
    insertPrediction(document, overview.prediction);
    return document;
}

}  // namespace cli
