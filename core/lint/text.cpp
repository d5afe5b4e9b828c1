// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/text.h"

#include "core/plist/clipped.h"
#include "core/plist/document.h"
#include "core/profile/secrets.h"

#include <QCoreApplication>

#include <algorithm>

namespace lint {

using namespace Qt::Literals::StringLiterals;

bool holdsToken(const QString& text)
{
    // Nearly every text is none, so ask for the characters no token does without first.
    const bool possible =
        std::any_of(text.begin(), text.end(), [](QChar c) { return c == u'$' || c == u'%' || c == u'{'; });
    return possible && !plist::tokens(text).empty();
}

bool holdsToken(const plist::Value& value)
{
    if (const auto* text = value.as<QString>())
        return holdsToken(*text);
    const auto* raw = value.as<plist::Raw>();
    return raw && holdsToken(raw->text);
}

QString shortened(const QString& text) { return plist::clipped(profile::withoutUrlSecrets(text)); }

QString shown(const plist::Value& value)
{
    const QString type = plist::typeName(value.elementType());
    const auto withType = [&](const QString& text) {
        return u"%1 (%2)"_s.arg(text, type);
    };
    switch (value.type()) {
    case plist::Type::Bool: return *value.as<bool>() ? u"true"_s : u"false"_s;
    case plist::Type::Integer: return withType(QString::number(*value.as<std::int64_t>()));
    case plist::Type::Real: return withType(QString::number(*value.as<double>()));
    case plist::Type::String: return withType(u'"' + shortened(*value.as<QString>()) + u'"');
    case plist::Type::Data:
        return QCoreApplication::translate("lint", "%n byte(s) of data", nullptr,
                                           static_cast<int>(value.as<QByteArray>()->size()));
    case plist::Type::Date: return value.as<QDateTime>()->toUTC().toString(Qt::ISODate);
    case plist::Type::Array:
        return QCoreApplication::translate("lint", "array of %n item(s)", nullptr,
                                           static_cast<int>(value.as<plist::Array>()->size()));
    case plist::Type::Dict:
        return QCoreApplication::translate("lint", "dictionary of %n key(s)", nullptr,
                                           static_cast<int>(value.as<plist::Dict>()->size()));
    case plist::Type::Uid: return withType(QString::number(value.as<plist::Uid>()->value));
    case plist::Type::Raw: return withType(u'"' + shortened(value.as<plist::Raw>()->text) + u'"');
    }
    Q_UNREACHABLE();
}

}  // namespace lint
