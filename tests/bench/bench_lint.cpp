// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/lint.h"
#include "core/plist/document.h"
#include "tests/bench/bench_common.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <limits>

using bench::best;
using bench::parseByLibplist;
using plist::Array;
using plist::Dict;
using plist::Document;
using plist::Value;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString uuid(std::size_t number)
{
    return u"00000000-0000-4000-8000-"_s + QString::number(number).rightJustified(12, u'0');
}

/// A profile of `count` Wi-Fi payloads that each use the identity in the first one.
Value profileOf(std::size_t count)
{
    const auto payload = [](const QString& type, std::size_t number) {
        return Dict{{u"PayloadType"_s, type},
                    {u"PayloadVersion"_s, 1},
                    {u"PayloadIdentifier"_s, u"com.example.wifi.p"_s + QString::number(number)},
                    {u"PayloadUUID"_s, uuid(number)},
                    {u"PayloadDisplayName"_s, u"Payload %1 (Straße & Plätze)"_s.arg(number)}};
    };
    Array payloads;
    for (std::size_t i = 1; i <= count; ++i) {
        Dict wifi = payload(u"com.apple.wifi.managed"_s, i);
        wifi.set(u"SSID_STR"_s, u"net-"_s + QString::number(i));
        wifi.set(u"AutoJoin"_s, true);
        wifi.set(u"HIDDEN_NETWORK"_s, false);
        wifi.set(u"EncryptionType"_s, u"WPA2"_s);
        wifi.set(u"PayloadCertificateUUID"_s, uuid(count + 1));
        payloads.emplace_back(std::move(wifi));
    }
    Dict scep = payload(u"com.apple.security.scep"_s, count + 1);
    scep.set(u"PayloadContent"_s, Dict{{u"URL"_s, u"https://scep.example.com/scep"_s},
                                       {u"Keysize"_s, 2048},
                                       {u"Key Type"_s, u"RSA"_s},
                                       {u"Key Usage"_s, 1},
                                       {u"Subject"_s, Array{Array{Array{u"CN"_s, u"iPad"_s}}}}});
    payloads.emplace_back(std::move(scep));
    Dict profile = payload(u"Configuration"_s, 0);
    profile.set(u"PayloadIdentifier"_s, u"com.example.wifi"_s);
    profile.set(u"PayloadContent"_s, std::move(payloads));
    return profile;
}

/// The same with an identifier, a UUID and a version that have to be mended in every payload.
Value brokenProfileOf(std::size_t count)
{
    Dict profile = *profileOf(count).as<Dict>();
    Array payloads = *profile.get<Array>(u"PayloadContent");
    for (Value& value : payloads) {
        Dict payload = *value.as<Dict>();
        payload.set(u"PayloadIdentifier"_s, u"com.example.wifi"_s);
        payload.set(u"PayloadVersion"_s, u"1"_s);
        payload.set(u"PayloadOrganization"_s, u"{{organization}}"_s);
        payload.remove(u"PayloadUUID");
        value = std::move(payload);
    }
    profile.set(u"PayloadContent"_s, std::move(payloads));
    return profile;
}

lint::Context context()
{
    lint::Context context;
    context.asOf = QDateTime({2026, 11, 22}, {0, 0}, Qt::UTC);
    return context;
}

}  // namespace

class LintBench : public QObject
{
    Q_OBJECT

private slots:
    void openAndLintAgainstLibplist_data();
    void openAndLintAgainstLibplist();
    void manyPayloads();
    void manyFindings();

private:
    const schema::Store m_store;
};

