// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/recipe_scripts.h"

#include <QCoreApplication>
#include <QStringEncoder>

#include <algorithm>

namespace ndes {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Remarks of a script: `mark` in front of lines of a readable length.
QStringList remark(const QString& mark, const QString& text)
{
    constexpr qsizetype width = 100;
    QStringList lines;
    QString line;
    const QStringList words = text.simplified().split(u' ');
    for (const QString& word : words) {
        if (!line.isEmpty() && line.size() + word.size() >= width) {
            lines << mark + line;
            line.clear();
        }
        line += (line.isEmpty() ? QString() : u" "_s) + word;
    }
    return lines << mark + line;
}

QString powerShellKey(const Setting& setting) { return quotedForPowerShell(u"HKLM:\\"_s + setting.key); }

QString setLine(const Setting& setting, const QString& value)
{
    if (setting.place == Setting::Place::Iis)
        return u"& \"$env:windir\\System32\\inetsrv\\appcmd.exe\" set config %1 %2 %3 %4"_s.arg(
            quotedForPowerShell(u"Default Web Site/CertSrv/mscep"_s),
            quotedForPowerShell(u"/section:"_s + setting.key),
            quotedForPowerShell(u"/requestLimits.%1:%2"_s.arg(setting.name, value)),
            quotedForPowerShell(u"/commit:apphost"_s));
    return u"New-ItemProperty -Path %1 -Name %2 -PropertyType %3 -Value %4 -Force | Out-Null"_s.arg(
        powerShellKey(setting), quotedForPowerShell(setting.name),
        setting.isNumber ? u"DWord"_s : u"String"_s, setting.isNumber ? value : quotedForPowerShell(value));
}

QString explained(const Setting& setting)
{
    const QString meaning = u"%1: %2."_s.arg(setting.name, setting.meaning);
    return setting.reason.isEmpty() ? meaning : u"%1 %2."_s.arg(meaning, setting.reason);
}

QString staying(const Setting& setting)
{
    return setting.presence == Setting::Presence::OnlyWhenSet
               ? QCoreApplication::translate("ndes", "Stays unset, which means %1.").arg(setting.defaultValue)
               : QCoreApplication::translate("ndes", "Stays as it is; %1 before anybody changed it.")
                     .arg(setting.defaultValue);
}

bool anyNeeds(const Recipe& recipe, Setting::Restart restart)
{
    return std::any_of(recipe.settings.begin(), recipe.settings.end(), [restart](const Setting& setting) {
        return setting.isChange() && setting.restart == restart;
    });
}

/// What is to be known beside the values, as remarks.
QStringList notesOf(const Recipe& recipe, const QString& mark)
{
    QStringList lines;
    for (const RecipeNote& note : recipe.notes) {
        lines << QString() << remark(mark, note.title + u'.') << remark(mark, note.text);
        for (const QString& command : note.commands)
            lines << mark + u"    "_s + command;
        if (note.id == u"strong-mapping" && !recipe.sidUri.isEmpty())
            lines << mark + u"    "_s + recipe.sidUri;
        lines << mark + note.source;
    }
    return lines;
}

QString registryText(const QString& text)
{
    QString escaped = text;
    return u"\"%1\""_s.arg(escaped.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s));
}

QString registryLine(const Setting& setting, const QString& value)
{
    return u"%1=%2"_s.arg(registryText(setting.name),
                          setting.isNumber ? u"dword:%1"_s.arg(value.toUInt(), 8, 16, QChar(u'0'))
                                           : registryText(value));
}

QString undoRegistryLine(const Setting& setting)
{
    return setting.presence == Setting::Presence::OnlyWhenSet ? registryText(setting.name) + u"=-"_s
                                                              : registryLine(setting, setting.defaultValue);
}

QByteArray withCrLf(QString text) { return text.replace(u'\n', u"\r\n"_s).toUtf8(); }

}  // namespace

