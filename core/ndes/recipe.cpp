// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/recipe.h"

#include "core/ndes/challenge.h"
#include "core/ndes/resource.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace ndes {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int defaultChallengeLength = 16;
/// What is expected of the headers of a device beside the request line.
constexpr int headerRoom = 1024;

base::Error refusal(const QString& message, const QString& hint = {})
{
    return {base::Error::Code::InvalidInput, message, {}, hint};
}

base::Result<> check(const RecipeInput& input)
{
    constexpr int smallest = 1024;
    constexpr int largest = 16384;
    const int key = input.shape.keyBits;
    if (key != 1024 && key != 2048 && key != 4096)
        return refusal(QCoreApplication::translate("ndes", "A device makes no key of %1 bits").arg(key),
                       QCoreApplication::translate("ndes", "Key sizes are 1024, 2048 and 4096"));
    const int raKey = input.shape.raKeyBits;
    if (raKey < smallest || raKey > largest || raKey % 8 != 0)
        return refusal(QCoreApplication::translate("ndes", "An RA has no RSA key of %1 bits").arg(raKey),
                       QCoreApplication::translate("ndes", "Usual sizes are 2048, 3072 and 4096"));
    constexpr int longest = 4096;
    if (input.shape.challengeLength < 0 || input.shape.challengeLength > longest)
        return refusal(
            QCoreApplication::translate("ndes", "A challenge has 0 to %1 characters").arg(longest));
    if (templateValueFor(input.use).isEmpty())
        return refusal(QCoreApplication::translate("ndes", "A key has to sign, to encrypt, or both"));
    constexpr int mostDevices = 100'000;
    if (input.devices < 0 || input.devices > mostDevices)
        return refusal(QCoreApplication::translate("ndes", "At most %1 devices at a time").arg(mostDevices));
    const QString& name = input.templateName;
    constexpr qsizetype longestName = 64;  // of the attribute cn in Active Directory
    if (name.size() > longestName || name != name.trimmed()
        || std::any_of(name.begin(), name.end(),
                       [](QChar c) { return !c.isPrint() || (c.isSpace() && c != u' '); }))
        return refusal(
            QCoreApplication::translate("ndes", "“%1” is no name of a template").arg(name.simplified()),
            QCoreApplication::translate("ndes", "certutil -template lists them; the name has at most "
                                                "64 characters and no line end"));
    return {};
}

QString sentence(const QJsonObject& object, QLatin1StringView key)
{
    return QCoreApplication::translate("ndes", object.value(key).toString().toUtf8().constData());
}

Setting readSetting(const QJsonObject& object)
{
    Setting setting;
    setting.id = object.value("id"_L1).toString();
    setting.place = object.contains("section"_L1) ? Setting::Place::Iis : Setting::Place::Registry;
    setting.key = object.value(setting.place == Setting::Place::Iis ? "section"_L1 : "key"_L1).toString();
    setting.name = object.value("name"_L1).toString();
    setting.isNumber = object.value("type"_L1).toString() == u"number";
    setting.defaultValue = object.value("default"_L1).toString();
    setting.value = setting.defaultValue;
    setting.presence =
        object.value("absent"_L1).toBool() ? Setting::Presence::OnlyWhenSet : Setting::Presence::Always;
    const QString restart = object.value("restart"_L1).toString();
    setting.restart = restart == u"iis"        ? Setting::Restart::Iis
                      : restart == u"computer" ? Setting::Restart::Computer
                                               : Setting::Restart::None;
    setting.meaning = sentence(object, "meaning"_L1);
    setting.source = object.value("source"_L1).toString();
    return setting;
}

/// Gives the settings their values, each with its reason.
class Cook
{
public:
    Cook(const RecipeInput& input, const Recipe& recipe) : m_input(input), m_recipe(recipe) {}

