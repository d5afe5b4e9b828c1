// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/choice.h"
#include "core/explain/explain.h"
#include "core/explain/no_text.h"
#include "core/explain/program.h"
#include "core/explain/typed_code.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// What is handed over: whether it is text, who wrote it, which part of it counts.
class TestExplainInput : public QObject
{
    Q_OBJECT

private slots:
    void noTextIsNamed_data();
    void noTextIsNamed();
    void whatIsFoundCounts();
    void oldEncodings_data();
    void oldEncodings();
    void programs_data();
    void programs();
    void othersComeLast_data();
    void othersComeLast();
    void repetitionsCountOnce();
    void innerCauseOutweighs();
    void typedCodes_data();
    void typedCodes();
    void endOfALog();

private:
    const explain::Catalogue m_catalogue;
};

void TestExplainInput::noTextIsNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    QTest::newRow("gzip") << QByteArray("\x1f\x8b\x08\x00\x00\x00", 6) << u"compressed"_s;
    QTest::newRow("zip") << QByteArray("PK\x03\x04\x14\x00", 6) << u"compressed"_s;
    QTest::newRow("xz") << QByteArray("\xfd"
                                      "7zXZ\x00",
                                      6)
                        << u"compressed"_s;
    QTest::newRow("log archive") << QByteArray("\x00\x10\x00\x00\x11\x00\x00\x00\xd0\x00", 10)
                                 << u"log archive"_s;
    QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n\x00\x00", 10) << u"picture"_s;
    QTest::newRow("PDF") << QByteArray("%PDF-1.4\n%\xe2\xe3") << u"PDF"_s;
    QTest::newRow("signed") << QByteArray("\x30\x82\x0c\x10\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", 15)
                            << u"signed"_s;
    QTest::newRow("for machines") << QByteArray("\x01\x02\x03\x04 text \x05\x06\x00\x07", 14) << u"not the"_s;
    QTest::newRow("text") << QByteArray("a log\twith tabs\r\n\x1b[31mand colours") << QString();
    QTest::newRow("UTF-16") << QByteArray("a\0 \0l\0o\0g\0\n\0", 12) << QString();
    QTest::newRow("empty") << QByteArray() << QString();
}

void TestExplainInput::noTextIsNamed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const auto found = explain::noText(bytes);
    QCOMPARE(found.has_value(), !word.isEmpty());
    const auto explanation = explain::explainLog(bytes, m_catalogue);
    QCOMPARE(explanation.isText, word.isEmpty());
    if (!found)
        return;
    QVERIFY2(found->what.contains(word), qPrintable(found->what));
    QVERIFY(!found->advice.isEmpty());
    QVERIFY(explanation.what.startsWith(found->what));
}

void TestExplainInput::whatIsFoundCounts()
{
    const auto found =
        explain::explainLog(QByteArray(5000, '\0') + "Domain : MCSCEPErrorDomain\nCode : 22003", m_catalogue);
    QVERIFY(found.isText);
    QCOMPARE(found.errors.size(), std::size_t{1});
}

void TestExplainInput::oldEncodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("UTF-8") << QByteArray("\xc3\xbc \xe2\x80\x9cx\xe2\x80\x9d") << u"ü “x”"_s;
    QTest::newRow("Windows") << QByteArray("\xfc \x93x\x94 \x80") << u"ü “x” €"_s;
    QTest::newRow("both") << QByteArray("\xc3\xbc \xfc") << u"ü ü"_s;
    QTest::newRow("cut off") << QByteArray("a\xe2\x80") << u"aâ€"_s;
}

void TestExplainInput::oldEncodings()
{
    QFETCH(QByteArray, bytes);
    QTEST(QString::fromUtf8(explain::textOf(bytes)), "text");
}

void TestExplainInput::programs_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("program");
    QTest::newRow("syslog") << u"Nov 12 10:22:00 quay profiled[77] <Error>: x"_s << u"profiled"_s;
    QTest::newRow("with a library") << u"May  8 12:17:48 quay eapolclient(EAP8021X)[265] <Notice>: x"_s
                                    << u"eapolclient"_s;
    QTest::newRow("with an image") << u"2025-01-01 10:00:00 profiled{Security}[9] <ERROR>: x"_s
                                   << u"profiled"_s;
    QTest::newRow("compact") << u"2023-08-28 10:19:48.845 Df mdmclient[3270:3694b] [sub:cat] x"_s
                             << u"mdmclient"_s;
    QTest::newRow("log show") << u"2022-10-11 14:03:42.755219-0600 0x137ae    Debug       0x0          "
                                 "        2183   0    mdmclient: [com.apple.ManagedClient:MDMAgent] x"_s
                              << u"mdmclient"_s;
    QTest::newRow("Console") << u"error\t14:00:17.422199-0700\tprofiled\tCannot"_s << u"profiled"_s;
    QTest::newRow("none") << u"Error Domain=MCSCEPErrorDomain Code=22003"_s << QString();
}

