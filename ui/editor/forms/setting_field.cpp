// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/setting_field.h"

#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/check_list_field.h"
#include "ui/editor/fields/choice_field.h"
#include "ui/editor/fields/date_field.h"
#include "ui/editor/fields/number_field.h"
#include "ui/editor/fields/string_list_field.h"
#include "ui/editor/fields/text_field.h"
#include "ui/editor/forms/payload_field.h"
#include "ui/editor/forms/setting_title.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

bool isFlag(const schema::Key& key) { return key.types.contains(u"boolean"_s); }

/// Whether an integer stands for yes and no: `types` has both.
bool isNumericFlag(const schema::Key& key) { return isFlag(key) && key.types.front() == u"integer"_s; }

QString notSetText(const QString& usual)
{
    return usual.isEmpty() ? QCoreApplication::translate("setting", "Not set")
                           : QCoreApplication::translate("setting", "Not set (%1)").arg(usual);
}

Field* makeFlag(const schema::Key& key)
{
    QString usual;
    if (key.defaultValue) {
        const bool* flag = key.defaultValue->as<bool>();
        const auto* number = key.defaultValue->as<std::int64_t>();
        const bool isYes = flag ? *flag : number && *number != 0;
        usual = isYes ? QCoreApplication::translate("setting", "yes")
                      : QCoreApplication::translate("setting", "no");
    }
    std::vector<ChoiceField::Choice> choices = yesAndNo();
    if (isNumericFlag(key)) {
        for (ChoiceField::Choice& choice : choices)
            choice.value = plist::Value(choice.value == plist::Value(true) ? 1 : 0);
    }
    auto* field = new ChoiceField(std::move(choices), notSetText(usual));
    if (isNumericFlag(key))
        field->setBooleansTaken();
    return field;
}

Field* makeChoice(const schema::Key& key)
{
    std::vector<ChoiceField::Choice> choices;
    for (const plist::Value& value : key.allowed)
        choices.push_back({valueTitle(key.name, value), value});
    const QString usual = key.defaultValue ? valueTitle(key.name, *key.defaultValue) : QString();
    return new ChoiceField(std::move(choices), notSetText(usual));
}

Field* makeNumber(const schema::Key& key)
{
    using Limits = std::numeric_limits<std::int64_t>;
    const std::int64_t least = key.minimum ? std::int64_t(*key.minimum) : Limits::min();
    const std::int64_t most = key.maximum ? std::int64_t(*key.maximum) : Limits::max();
    auto* field = new NumberField(least, most);
    if (key.defaultValue)
        field->setPlaceholder(
            QCoreApplication::translate("setting", "%1 if not set").arg(textOf(*key.defaultValue)));
    return field;
}

Field* makeText(const schema::Key& key)
{
    auto* field = new TextField(key.sensitive ? TextField::Kind::Secret : TextField::Kind::Plain);
    if (key.defaultValue && !textOf(*key.defaultValue).isEmpty())
        field->setPlaceholder(
            QCoreApplication::translate("setting", "%1 if not set").arg(textOf(*key.defaultValue)));
    return field;
}

Field* makeReferenceList(const ReferenceTargets& targets)
{
    const auto choices = [targets] {
        std::vector<CheckListField::Choice> list;
        for (const ReferenceTarget& target : targets())
            list.push_back({target.title, plist::Value(target.uuid)});
        return list;
    };
    return new CheckListField(
        choices,
        QCoreApplication::translate("setting",
                                    "This profile has no certificate: add one with Add Payload, Credentials"),
        Qt::CaseInsensitive);
}

Field* makeList(const schema::Key& key, const ReferenceTargets& targets)
{
    if (key.subkeys.size() != 1 || key.subkeys.front().types.size() != 1)
        return nullptr;
    const schema::Key& item = key.subkeys.front();
    const QString& type = item.types.front();
    if (targets && type == u"string"_s)
        return makeReferenceList(targets);
    if (!item.allowed.empty() && (type == u"string"_s || type == u"integer"_s)) {
        std::vector<CheckListField::Choice> choices;
        for (const plist::Value& value : item.allowed)
            choices.push_back({valueTitle(key.name, value), value});
        return new CheckListField([choices] { return choices; }, {});
    }
    return type == u"string"_s ? new StringListField(StringListField::Form::Array) : nullptr;
}

}  // namespace

Field* makeSettingField(const schema::Key& key, const ReferenceTargets& targets)
{
    if (key.types.isEmpty() || key.name.isEmpty() || key.name == u"*"_s)
        return nullptr;
    if (isFlag(key) && (key.types.size() == 1 || isNumericFlag(key)))
        return makeFlag(key);
    if (key.types.size() != 1)
        return nullptr;
    const QString& type = key.types.front();
    if (type == u"array"_s)
        return makeList(key, targets);
    if (type == u"string"_s && targets)
        return new PayloadField(targets);
    if ((type == u"string"_s || type == u"integer"_s) && !key.allowed.empty())
        return makeChoice(key);
    if (type == u"string"_s)
        return makeText(key);
    if (type == u"integer"_s)
        return makeNumber(key);
    if (type == u"date"_s)
        return new DateField(notSetText({}), QCoreApplication::translate("setting", "On date"));
    return nullptr;
}

QString settingHint(const schema::Payload& payload, const schema::Key& key)
{
    const auto isOn = [&](schema::Platform platform) {
        const int at = int(platform);
        return payload.availability.contains(at) && !payload.availability.value(at).never
               && !key.availability.value(at).never;
    };
    const auto isForPlatform = [&](schema::Platform platform) {
        return payload.availability.contains(int(platform))
               && !payload.availability.value(int(platform)).never;
    };
    QStringList parts;
    const bool isMacOnly =
        isForPlatform(schema::Platform::Ios) && !isOn(schema::Platform::Ios) && isOn(schema::Platform::Macos);
    if (isMacOnly)
        parts << QCoreApplication::translate("setting", "macOS only");
    const schema::Availability ios = key.availability.value(int(schema::Platform::Ios));
    if (ios.supervised.value_or(false))
        parts << QCoreApplication::translate("setting", "Supervised devices only");
    if (!ios.removed.isNull())
        parts << QCoreApplication::translate("setting", "Removed in iOS %1").arg(ios.removed.toString());
    else if (!ios.deprecated.isNull())
        parts << QCoreApplication::translate("setting", "Deprecated since iOS %1")
                     .arg(ios.deprecated.toString());
    return parts.join(u"; "_s);
}

}  // namespace ui
