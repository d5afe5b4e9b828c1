// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/recipe_writers.h"

#include "core/ndes/recipe_scripts.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace ndes {

using namespace Qt::Literals::StringLiterals;

namespace {

QString restartName(Setting::Restart restart)
{
    return restart == Setting::Restart::Iis        ? u"iis"_s
           : restart == Setting::Restart::Computer ? u"computer"_s
                                                   : u"none"_s;
}

/// Where a setting is, as its own tool writes it.
QString placeOf(const Setting& setting)
{
    return setting.place == Setting::Place::Iis ? u"%1/requestLimits"_s.arg(setting.key)
                                                : u"HKLM\\"_s + setting.key;
}

QStringList lines(const Setting& setting)
{
    QStringList lines{
        setting.isChange()
            ? QCoreApplication::translate("ndes", "%1 = %2 (before anybody changed it: %3)")
                  .arg(setting.name, setting.value, setting.defaultValue)
            : QCoreApplication::translate("ndes", "%1 stays as it is; %2 before anybody changed it")
                  .arg(setting.name, setting.defaultValue)};
    lines << u"  "_s + setting.meaning;
    if (!setting.reason.isEmpty())
        lines << u"  "_s + setting.reason;
    lines << QCoreApplication::translate("ndes", "  in:     %1").arg(placeOf(setting));
    if (setting.isChange())
        lines << QCoreApplication::translate("ndes", "  set:    %1").arg(applyLine(setting))
              << QCoreApplication::translate("ndes", "  undo:   %1").arg(undoLine(setting));
    if (setting.isChange() && setting.restart != Setting::Restart::None)
        lines << (setting.restart == Setting::Restart::Iis
                      ? QCoreApplication::translate("ndes",
                                                    "  then:   iisreset.exe, which forgets the challenges "
                                                    "given out so far")
                      : QCoreApplication::translate("ndes", "  then:   restart the computer"));
    return lines << QCoreApplication::translate("ndes", "  source: %1").arg(setting.source);
}

QJsonObject toJson(const Setting& setting)
{
    const auto typed = [&setting](const QString& value) {
        return setting.isNumber ? QJsonValue(value.toInt()) : QJsonValue(value);
    };
    return {{u"id"_s, setting.id},
            {u"place"_s, setting.place == Setting::Place::Iis ? u"iis"_s : u"registry"_s},
            {u"key"_s, placeOf(setting)},
            {u"name"_s, setting.name},
            {u"value"_s, typed(setting.value)},
            {u"default"_s, typed(setting.defaultValue)},
            {u"change"_s, setting.isChange()},
            {u"meaning"_s, setting.meaning},
            {u"reason"_s, setting.reason.isEmpty() ? QJsonValue() : QJsonValue(setting.reason)},
            {u"apply"_s, applyLine(setting)},
            {u"undo"_s, undoLine(setting)},
            {u"restart"_s, restartName(setting.restart)},
            {u"source"_s, setting.source}};
}

}  // namespace

QString toText(const Recipe& recipe)
{
    QStringList text{QCoreApplication::translate("ndes", "NDES uses %1 for this request (key usage 0x%2)")
                         .arg(recipe.templateValue)
                         .arg(recipe.keyUsageOctet, 2, 16, QChar(u'0')),
                     QCoreApplication::translate("ndes",
                                                 "By GET its query has about %1 characters; IIS lets 2048 "
                                                 "through unless it is told otherwise")
                         .arg(recipe.size.queryLength)};
    for (const Setting& setting : recipe.settings)
        if (setting.isChange())
            text << QString() << lines(setting);
    for (const Setting& setting : recipe.settings)
        if (!setting.isChange())
            text << QString() << lines(setting);
    for (const RecipeNote& note : recipe.notes) {
        text << QString() << note.title << u"  "_s + note.text;
        if (note.id == u"strong-mapping" && !recipe.sidUri.isEmpty())
            text << u"    "_s + recipe.sidUri;
        for (const QString& command : note.commands)
            text << u"    "_s + command;
        text << QCoreApplication::translate("ndes", "  source: %1").arg(note.source);
    }
    return text.join(u'\n') + u'\n';
}

QJsonObject toJson(const Recipe& recipe)
{
    QJsonArray settings;
    for (const Setting& setting : recipe.settings)
        settings << toJson(setting);
    QJsonArray notes;
    for (const RecipeNote& note : recipe.notes)
        notes << QJsonObject{{u"id"_s, note.id},
                             {u"title"_s, note.title},
                             {u"text"_s, note.text},
                             {u"commands"_s, QJsonArray::fromStringList(note.commands)},
                             {u"source"_s, note.source}};
    return {{u"template"_s, recipe.templateValue},
            {u"keyUsage"_s, u"0x%1"_s.arg(recipe.keyUsageOctet, 2, 16, QChar(u'0'))},
            {u"request"_s, QJsonObject{{u"keySize"_s, recipe.shape.keyBits},
                                       {u"raKeySize"_s, recipe.shape.raKeyBits},
                                       {u"challengeLength"_s, recipe.shape.challengeLength},
                                       {u"messageBytes"_s, recipe.size.messageBytes},
                                       {u"queryLength"_s, recipe.size.queryLength}}},
            {u"sidUri"_s, recipe.sidUri.isEmpty() ? QJsonValue() : QJsonValue(recipe.sidUri)},
            {u"settings"_s, settings},
            {u"notes"_s, notes}};
}

}  // namespace ndes
