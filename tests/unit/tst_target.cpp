// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/schema.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using schema::Platform;
using schema::Target;

class TestTarget : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void withoutVersionIsNewest();
    void refuses_data();
    void refuses();
    void defaultIsNotExplicit();
};

void TestTarget::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("platform");
    QTest::addColumn<QString>("shown");
    QTest::newRow("ios") << u"ios13.4"_s << int(Platform::Ios) << u"iOS 13.4"_s;
    QTest::newRow("ipados is judged as ios") << u"ipados26"_s << int(Platform::Ios) << u"iOS 26"_s;
    QTest::newRow("macos") << u"macos15.4"_s << int(Platform::Macos) << u"macOS 15.4"_s;
    QTest::newRow("macos three parts") << u"macos10.13.6"_s << int(Platform::Macos) << u"macOS 10.13.6"_s;
    QTest::newRow("tvos") << u"tvos18"_s << int(Platform::Tvos) << u"tvOS 18"_s;
    QTest::newRow("visionos") << u"visionos2"_s << int(Platform::Visionos) << u"visionOS 2"_s;
    QTest::newRow("watchos") << u"watchos11"_s << int(Platform::Watchos) << u"watchOS 11"_s;
    QTest::newRow("any case") << u"IOS17"_s << int(Platform::Ios) << u"iOS 17"_s;
    QTest::newRow("as people write it") << u" iPadOS 17.5 "_s << int(Platform::Ios) << u"iOS 17.5"_s;
}

void TestTarget::reads()
{
    QFETCH(QString, text);
    QFETCH(int, platform);
    const auto target = Target::fromString(text);
    QVERIFY2(target, qPrintable(target ? QString() : target.error().message));
    QCOMPARE(int(target->platform), platform);
    QTEST(target->toString(), "shown");
    QVERIFY(target->isExplicit);
}

void TestTarget::withoutVersionIsNewest()
{
    const auto target = Target::fromString(u"macos"_s);
    QVERIFY(target);
    QCOMPARE(target->version, QVersionNumber(27));
    QCOMPARE(target->toString(), u"macOS 27"_s);
}

void TestTarget::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", "27", "windows11", "ios-13", "ios13.", "ios13.4.5.6", "ios 13 beta", "iosx", "ios99999"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestTarget::refuses()
{
    QFETCH(QString, text);
    const auto target = Target::fromString(text);
    QVERIFY(!target);
    QCOMPARE(target.error().code, base::Error::Code::InvalidInput);
    QVERIFY(target.error().message.contains(text));
    for (const auto& form :
         {u"ios13.4"_s, u"ipados26"_s, u"macos15.4"_s, u"tvos18"_s, u"visionos2"_s, u"watchos11"_s})
        QVERIFY2(target.error().hint.contains(form), qPrintable(form));
}

void TestTarget::defaultIsNotExplicit()
{
    const Target target;
    QVERIFY(!target.isExplicit);
    QVERIFY(target.manualInstall);
    QCOMPARE(target.toString(), u"iOS 27"_s);
}

QTEST_GUILESS_MAIN(TestTarget)
#include "tst_target.moc"
