// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/payload_reference.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// Whether `path`, inside its payload, is what `pattern` describes; "[]" is any index.
bool fits(plist::Path path, const QStringList& pattern)
{
    if (path.depth() != std::size_t(pattern.size()))
        return false;
    for (const QString& step : pattern) {
        const auto* key = std::get_if<QString>(&path.first());
        if (step == u"[]"_s ? key != nullptr : (!key || *key != step))
            return false;
        path = path.withoutFirst();
    }
    return true;
}

}  // namespace

const schema::Reference* referenceAt(const profile::Profile& profile,
                                     const schema::Store& store,
                                     const plist::Path& path)
{
    for (const profile::Payload& payload : profile.payloads()) {
        if (!path.startsWith(payload.path))
            continue;
        plist::Path rest = path;
        for (std::size_t i = 0; i < payload.path.depth(); ++i)
            rest = rest.withoutFirst();
        for (const schema::Reference& reference : store.references(payload.type)) {
            if (fits(rest, reference.path))
                return &reference;
        }
    }
    return nullptr;
}

QString payloadLabel(const profile::Payload& payload)
{
    const QString title = profile::payloadTitle(payload.type);
    if (payload.displayName.isEmpty() || payload.displayName == title)
        return title;
    return QCoreApplication::translate("form", "%1: %2").arg(title, payload.displayName);
}

std::vector<ReferenceTarget> referenceTargets(const profile::Profile& profile,
                                              const schema::Reference& reference)
{
    std::vector<ReferenceTarget> targets;
    for (const profile::Payload& payload : profile.payloads()) {
        if (reference.targets.contains(payload.type) && !payload.uuid.isEmpty())
            targets.push_back({payloadLabel(payload), payload.uuid});
    }
    return targets;
}

QString referenceName(const profile::Profile& profile,
                      const schema::Store& store,
                      const plist::Path& path,
                      const QString& uuid)
{
    if (!referenceAt(profile, store, path))
        return {};
    for (const profile::Payload& payload : profile.payloads()) {
        if (payload.uuid.compare(uuid, Qt::CaseInsensitive) == 0)
            return payloadLabel(payload);
    }
    return QCoreApplication::translate("form", "%1 (no payload has this UUID)").arg(uuid);
}

}  // namespace ui
