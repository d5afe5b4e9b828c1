// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_visitor.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

constexpr qsizetype longestHeader = 1000;

/// The number behind `word`; 0 when there is none of one to three digits.
int numberBehind(QByteArrayView text, QByteArrayView word)
{
    const qsizetype at = text.indexOf(word);
    if (at < 0)
        return 0;
    int number = 0;
    for (qsizetype i = at + word.size(); i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
        number = number * 10 + (text[i] - '0');
        if (number > 999)
            return 0;
    }
    return number;
}

/// The version of iOS or iPadOS. Safari stopped telling it truly with version 26, which is that of the
/// system.
int systemVersion(QByteArrayView text)
{
    const int safari = numberBehind(text, "Version/");
    if (safari >= 26)
        return safari;
    const int phone = numberBehind(text, "iPhone OS ");
    return phone > 0 ? phone : numberBehind(text, "CPU OS ");
}

QString withVersion(const QString& system, int version)
{
    return version > 0 ? u"%1 %2"_s.arg(system).arg(version) : system;
}

void readDevice(Visitor& visitor, QByteArrayView text)
{
    if (text.contains("iPhone") || text.contains("iPod")) {
        visitor.device = text.contains("iPhone") ? u"iPhone"_s : u"iPod touch"_s;
        visitor.system = withVersion(u"iOS"_s, systemVersion(text));
    } else if (text.contains("iPad")) {
        visitor.device = u"iPad"_s;
        visitor.system = withVersion(u"iPadOS"_s, systemVersion(text));
    } else if (text.contains("Macintosh")) {
        // An iPad asks for pages as a Mac does unless it is told otherwise.
        visitor.device = QCoreApplication::translate("delivery", "Mac or iPad");
    } else if (text.contains("Darwin/")) {
        visitor.device = QCoreApplication::translate("delivery", "Apple device");
    } else if (text.contains("Android")) {
        visitor.device = QCoreApplication::translate("delivery", "Android device");
        visitor.system = withVersion(u"Android"_s, numberBehind(text, "Android "));
    } else if (text.contains("Windows")) {
        visitor.device = QCoreApplication::translate("delivery", "Windows computer");
    } else if (text.contains("Linux")) {
        visitor.device = QCoreApplication::translate("delivery", "Linux computer");
    } else {
        visitor.device = QCoreApplication::translate("delivery", "Unknown device");
        visitor.isKnown = false;
    }
}

struct Browser
{
    QByteArrayView mark;
    QLatin1StringView name;
    bool takesProfiles;
};

// Others claim to be Safari, so it comes last. What takes profiles and what does not is as of March 2025
// (mozilla-mobile/firefox-ios issue 25476, brave/brave-ios issue 4358).
constexpr std::array<Browser, 11> browsers{{
    {"FxiOS/", "Firefox"_L1, false},
    {"Focus/", "Firefox Focus"_L1, false},
    {"Klar/", "Firefox Klar"_L1, false},
    {"DuckDuckGo/", "DuckDuckGo"_L1, false},
    {"Ddg/", "DuckDuckGo"_L1, false},
    {"CriOS/", "Chrome"_L1, true},
    {"EdgiOS/", "Edge"_L1, true},
    {"Firefox/", "Firefox"_L1, true},
    {"Chrome/", "Chrome"_L1, true},
    {"curl/", "curl"_L1, true},
    {"Safari/", "Safari"_L1, true},
}};

}  // namespace

Visitor visitorOf(const QByteArray& userAgent)
{
    const QByteArrayView text = QByteArrayView(userAgent).first(std::min(userAgent.size(), longestHeader));
    Visitor visitor;
    readDevice(visitor, text);
    for (const Browser& browser : browsers) {
        if (!text.contains(browser.mark))
            continue;
        visitor.browser = browser.name;
        visitor.takesProfiles = browser.takesProfiles;
        break;
    }
    return visitor;
}

QString describe(const Visitor& visitor)
{
    return visitor.system.isEmpty() ? visitor.device : u"%1, %2"_s.arg(visitor.device, visitor.system);
}

}  // namespace delivery