void LintBench::openAndLintAgainstLibplist_data()
{
    QTest::addColumn<QList<QByteArray>>("files");
    for (const QString& name : {u"scep"_s, u"wifi"_s})
        QTest::newRow(qPrintable(name))
            << QList<QByteArray>{contentOf(QStringLiteral(FIXTURES "/lint/base-%1.mobileconfig").arg(name))};
    QList<QByteArray> corpus;
    QDirIterator it(QStringLiteral(SHARED_DIR "/corpus/open"), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QByteArray bytes = contentOf(it.next());
        if (bytes.startsWith("<?xml"))
            corpus.append(bytes);
    }
    if (!corpus.isEmpty())
        QTest::newRow("corpus") << corpus;
    QTest::newRow("2,000 payloads") << QList<QByteArray>{plist::writeXml(profileOf(2000))};
}

void LintBench::openAndLintAgainstLibplist()
{
    QFETCH(QList<QByteArray>, files);
    qsizetype size = 0;
    for (const QByteArray& file : files)
        size += file.size();
    const int repeat = static_cast<int>(std::max<qsizetype>(1, 200'000 / size));
    const auto all = [&](const auto& work) {
        return [&files, &work, repeat] {
            for (int i = 0; i < repeat; ++i)
                std::for_each(files.begin(), files.end(), work);
        };
    };
    std::size_t count = 0;
    const auto open = [](const QByteArray& bytes) {
        static_cast<void>(Document::read(bytes));
    };
    const auto openAndLint = [&](const QByteArray& bytes) {
        if (const auto document = Document::read(bytes))
            count += lint::evaluate(*document, m_store, context()).size();
    };
    // In turns, so that all meet the same machine.
    qint64 theirs = std::numeric_limits<qint64>::max();
    qint64 opening = theirs;
    qint64 linting = theirs;
    for (int i = 0; i < 5; ++i) {
        theirs = std::min(theirs, best(3, all(parseByLibplist)));
        opening = std::min(opening, best(3, all(open)));
        linting = std::min(linting, best(3, all(openAndLint)));
    }
    const auto ratio = [&](qint64 time) {
        return static_cast<double>(time) / static_cast<double>(theirs);
    };
    const double microseconds = 1e3 * repeat * static_cast<double>(files.size());
    qInfo(
        "%s: open %.2f, open and lint %.2f of libplist's time; %.1f and %.1f of %.1f µs a file; %zu findings",
        QTest::currentDataTag(), ratio(opening), ratio(linting), static_cast<double>(opening) / microseconds,
        static_cast<double>(linting) / microseconds, static_cast<double>(theirs) / microseconds,
        count / (15U * static_cast<unsigned>(repeat)));
#ifdef NDEBUG
    QVERIFY(ratio(linting) <= 3);
#endif
}

void LintBench::manyPayloads()
{
    for (const std::size_t count : {std::size_t{500}, std::size_t{1000}, std::size_t{2000}}) {
        const auto document = Document::read(plist::writeXml(profileOf(count)));
        QVERIFY(document);
        const qint64 time =
            best(10, [&] { static_cast<void>(lint::evaluate(*document, m_store, context())); });
        qInfo("%zu payloads: %.2f ms", count, static_cast<double>(time) / 1e6);
#ifdef NDEBUG
        QVERIFY(time < 30'000'000);
#endif
    }
}

void LintBench::manyFindings()
{
    // Linear would be twice the time for twice the payloads.
    for (const std::size_t count : {std::size_t{500}, std::size_t{1000}, std::size_t{2000}}) {
        const auto document = Document::read(plist::writeXml(brokenProfileOf(count)));
        QVERIFY(document);
        std::size_t findings = 0;
        const qint64 time = best(3, [&] { findings = lint::evaluate(*document, m_store, context()).size(); });
        const qint64 fixing = best(1, [&] {
            Document copy = *document;
            QVERIFY(lint::fixAll(copy, m_store, context()));
        });
        qInfo("%zu payloads, %zu findings: %.2f ms; mended in %.2f ms", count, findings,
              static_cast<double>(time) / 1e6, static_cast<double>(fixing) / 1e6);
    }
}

QTEST_GUILESS_MAIN(LintBench)
#include "bench_lint.moc"
