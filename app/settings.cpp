// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace app {

namespace {

constexpr qsizetype maxRecentFiles = 10;
constexpr qsizetype maxDeliveries = 100;

/// Names every entry once, so that reading and writing cannot differ. `value(name, field)` does either.
template <class S, class Visit>
void visit(S& settings, Visit value)
{
    value(u"files/recent"_s, settings.recentFiles);
    value(u"files/folder"_s, settings.lastFolder);
    value(u"new/organization"_s, settings.organization);
    value(u"new/identifierPrefix"_s, settings.identifierPrefix);
    value(u"target/system"_s, settings.target);
    value(u"target/supervised"_s, settings.isSupervised);
    value(u"target/byHand"_s, settings.isInstalledByHand);
    value(u"window/geometry"_s, settings.windowGeometry);
    value(u"window/editor"_s, settings.editorState);
    value(u"window/source"_s, settings.isSourceShown);
    value(u"files/deliveries"_s, settings.deliveries);
    value(u"export/signer"_s, settings.signer);
    value(u"export/roots"_s, settings.signerRoots);
}

}  // namespace

void Settings::addRecentFile(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    recentFiles.removeAll(absolute);
    recentFiles.prepend(absolute);
    recentFiles = recentFiles.first(qMin(recentFiles.size(), maxRecentFiles));
}

Delivery Settings::deliveryOf(const QString& path) const
{
    const QVariantList stored = deliveries.value(QFileInfo(path).absoluteFilePath()).toList();
    if (path.isEmpty() || stored.size() != 2)
        return {};
    return {stored.last().toString(), stored.first().toDateTime()};
}

void Settings::setDelivery(const QString& path, const Delivery& delivery)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (delivery.what.isEmpty()) {
        deliveries.remove(absolute);
        return;
    }
    deliveries.insert(absolute, QVariantList{delivery.at, delivery.what});
    const auto isOlder = [](const QVariant& a, const QVariant& b) {
        return a.toList().value(0).toDateTime() < b.toList().value(0).toDateTime();
    };
    while (deliveries.size() > maxDeliveries)
        deliveries.erase(std::min_element(deliveries.begin(), deliveries.end(), isOlder));
}

QString settingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/settings.ini"_s;
}

Settings loadSettings(const QString& file)
{
    const QSettings stored(file, QSettings::IniFormat);
    Settings settings;
    visit(settings, [&stored]<class T>(const QString& name, T& field) {
        if (const QVariant value = stored.value(name); value.isValid() && value.canConvert<T>())
            field = value.value<T>();
    });
    return settings;
}

void saveSettings(const Settings& settings, const QString& file)
{
    QSettings stored(file, QSettings::IniFormat);
    visit(settings, [&stored](const QString& name, const auto& field) { stored.setValue(name, field); });
}

}  // namespace app
