// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/qr_code.h"

#include <QtTest>

using namespace Qt::Literals::StringLiterals;
using delivery::QrCode;

// That readers read it is tests/integration/share.py's; here is the form.
class TestQr : public QObject
{
    Q_OBJECT

private slots:
    void aCodeHasItsFinders_data();
    void aCodeHasItsFinders();
    void aTextThatIsTooLongIsRefused();
    void outsideEverythingIsLight();
    void halfBlocksShowTheModules();
    void svgShowsTheModules();
};

void TestQr::aCodeHasItsFinders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("size");
    // Capacities in byte mode at level M (ISO/IEC 18004, table 7): 14 bytes in version 1, 26 in 2, 62 in 4.
    QTest::newRow("version 1, full") << u"12345678901abc"_s << 21;
    QTest::newRow("version 2") << u"12345678901abcd"_s << 25;
    QTest::newRow("an address") << u"http://192.168.100.200:41234/Kp_s5I3FUM97AkAy4k2aOA/"_s << 33;
    QTest::newRow("version 4, full, two bytes a letter") << QString(31, u'ü') << 33;
    QTest::newRow("the longest") << QString(2331, u'a') << 177;
}

void TestQr::aCodeHasItsFinders()
{
    QFETCH(QString, text);
    QFETCH(int, size);
    const auto code = QrCode::fromText(text);
    QVERIFY2(code.has_value(), code ? "" : qPrintable(code.error().message));
    QCOMPARE(code->size(), size);
    // A finder pattern in three corners: a dark ring of 7, a light one of 5, a dark core of 3.
    for (const auto& [left, top] : {std::pair(0, 0), std::pair(size - 7, 0), std::pair(0, size - 7)}) {
        for (int row = 0; row < 7; ++row) {
            for (int column = 0; column < 7; ++column) {
                const int ring = std::max(std::abs(row - 3), std::abs(column - 3));
                QCOMPARE(code->isDark(left + column, top + row), ring != 2);
            }
        }
    }
    QVERIFY(!code->isDark(7, 7));
    // Two bits of the format beside the finder name the level: 00 is M, masked with 10 (8.9 there).
    QVERIFY(code->isDark(0, 8));
    QVERIFY(!code->isDark(1, 8));
}

void TestQr::aTextThatIsTooLongIsRefused()
{
    QVERIFY(!QrCode::fromText(QString(2332, u'a')));
    QVERIFY(!QrCode::fromText(QString()));
    QVERIFY(!QrCode::fromText(u"a"_s + QChar(0) + u"b"_s));
}

void TestQr::outsideEverythingIsLight()
{
    const auto code = QrCode::fromText(u"a"_s);
    QVERIFY(code->isDark(0, 0));
    for (const auto& [column, row] : {std::pair(-1, 0), std::pair(0, -1), std::pair(21, 0), std::pair(0, 21)})
        QVERIFY(!code->isDark(column, row));
}

void TestQr::halfBlocksShowTheModules()
{
    const auto code = QrCode::fromText(u"http://127.0.0.1/"_s);
    const int side = code->size() + 2 * QrCode::quietZone;
    const QStringList lines = code->toHalfBlocks(QrCode::Colours::None).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), (side + 1) / 2);
    for (int row = 0; row < side; ++row) {
        const QString& line = lines[row / 2];
        QCOMPARE(line.size(), side);
        for (int column = 0; column < side; ++column) {
            const QChar block = line[column];
            const bool isLight = block == u'\u2588' || block == (row % 2 == 0 ? u'\u2580' : u'\u2584');
            QCOMPARE(isLight, !code->isDark(column - QrCode::quietZone, row - QrCode::quietZone));
        }
    }
    const QString coloured = code->toHalfBlocks(QrCode::Colours::Explicit);
    QCOMPARE(coloured.count(u"\033[38;5;231;48;5;16m"_s), lines.size());
    QCOMPARE(coloured.count(u"\033[0m\n"_s), lines.size());
}

void TestQr::svgShowsTheModules()
{
    const auto code = QrCode::fromText(u"http://127.0.0.1/"_s);
    const QString svg = code->toSvg();
    QVERIFY(svg.contains(u"viewBox=\"0 0 33 33\""_s));
    // The upper edge of the first finder, behind the quiet zone.
    QVERIFY(svg.contains(u"M4 4h7v1h-7z"_s));
    int dark = 0;
    for (int row = 0; row < code->size(); ++row)
        for (int column = 0; column < code->size(); ++column)
            dark += code->isDark(column, row) ? 1 : 0;
    int drawn = 0;
    const QRegularExpression run(u"M\\d+ \\d+h(\\d+)v1h-\\d+z"_s);
    for (auto matches = run.globalMatch(svg); matches.hasNext();)
        drawn += matches.next().captured(1).toInt();
    QCOMPARE(drawn, dark);
}

QTEST_GUILESS_MAIN(TestQr)
#include "tst_qr.moc"