QString quotedForPowerShell(const QString& text)
{
    QString quoted = u"'"_s;
    for (const QChar character : text) {
        quoted += character;
        if (character == u'\'' || (character >= u'\u2018' && character <= u'\u201B'))
            quoted += character;
    }
    return quoted + u'\'';
}

QString applyLine(const Setting& setting) { return setLine(setting, setting.value); }

QString undoLine(const Setting& setting)
{
    if (setting.presence == Setting::Presence::OnlyWhenSet)
        return u"Remove-ItemProperty -Path %1 -Name %2"_s.arg(powerShellKey(setting),
                                                              quotedForPowerShell(setting.name));
    return setLine(setting, setting.defaultValue);
}

QString toPowerShell(const Recipe& recipe)
{
    const QString mark = u"# "_s;
    QStringList lines =
        remark(mark, QCoreApplication::translate("ndes", "For the NDES server: run it there as an "
                                                         "administrator, in Windows PowerShell."));
    lines
        << u"#Requires -RunAsAdministrator"_s << QString()
        << remark(mark, QCoreApplication::translate("ndes", "What the registry held before is in this file; "
                                                            "a double click on it brings that back."))
        << u"reg.exe export 'HKLM\\SOFTWARE\\Microsoft\\Cryptography\\MSCEP' \"$env:USERPROFILE\\mscep-before.reg\" /y"_s;
    for (const Setting& setting : recipe.settings) {
        lines << QString() << remark(mark, explained(setting)) << mark + setting.source;
        if (!setting.isChange()) {
            lines << remark(mark, staying(setting));
            continue;
        }
        if (setting.place == Setting::Place::Registry)
            lines << u"if (-not (Test-Path -LiteralPath %1)) { New-Item -Path %1 | Out-Null }"_s.arg(
                powerShellKey(setting));
        lines << applyLine(setting)
              << mark + QCoreApplication::translate("ndes", "To undo it: %1").arg(undoLine(setting));
    }
    if (anyNeeds(recipe, Setting::Restart::Iis))
        lines << QString()
              << remark(mark,
                        QCoreApplication::translate("ndes", "NDES reads its values when it starts. This "
                                                            "forgets the challenges given out so far."))
              << u"iisreset.exe"_s;
    if (anyNeeds(recipe, Setting::Restart::Computer))
        lines << QString()
              << remark(mark,
                        QCoreApplication::translate("ndes", "HTTP.sys reads its values when the computer "
                                                            "starts: restart it when that suits."));
    lines << notesOf(recipe, mark);
    return lines.join(u'\n') + u'\n';
}

QString toRegistryFile(const Recipe& recipe)
{
    const QString mark = u"; "_s;
    QStringList lines{u"Windows Registry Editor Version 5.00"_s, QString()};
    lines << remark(mark, QCoreApplication::translate("ndes", "For the NDES server. Each remark “To undo it” "
                                                              "is the line that takes a change back."));
    for (const Setting& setting : recipe.settings) {
        lines << QString() << remark(mark, explained(setting)) << mark + setting.source;
        if (!setting.isChange()) {
            lines << remark(mark, staying(setting));
            continue;
        }
        if (setting.place == Setting::Place::Iis) {
            lines << remark(mark,
                            QCoreApplication::translate("ndes", "IIS has this in its own configuration; "
                                                                "in PowerShell:"))
                  << mark + applyLine(setting)
                  << mark + QCoreApplication::translate("ndes", "To undo it: %1").arg(undoLine(setting));
            continue;
        }
        lines << u"[HKEY_LOCAL_MACHINE\\%1]"_s.arg(setting.key) << registryLine(setting, setting.value)
              << mark + QCoreApplication::translate("ndes", "To undo it: %1").arg(undoRegistryLine(setting));
    }
    lines << notesOf(recipe, mark);
    return lines.join(u'\n') + u'\n';
}

QByteArray encodePowerShell(const QString& script) { return "\xEF\xBB\xBF" + withCrLf(script); }

QByteArray encodeRegistryFile(const QString& text)
{
    QStringEncoder encoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
    return encoder(QString::fromUtf8(withCrLf(text)));
}

}  // namespace ndes
