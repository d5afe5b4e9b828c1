// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/share_words.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace ui {

QString contentsSentence(const delivery::Package& package)
{
    const QString size = QLocale().formattedDataSize(package.bytes.size());
    if (!package.isSigned)
        return QCoreApplication::translate("share", "%1, %2, not signed").arg(package.fileName, size);
    if (package.signer.isEmpty())
        return QCoreApplication::translate("share", "%1, %2, signed").arg(package.fileName, size);
    return QCoreApplication::translate("share", "%1, %2, signed by %3")
        .arg(package.fileName, size, package.signer);
}

QString unsignedSentence()
{
    return QCoreApplication::translate("share", "The profile is not signed: the device will say so, and "
                                                "nobody can see whether it came as it left");
}

QString bulleted(const QStringList& lines)
{
    QString text;
    for (const QString& line : lines)
        text += (text.isEmpty() ? u"• "_s : u"\n• "_s) + line;
    return text;
}

QString clockTime(const QDateTime& moment)
{
    return QLocale().toString(moment.toLocalTime().time(), QLocale::ShortFormat);
}

QString whatAndWhen(const QString& what, const QDateTime& at, const QDateTime& now)
{
    const QDate day = at.toLocalTime().date();
    if (day == now.toLocalTime().date())
        return QCoreApplication::translate("share", "%1, %2", "what was done, and the time")
            .arg(what, clockTime(at));
    return QCoreApplication::translate("share", "%1, %2, %3", "what was done, the day and the time")
        .arg(what, QLocale().toString(day, QLocale::ShortFormat), clockTime(at));
}

QString languageName(const QString& tag)
{
    // QLocale calls them “American English” and “español de España”.
    static const QHash<QString, QString> own{
        {u"de"_s, u"Deutsch"_s}, {u"en"_s, u"English"_s}, {u"es"_s, u"Español"_s}, {u"fr"_s, u"Français"_s}};
    const QString name = own.value(tag, QLocale(tag).nativeLanguageName());
    return name.isEmpty() ? tag : name;
}

}  // namespace ui
