// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class SettingsTest : public QObject
{
    Q_OBJECT

private:
    const QDateTime m_noon{QDate(2026, 11, 27), QTime(12, 0), Qt::UTC};

private slots:
    void withoutAFileThereAreDefaults()
    {
        const QTemporaryDir folder;
        QCOMPARE(app::loadSettings(folder.filePath(u"none.ini"_s)), app::Settings());
    }

    void whatIsSavedComesBack()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        app::Settings settings;
        settings.recentFiles = {u"/a, b/ä.mobileconfig"_s, u"/c.mobileconfig"_s};
        settings.lastFolder = u"/a, b"_s;
        settings.organization = u"Fabrikam, Inc."_s;
        settings.identifierPrefix = u"com.fabrikam"_s;
        settings.target = u"macos15.4"_s;
        settings.isSupervised = true;
        settings.isInstalledByHand = false;
        settings.windowGeometry = QByteArray("\x00\x01;\"", 4);
        settings.editorState = "state";
        settings.isSourceShown = true;
        settings.signer = {u"/keys/ü.pem"_s, u"/keys/a, b.key"_s, QString()};
        settings.signerRoots = u"/keys/roots.pem"_s;
        settings.setDelivery(u"/a, b/ä.mobileconfig"_s, {u"mailed to 3"_s, m_noon});
        app::saveSettings(settings, file);
        QCOMPARE(app::loadSettings(file), settings);
    }

    void oneRecentFileIsAList()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        app::Settings settings;
        settings.recentFiles = {u"/only.mobileconfig"_s};
        app::saveSettings(settings, file);
        QCOMPARE(app::loadSettings(file).recentFiles, settings.recentFiles);
    }

    void aDamagedFileGivesDefaults()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"settings.ini"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\x7f\x45\x4c\x46 no settings ]]][[ \xff\xfe");
        file.close();
        QCOMPARE(app::loadSettings(path), app::Settings());
    }

    void theLastDeliveryIsKeptByFile()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        app::Settings settings;
        settings.setDelivery(u"/a.mobileconfig"_s, {u"mailed to 1"_s, m_noon});
        settings.setDelivery(u"/a.mobileconfig"_s, {u"mailed to 3"_s, m_noon.addSecs(60)});
        settings.setDelivery(u"/b.mobileconfig"_s, {u"downloaded once"_s, m_noon});
        settings.setDelivery(u"/b.mobileconfig"_s, {});
        app::saveSettings(settings, file);
        const app::Settings loaded = app::loadSettings(file);
        QCOMPARE(loaded.deliveryOf(u"/a.mobileconfig"_s).what, u"mailed to 3"_s);
        QCOMPARE(loaded.deliveryOf(u"/a.mobileconfig"_s).at, m_noon.addSecs(60));
        QCOMPARE(loaded.deliveryOf(u"/b.mobileconfig"_s), app::Delivery());
        QCOMPARE(loaded.deliveryOf(QString()), app::Delivery());
    }

    void ofAHundredDeliveriesTheOldestGo()
    {
        app::Settings settings;
        for (int number = 0; number < 102; ++number)
            settings.setDelivery(u"/%1"_s.arg(number), {u"file copied"_s, m_noon.addSecs(number)});
        QCOMPARE(settings.deliveries.size(), 100);
        QCOMPARE(settings.deliveryOf(u"/1"_s), app::Delivery());
        QCOMPARE(settings.deliveryOf(u"/2"_s).what, u"file copied"_s);
    }

    void recentFilesAreNewestFirstAndTen()
    {
        app::Settings settings;
        for (int number = 0; number < 12; ++number)
            settings.addRecentFile(u"/%1"_s.arg(number));
        settings.addRecentFile(u"/5"_s);
        QCOMPARE(settings.recentFiles.size(), 10);
        QCOMPARE(settings.recentFiles.first(), u"/5"_s);
        QCOMPARE(settings.recentFiles.count(u"/5"_s), 1);
        QCOMPARE(settings.recentFiles.at(1), u"/11"_s);
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
