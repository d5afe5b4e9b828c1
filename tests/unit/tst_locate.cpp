// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/locate.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using plist::Array;
using plist::Dict;
using plist::Value;

namespace {

Dict payload(const QString& type, const QString& uuid)
{
    return {{u"PayloadType"_s, type}, {u"PayloadUUID"_s, uuid}};
}

Value sample()
{
    return Dict{{u"PayloadContent"_s,
                 Array{
                     payload(u"com.apple.vpn.managed"_s, u"AAAAAAAA-0000-0000-0000-00000000000A"_s),
                     u"not a payload"_s,
                     payload(u"com.apple.vpn.managed.applayer"_s, u"AAAAAAAA-0000-0000-0000-00000000000B"_s),
                     payload(u"com.apple.security.scep"_s, u"AAAAAAAA-0000-0000-0000-00000000000C"_s),
                     payload(u"com.apple.security.scep"_s, u"AAAAAAAA-0000-0000-0000-00000000000D"_s),
                     payload(u"odd [type]"_s, u"${uuid.1}"_s),
                     payload(QString(), QString()),
                 }}};
}

}  // namespace

class TestLocate : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void fails_data();
    void fails();
};

void TestLocate::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* text, const char* path) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(path);
    };
    row("", "");
    row("PayloadContent[0].VPN", "PayloadContent[0].VPN");
    row("@com.apple.security.scep", "PayloadContent[3]");
    row("@com.apple.security.scep.PayloadContent.URL", "PayloadContent[3].PayloadContent.URL");
    row("@com.apple.security.scep.PayloadContent.\"Key Usage\"",
        "PayloadContent[3].PayloadContent.\"Key Usage\"");
    row("@com.apple.security.scep[0].Name", "PayloadContent[3].Name");
    row("@com.apple.security.scep[1].PayloadContent.URL", "PayloadContent[4].PayloadContent.URL");
    row("@com.apple.security.scep[1]", "PayloadContent[4]");
    // The longest name that is there wins, and only whole parts of a name count.
    row("@com.apple.vpn.managed.applayer.VPNUUID", "PayloadContent[2].VPNUUID");
    row("@com.apple.vpn.managed.VPN", "PayloadContent[0].VPN");
    row("@com.apple.vpn.managed.applayerX", "PayloadContent[0].applayerX");
    row("@AAAAAAAA-0000-0000-0000-00000000000D.PayloadContent", "PayloadContent[4].PayloadContent");
    row("@aaaaaaaa-0000-0000-0000-00000000000d", "PayloadContent[4]");
    row("@\"com.apple.vpn.managed\".applayer", "PayloadContent[0].applayer");
    row("@\"odd [type]\".x", "PayloadContent[5].x");
    row("@odd [type].x", "PayloadContent[5].x");
    row("@${uuid.1}.x", "PayloadContent[5].x");
    row("@com.apple.security.scep.A[2].B", "PayloadContent[3].A[2].B");
}

void TestLocate::finds()
{
    QFETCH(QString, text);
    const auto path = profile::locate(text, profile::Profile(sample()));
    QVERIFY2(path, qPrintable(path ? QString() : path.error().message));
    QTEST(path->toString(), "path");
}

void TestLocate::fails_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isNotFound");
    QTest::addColumn<int>("column");
    const auto row = [](const char* text, bool isNotFound, int column = 0) {
        QTest::newRow(text) << QString::fromLatin1(text) << isNotFound << column;
    };
    row("@", true);
    row("@\"\"", true);
    row("@com.apple.wifi.managed.SSID_STR", true);
    row("@com.apple.security", true);
    row("@COM.APPLE.SECURITY.SCEP", true);  // types are told apart by case, UUIDs are not
    row("@com.apple.security.scep[2]", true);
    row("@com.apple.security.scep[x]", false, 25);
    row("@com.apple.security.scep[1", false, 25);
    row("@com.apple.security.scep[0][0]", false, 28);
    row("@\"com.apple.security.scep", false, 2);
    row("@\"com.apple.security.scep\"x", false, 27);
    row("@com.apple.security.scep.Key Usage", false, 26);
    row("PayloadContent[", false, 15);
}

void TestLocate::fails()
{
    QFETCH(QString, text);
    QFETCH(bool, isNotFound);
    QFETCH(int, column);
    const auto path = profile::locate(text, profile::Profile(sample()));
    QVERIFY(!path);
    QCOMPARE(path.error().code == base::Error::Code::NotFound, isNotFound);
    QVERIFY(!path.error().message.isEmpty());
    QCOMPARE(path.error().position ? path.error().position->column : 0, column);
}

QTEST_GUILESS_MAIN(TestLocate)
#include "tst_locate.moc"