void TestExplainInput::programs()
{
    QFETCH(QString, line);
    QTEST(explain::programOf(line), "program");
}

void TestExplainInput::othersComeLast_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<qint64>("code");
    QTest::newRow("no part in it") << u"nsurlsessiond"_s << qint64{4001};
    QTest::newRow("the same") << u"teslad"_s << qint64{-1001};
    QTest::newRow("one that installs") << u"mdmclient"_s << qint64{-1001};
}

void TestExplainInput::othersComeLast()
{
    QFETCH(QString, program);
    const QString log =
        u"Nov 12 10:22:01 quay teslad[4] <Error>: Error Domain=MCInstallationErrorDomain Code=4001\n"
        "Nov 12 10:22:03 quay %1[9] <Error>: Error Domain=NSURLErrorDomain Code=-1001\n"_s;
    const auto found = explain::explainLog(log.arg(program).toUtf8(), m_catalogue);
    QTEST(found.errors.back().code, "code");
    QCOMPARE(found.other.size(), std::size_t{1});
}

void TestExplainInput::repetitionsCountOnce()
{
    const auto found = explain::explainLog(
        "MCSCEPErrorDomain:22003\nMCSCEPErrorDomain:22004\nMCSCEPErrorDomain:22004\nMCSCEPErrorDomain:22003",
        m_catalogue);
    QCOMPARE(found.errors.front().proof.line, 4);
    QCOMPARE(found.other.size(), std::size_t{1});
    QCOMPARE(found.other.front().front().code, 22004);
}

/// A name that is not resolved leaves nothing to say of certificates.
void TestExplainInput::innerCauseOutweighs()
{
    const auto found = explain::explainLog("MCSCEPErrorDomain:22005 > NSURLErrorDomain:-1003", m_catalogue);
    QCOMPARE(found.causes.front().id, u"network-dns"_s);
    QVERIFY(found.causes.size() > 2);
    for (std::size_t i = 1; i < found.causes.size(); ++i)
        QCOMPARE(found.causes[i].confidence, explain::Confidence::Possible);
}

void TestExplainInput::typedCodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("domain");
    QTest::addColumn<qint64>("code");
    QTest::newRow("word") << u"error 22004."_s << QString() << qint64{22004};
    QTest::newRow("bits") << u"0x55FD"_s << QString() << qint64{22013};
    QTest::newRow("64 bits") << u"0xFFFFFFFFFFFFFC15"_s << QString() << qint64{-1003};
    QTest::newRow("32 bits") << u"0xFFFFFC15"_s << QString() << qint64{-1003};
    QTest::newRow("lower case") << u"mcsceperrordomain 22013"_s << u"MCSCEPErrorDomain"_s << qint64{22013};
    QTest::newRow("no ErrorDomain") << u"PENDING 3"_s << u"PENDING"_s << qint64{3};
    QTest::newRow("another name") << u"OSStatus error -67843"_s << u"OSStatus"_s << qint64{-67843};
    QTest::newRow("unknown domain") << u"FridgeErrorDomain: 4"_s << u"FridgeErrorDomain"_s << qint64{4};
    QTest::newRow("no domain") << u"fridge 4"_s << u"-"_s << qint64{0};
    QTest::newRow("a sentence") << u"it says 22013 and more"_s << u"-"_s << qint64{0};
    QTest::newRow("too long") << u"22013222222222222222"_s << u"-"_s << qint64{0};
}

void TestExplainInput::typedCodes()
{
    QFETCH(QString, text);
    const auto found = explain::typedCode(text, m_catalogue);
    const QString domain = found ? found->domain : u"-"_s;
    const qint64 code = found ? found->code : 0;
    QTEST(domain, "domain");
    QTEST(code, "code");
}

void TestExplainInput::endOfALog()
{
    const auto found = explain::explainLog("x\nMCSCEPErrorDomain:22003\nNotNow", m_catalogue, 1000);
    QCOMPARE(found.errors.front().proof.line, 1001);
    QCOMPARE(found.remarks.front().proofs.front().line, 1002);
    // What anybody's program may say is no code of an installation.
    QVERIFY(!explain::explainCode(u"error 5"_s, m_catalogue));
    QCOMPARE(explain::explainCode(u"OSStatus -67843"_s, m_catalogue)->errors.front().domain,
             u"NSOSStatusErrorDomain"_s);
}

QTEST_APPLESS_MAIN(TestExplainInput)

#include "tst_explain_input.moc"
