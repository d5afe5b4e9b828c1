// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/steps.h"

#include "core/delivery/resource.h"
#include "core/schema/titles.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

// Nobody speaks more; who sends more wants to keep us busy.
constexpr qsizetype longestHeader = 1000;

QString keyOf(Way way)
{
    switch (way) {
    case Way::Mail: return u"mail"_s;
    case Way::Web: return u"web"_s;
    case Way::File: return u"file"_s;
    }
    return {};
}

QStringList sentences(const QJsonValue& value)
{
    QStringList lines;
    const QJsonArray array = value.toArray();
    for (const QJsonValue& line : array)
        lines << line.toString();
    return lines;
}

struct Preference
{
    QString tag;
    double weight = 1;
};

/// RFC 9110 §12.5.4: ranges with weights, "*" for any; the order among equals is the order they came in.
std::vector<Preference> preferences(const QString& wanted)
{
    std::vector<Preference> found;
    const QString header = wanted.left(longestHeader);
    const auto ranges = QStringView(header).split(u',');
    for (const QStringView range : ranges) {
        const auto parts = range.split(u';');
        Preference preference{parts.front().trimmed().toString().replace(u'_', u'-').toLower()};
        for (const QStringView parameter : parts) {
            const QStringView text = parameter.trimmed();
            if (!text.startsWith(u"q="))
                continue;
            bool isNumber = false;
            const double weight = text.sliced(2).toDouble(&isNumber);
            // Also false for what is not a number at all.
            preference.weight = isNumber && weight > 0 && weight <= 1 ? weight : 0;
        }
        if (preference.weight > 0)
            found.push_back(preference);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Preference& a, const Preference& b) { return a.weight > b.weight; });
    return found;
}

}  // namespace

QStringList stepLanguages()
{
    QStringList languages = resourceLanguages();
    if (const qsizetype english = languages.indexOf(u"en"_s); english > 0)
        languages.move(english, 0);
    return languages;
}

QString spokenLanguage(const QString& wanted)
{
    const QStringList spoken = stepLanguages();
    for (const Preference& preference : preferences(wanted)) {
        const QString primary = preference.tag.section(u'-', 0, 0);
        if (spoken.contains(primary))
            return primary;
    }
    return u"en"_s;
}

QStringList payloadTitles(const Package& package, const QString& language)
{
    const QJsonObject names = readSentences(language).value("payloads"_L1).toObject();
    QStringList titles;
    for (const QString& type : package.payloads) {
        const QString english = schema::untranslatedTitle(type);
        titles << names.value(type).toString(english.isEmpty() ? type : english);
    }
    return titles;
}

Steps stepsFor(const Package& package, Way way, const QString& language)
{
    Steps steps;
    steps.language = spokenLanguage(language);
    const QJsonObject words = readSentences(steps.language);
    const QString suffix = package.isForMac ? u"Mac"_s : QString();
    steps.title = words.value(u"title"_s + suffix).toString().arg(package.title);
    for (const QString& line : sentences(words.value(keyOf(way) + suffix)))
        steps.lines << QString(line).replace(u"%1"_s, package.fileName);
    steps.lines << sentences(words.value(u"install"_s + suffix));
    if (!package.isSigned)
        steps.notes << words.value("unsigned"_L1).toString();
    if (package.isForMac)
        return steps;
    if (package.hasRoot)
        steps.lines << words.value("root"_L1).toString();
    for (const QLatin1StringView note : {"minutes"_L1, "oneWaiting"_L1, "protection"_L1})
        steps.notes << words.value(note).toString();
    return steps;
}

}  // namespace delivery
