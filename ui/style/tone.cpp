// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/tone.h"

#include "ui/style/icon.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace ui {

Tone toneOf(report::Severity severity)
{
    switch (severity) {
    case report::Severity::Error: return Tone::Error;
    case report::Severity::Warning: return Tone::Warning;
    case report::Severity::Info: break;
    }
    return Tone::Info;
}

QString severityWord(report::Severity severity)
{
    switch (severity) {
    case report::Severity::Error: return QCoreApplication::translate("ui", "Error");
    case report::Severity::Warning: return QCoreApplication::translate("ui", "Warning");
    case report::Severity::Info: break;
    }
    return QCoreApplication::translate("ui", "Info");
}

// One is spelled out so that the source language needs no catalogue for its own plural.
QString severityCount(report::Severity severity, int count)
{
    switch (severity) {
    case report::Severity::Error:
        return count == 1 ? QCoreApplication::translate("ui", "1 error")
                          : QCoreApplication::translate("ui", "%n errors", nullptr, count);
    case report::Severity::Warning:
        return count == 1 ? QCoreApplication::translate("ui", "1 warning")
                          : QCoreApplication::translate("ui", "%n warnings", nullptr, count);
    case report::Severity::Info: break;
    }
    return count == 1 ? QCoreApplication::translate("ui", "1 note")
                      : QCoreApplication::translate("ui", "%n notes", nullptr, count);
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor toneColor(Tone tone, const QPalette& palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Error: return dark ? QColor(0xff, 0x8f, 0x85) : QColor(0xb0, 0x20, 0x18);
    case Tone::Warning: return dark ? QColor(0xf4, 0xbb, 0x50) : QColor(0x80, 0x4c, 0x00);
    case Tone::Info: return dark ? QColor(0x92, 0xbf, 0xff) : QColor(0x1d, 0x5a, 0xa6);
    case Tone::Good: break;
    }
    return dark ? QColor(0x80, 0xd6, 0x9c) : QColor(0x1a, 0x69, 0x39);
}

QColor toneBackground(Tone tone, const QPalette& palette)
{
    return mixed(toneColor(tone, palette), palette.color(QPalette::Base), isDark(palette) ? 0.16 : 0.10);
}

QIcon toneIcon(Tone tone)
{
    switch (tone) {
    case Tone::Error: return icon(u"error"_s, tone);
    case Tone::Warning: return icon(u"warning"_s, tone);
    case Tone::Info: return icon(u"info"_s, tone);
    case Tone::Good: break;
    }
    return icon(u"ok"_s, tone);
}

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int x, int y) {
        return qRound(x * share + y * (1 - share));
    };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

}  // namespace ui
