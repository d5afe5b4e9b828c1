// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/resource.h"

#include <QFile>
#include <QJsonDocument>
#include <QtDebug>

// Has to stand outside any namespace. It also makes the linker keep the resource of a static library.
static void initNdes() { Q_INIT_RESOURCE(ndes); }

namespace ndes {

using namespace Qt::Literals::StringLiterals;

QJsonObject readResource(const QString& name)
{
    initNdes();
    QFile file(u":/ndes/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning().noquote() << "ndes:" << name << error.errorString();
    return document.object();
}

}  // namespace ndes
