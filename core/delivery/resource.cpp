// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/resource.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QtDebug>

// Has to stand outside any namespace. It also makes the linker keep the resource of a static library.
static void initDelivery() { Q_INIT_RESOURCE(delivery); }

namespace delivery {

using namespace Qt::Literals::StringLiterals;

QStringList resourceLanguages()
{
    initDelivery();
    QStringList names = QDir(u":/delivery"_s).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    names.replaceInStrings(u".json"_s, QString());
    return names;
}

QJsonObject readSentences(const QString& language)
{
    initDelivery();
    QFile file(u":/delivery/%1.json"_s.arg(language));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning().noquote() << "delivery:" << language << error.errorString();
    return document.object();
}

}  // namespace delivery
