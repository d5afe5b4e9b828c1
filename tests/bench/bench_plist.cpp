// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/document.h"
#include "tests/bench/bench_common.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <functional>
#include <limits>

using bench::best;
using bench::parseByLibplist;
using plist::Array;
using plist::Dict;
using plist::Document;
using plist::Edit;
using plist::Path;
using plist::Value;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A profile of `count` payloads as an MDM makes them, about 1.2 kB each.
Value profileOf(std::size_t count)
{
    Array payloads;
    for (std::size_t i = 0; i < count; ++i) {
        const QString number = QString::number(i);
        Dict payload{
            {u"PayloadType"_s, u"com.apple.wifi.managed"_s},
            {u"PayloadVersion"_s, 1},
            {u"PayloadIdentifier"_s, u"com.example.wifi."_s + number},
            {u"PayloadUUID"_s, u"00000000-0000-4000-8000-"_s + number.rightJustified(12, u'0')},
            {u"PayloadDisplayName"_s, u"Wi-Fi %1 (Straße & Plätze)"_s.arg(number)},
            {u"SSID_STR"_s, u"net-"_s + number},
            {u"AutoJoin"_s, true},
            {u"HIDDEN_NETWORK"_s, false},
            {u"EncryptionType"_s, u"WPA2"_s},
            {u"Certificate"_s, QByteArray(200, static_cast<char>(i))},
            {u"EAPClientConfiguration"_s,
             Dict{{u"AcceptEAPTypes"_s, Array{13, 25}},
                  {u"TLSTrustedServerNames"_s, Array{u"radius.example.com"_s, u"*.example.com"_s}}}}};
        payloads.emplace_back(std::move(payload));
    }
    return Dict{{u"PayloadContent"_s, std::move(payloads)}, {u"PayloadDisplayName"_s, u"Everything"_s}};
}

}  // namespace

class PlistBench : public QObject
{
    Q_OBJECT

private slots:
    void readAgainstLibplist_data();
    void readAgainstLibplist();
    void editOneOfManyPayloads();
    void manyEditsAtOnce();
};

void PlistBench::readAgainstLibplist_data()
{
    QTest::addColumn<QList<QByteArray>>("files");
    QList<QByteArray> corpus;
    QDirIterator it(QStringLiteral(SHARED_DIR "/corpus/open"), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly) && file.peek(5) == "<?xml")
            corpus.append(file.readAll());
    }
    if (!corpus.isEmpty())
        QTest::newRow("corpus") << corpus;
    QTest::newRow("2,000 payloads") << QList<QByteArray>{plist::writeXml(profileOf(2000))};
    QTest::newRow("one payload") << QList<QByteArray>{plist::writeXml(profileOf(1))};
    QTest::newRow("4 MB of data") << QList<QByteArray>{plist::writeXml(QByteArray(3'000'000, 'x'))};
}

void PlistBench::readAgainstLibplist()
{
    QFETCH(QList<QByteArray>, files);
    qsizetype size = 0;
    for (const QByteArray& file : files)
        size += file.size();
    const int repeat = static_cast<int>(std::max<qsizetype>(1, 200'000 / size));
    const auto all = [&](const auto& read) {
        return [&files, &read, repeat] {
            for (int i = 0; i < repeat; ++i)
                std::for_each(files.begin(), files.end(), read);
        };
    };
    const auto ours = [](const QByteArray& bytes) {
        static_cast<void>(Document::read(bytes));
    };
    // In turns, so that both meet the same machine.
    qint64 theirTime = std::numeric_limits<qint64>::max();
    qint64 ourTime = theirTime;
    for (int i = 0; i < 5; ++i) {
        theirTime = std::min(theirTime, best(3, all(parseByLibplist)));
        ourTime = std::min(ourTime, best(3, all(ours)));
    }
    const double ratio = static_cast<double>(ourTime) / static_cast<double>(theirTime);
    qInfo("%s: %lld bytes, read in %.2f of libplist's time (%.2f ms)", QTest::currentDataTag(),
          qlonglong{size}, ratio, static_cast<double>(ourTime) / 1e6 / repeat);
#ifdef NDEBUG
    QVERIFY(ratio <= 1.5);
#endif
}

void PlistBench::editOneOfManyPayloads()
{
    const QByteArray bytes = plist::writeXml(profileOf(2000));
    auto document = Document::read(bytes);
    QVERIFY(document);
    const auto timed = [&](const char* name, const std::function<Edit(int)>& edit) {
        int turn = 0;
        const qint64 time = best(20, [&] {
            const Edit next = edit(turn++);
            QVERIFY(document->apply({&next, 1}));
        });
        qInfo("%s in a profile of %lld bytes: %.2f ms", name, qlonglong{bytes.size()},
              static_cast<double>(time) / 1e6);
#ifdef NDEBUG
        QVERIFY(time < 5'000'000);
#endif
    };
    timed("set a string", [](int turn) {
        return Edit::set({u"PayloadContent"_s, std::size_t{1000}, u"SSID_STR"_s}, QString::number(turn));
    });
    timed("set a string at the top",
          [](int turn) { return Edit::set({u"PayloadDisplayName"_s}, QString::number(turn)); });
    timed("insert a payload", [](int) {
        return Edit::insert({u"PayloadContent"_s, std::size_t{0}}, Dict{{u"PayloadType"_s, u"x"_s}});
    });
    timed("remove a payload", [](int) { return Edit::remove({u"PayloadContent"_s, std::size_t{0}}); });
}

void PlistBench::manyEditsAtOnce()
{
    // Linear would be the same time for every edit, whatever their number.
    for (const std::size_t count : {250U, 500U, 1000U, 2000U}) {
        const auto document = Document::read(plist::writeXml(profileOf(count)));
        QVERIFY(document);
        std::vector<Edit> edits;
        for (std::size_t i = 0; i < count; ++i)
            edits.push_back(Edit::set({u"PayloadContent"_s, i, u"SSID_STR"_s}, u"changed"_s));
        const qint64 time = best(2, [&] {
            Document copy = *document;
            QVERIFY(copy.apply(edits));
        });
        qInfo("%lld edits at once: %.2f ms", static_cast<long long>(count), static_cast<double>(time) / 1e6);
    }
}

QTEST_GUILESS_MAIN(PlistBench)
#include "bench_plist.moc"
