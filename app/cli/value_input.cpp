// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/value_input.h"

#include "core/profile/definition.h"
#include "core/profile/json.h"
#include "core/profile/profile.h"

#include <QCoreApplication>

#include <optional>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct NamedType
{
    const char16_t* name;
    plist::Type type;
};

constexpr NamedType namedTypes[] = {
    {u"string", plist::Type::String}, {u"integer", plist::Type::Integer}, {u"real", plist::Type::Real},
    {u"boolean", plist::Type::Bool},  {u"date", plist::Type::Date},       {u"data", plist::Type::Data},
};

/// An argument has no lines worth counting, so the place is told in the message.
base::Result<plist::Value> valueFromJson(const QString& text)
{
    auto value = profile::valueFromJson(text);
    if (value || !value.error().position)
        return value;
    base::Error error = value.error();
    const base::TextPosition at = *std::exchange(error.position, std::nullopt);
    return std::move(error).in(
        QCoreApplication::translate("cli", "line %1, character %2").arg(at.line).arg(at.column));
}

}  // namespace

QStringList typeNames()
{
    QStringList names;
    for (const NamedType& named : namedTypes)
        names << QString::fromUtf16(named.name);
    return names << u"json"_s;
}

base::Result<plist::Value> readValue(const QString& text,
                                     const QString& typeName,
                                     const plist::Value& root,
                                     const plist::Path& path,
                                     const schema::Store& store)
{
    if (typeName == u"json")
        return valueFromJson(text);
    for (const NamedType& named : namedTypes)
        if (typeName == QStringView(named.name))
            return profile::valueFromText(text, named.type);
    return profile::valueFromText(text, profile::expectedType(profile::Profile(root), path, store));
}

}  // namespace cli