    void season(Setting& setting) const
    {
        if (setting.name == m_recipe.templateValue)
            chooseTemplate(setting);
        else if (setting.id == u"password-max")
            choosePasswordMax(setting);
        else if (setting.id == u"password-length")
            choosePasswordLength(setting);
        else if (setting.id == u"max-query-string")
            chooseMaxQueryString(setting);
        else if (setting.id == u"max-url")
            setting.reason = QCoreApplication::translate("ndes", "The path of NDES is short: it stays");
        else if (setting.id == u"max-field-length" || setting.id == u"max-request-bytes")
            chooseHttpLimit(setting);
    }

private:
    void chooseTemplate(Setting& setting) const
    {
        setting.reason =
            QCoreApplication::translate("ndes", "NDES reads this one for the request (key usage 0x%1)")
                .arg(m_recipe.keyUsageOctet, 2, 16, QChar(u'0'));
        if (!m_input.templateName.isEmpty())
            setting.value = m_input.templateName;
    }

    void choosePasswordMax(Setting& setting) const
    {
        if (m_input.devices <= defaultSlots)
            return;
        setting.value = QString::number(m_input.devices);
        setting.reason =
            QCoreApplication::translate("ndes", "%1 devices enroll in one go").arg(m_input.devices);
    }

    void choosePasswordLength(Setting& setting) const
    {
        const int length = m_input.shape.challengeLength;
        constexpr int fewest = 8;
        if (length == defaultChallengeLength || length < fewest || length % 2 != 0)
            return;
        setting.value = QString::number(length / 2);
        setting.reason = QCoreApplication::translate("ndes", "For a challenge of %1 characters").arg(length);
    }

    void chooseMaxQueryString(Setting& setting) const
    {
        const int length = m_recipe.size.queryLength;
        setting.reason = QCoreApplication::translate(
                             "ndes", "A request with a key of %1 bits, encrypted to an RA with one of "
                                     "%2, has a query of about %3 characters")
                             .arg(m_input.shape.keyBits)
                             .arg(m_input.shape.raKeyBits)
                             .arg(length);
        if (length <= setting.defaultValue.toInt())
            return;
        setting.value = QString::number(scep::limitFor(length));
        constexpr int oftenQuoted = 3072;
        if (length > oftenQuoted)
            setting.reason = QCoreApplication::translate(
                                 "ndes", "%1; the %2 that is often recommended is too small for it")
                                 .arg(setting.reason)
                                 .arg(oftenQuoted);
    }

    void chooseHttpLimit(Setting& setting) const
    {
        const int length = m_recipe.size.urlLength + headerRoom;
        if (length <= setting.defaultValue.toInt()) {
            setting.reason = QCoreApplication::translate(
                                 "ndes", "Not needed: request line and headers have about %1 characters. If "
                                         "HTTP.sys ends requests with 414 all the same, set both of its "
                                         "limits to 65534 and restart the computer")
                                 .arg(length);
            return;
        }
        constexpr int most = 65534;
        setting.value = QString::number(most);
        setting.reason =
            QCoreApplication::translate("ndes", "Request line and headers have about %1 characters")
                .arg(length);
    }

    const RecipeInput& m_input;
    const Recipe& m_recipe;
};

}  // namespace

base::Result<Recipe> makeRecipe(const RecipeInput& input)
{
    if (const auto checked = check(input); !checked)
        return checked.error();
    Recipe recipe;
    recipe.templateValue = templateValueFor(input.use);
    recipe.keyUsageOctet = keyUsageOctet(input.use);
    recipe.shape = input.shape;
    if (input.sid) {
        recipe.sidUri = input.sid->uri();
        recipe.shape.nameLength += static_cast<int>(recipe.sidUri.size());
    }
    recipe.size = scep::estimateRequest(recipe.shape);
    const QJsonObject data = readResource(u"settings.json"_s);
    const Cook cook(input, recipe);
    const QJsonArray settings = data.value("settings"_L1).toArray();
    for (const auto& value : settings) {
        Setting setting = readSetting(value.toObject());
        cook.season(setting);
        recipe.settings.push_back(std::move(setting));
    }
    const QJsonArray notes = data.value("notes"_L1).toArray();
    for (const auto& value : notes) {
        const QJsonObject object = value.toObject();
        RecipeNote note{object.value("id"_L1).toString(),
                        sentence(object, "title"_L1),
                        sentence(object, "text"_L1),
                        {},
                        object.value("source"_L1).toString()};
        const QJsonArray commands = object.value("commands"_L1).toArray();
        for (const auto& command : commands)
            note.commands << command.toString();
        recipe.notes.push_back(std::move(note));
    }
    return recipe;
}

}  // namespace ndes
