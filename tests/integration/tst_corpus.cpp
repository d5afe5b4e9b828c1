// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/document.h"
#include "tests/support/same_reading.h"

#include <QDataStream>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <plist/plist.h>

#include <algorithm>

using plist::Array;
using plist::Dict;
using plist::Document;
using plist::Edit;
using plist::Path;
using plist::Type;
using plist::Value;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The lines of `after` that `before` has not, and the other way round.
struct LineDiff
{
    QList<QByteArray> gone;
    QList<QByteArray> come;
};

/// Between the common lines at the start and at the end, which for one edit is all that differs.
LineDiff lineDiff(const QByteArray& before, const QByteArray& after)
{
    QList<QByteArray> a = before.split('\n');
    QList<QByteArray> b = after.split('\n');
    while (!a.isEmpty() && !b.isEmpty() && a.first() == b.first()) {
        a.removeFirst();
        b.removeFirst();
    }
    while (!a.isEmpty() && !b.isEmpty() && a.last() == b.last()) {
        a.removeLast();
        b.removeLast();
    }
    return {a, b};
}

/// The deepest string of `value`, and where it is.
void deepestString(const Value& value, const Path& path, Path& found)
{
    if (value.as<QString>() && path.depth() > found.depth())
        found = path;
    if (const auto* dict = value.as<Dict>()) {
        for (const auto& [key, item] : *dict)
            deepestString(item, path / Path::Step(key), found);
    }
    if (const auto* array = value.as<Array>()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            deepestString((*array)[i], path / Path::Step(i), found);
    }
}

/// The first bytes of a CMS structure: SEQUENCE, then the object identifier of signedData.
bool isSigned(const QByteArray& bytes)
{
    return bytes.left(64).contains(QByteArray("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", 11));
}

}  // namespace

class Corpus : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFileThatOthersReadOpens_data() { files(); }
    void everyFileThatOthersReadOpens();
    void editsChangeWhatTheyName_data() { files(); }
    void editsChangeWhatTheyName();
    void binaryFormsComeBack_data() { files(); }
    void binaryFormsComeBack();
    void whatOthersReadOfDamagedFilesOpens_data();
    void whatOthersReadOfDamagedFilesOpens();

private:
    void files();
    bool pythonReads(const QByteArray& bytes);
    QList<QByteArray> pythonsReadings(const QList<QByteArray>& files);
    static bool libplistReads(const QByteArray& bytes);
    void editAndTakeBack(Document& document, const Edit& edit, int linesGone);

    QMap<QString, QByteArray> m_files;  ///< property lists by name; signed ones unwrapped
    QTemporaryDir m_scratch;
};

void Corpus::initTestCase()
{
    const QString root = QStringLiteral(SHARED_DIR "/corpus/open");
    if (!QDir(root).exists())
        return;
    const QString openssl = QStandardPaths::findExecutable(u"openssl"_s);
    QDirIterator it(root, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        QByteArray bytes = contentOf(path);
        if (isSigned(bytes)) {
            if (openssl.isEmpty())
                continue;
            const QString plain = m_scratch.filePath(u"plain"_s);
            QProcess::execute(openssl, {u"cms"_s, u"-verify"_s, u"-noverify"_s, u"-inform"_s, u"DER"_s,
                                        u"-in"_s, path, u"-out"_s, plain});
            bytes = contentOf(plain);
        }
        m_files.insert(QDir(root).relativeFilePath(path), bytes);
    }
    QVERIFY(m_files.size() > 300);
}

void Corpus::files()
{
    if (m_files.isEmpty())
        QSKIP("../shared is not there: no corpus to open");
    QTest::addColumn<QByteArray>("bytes");
    for (auto it = m_files.begin(); it != m_files.end(); ++it)
        QTest::newRow(qPrintable(it.key())) << it.value();
}

bool Corpus::pythonReads(const QByteArray& bytes)
{
    QFile file(m_scratch.filePath(u"judged"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return false;
    file.close();
    return QProcess::execute(u"python3"_s, {u"-c"_s,
                                            u"import plistlib, sys\n"
                                            "try: sys.exit(plistlib.load(open(sys.argv[1], 'rb')) is None)\n"
                                            "except Exception: sys.exit(1)"_s,
                                            file.fileName()})
           == 0;
}

bool Corpus::libplistReads(const QByteArray& bytes)
{
    plist_t node = nullptr;
    plist_from_xml(bytes.constData(), static_cast<std::uint32_t>(bytes.size()), &node);
    const bool reads = node != nullptr;
    plist_free(node);
    return reads;
}

void Corpus::everyFileThatOthersReadOpens()
{
    QFETCH(QByteArray, bytes);
    const auto document = Document::read(bytes);
    if (!document) {
        QVERIFY2(!pythonReads(bytes), qPrintable(document.error().message));
        QVERIFY2(!libplistReads(bytes), qPrintable(document.error().message));
        QVERIFY(!document.error().message.isEmpty());
        return;
    }
    QVERIFY(!document->isModified());
    QCOMPARE(*document->toBytes(), bytes);
    for (qsizetype at = 0; at < document->text().size(); at += 50)
        QVERIFY(document->root().at(document->pathAt(at)));
    const auto again = Document::read(plist::writeXml(document->root()));
    QVERIFY(again && again->root() == document->root());
}

void Corpus::editAndTakeBack(Document& document, const Edit& edit, int linesGone)
{
    const QByteArray before = document.text();
    const auto change = document.apply({&edit, 1});
    QVERIFY2(change, change ? "" : qPrintable(change.error().message));
    QCOMPARE(test::differenceFromReading(document), QString());
    const LineDiff diff = lineDiff(before, document.text());
    if (linesGone >= 0)
        QCOMPARE(diff.gone.size(), linesGone);
    document.revert(*change);
    QCOMPARE(document.text(), before);
    QVERIFY(!document.isModified());
}

void Corpus::editsChangeWhatTheyName()
{
    QFETCH(QByteArray, bytes);
    auto document = Document::read(bytes);
    const Value start = document ? document->root() : Value(false);
    const Dict* root = start.as<Dict>();
    if (!root)
        return;
    const auto lines = [&](const Path& path) {
        const auto range = document->valueRange(path);
        return range ? document->text().mid(range->begin, range->size()).count('\n') + 1 : 0;
    };

    const Path name{u"PayloadDisplayName"_s};
    const bool named = root->get<QString>(u"PayloadDisplayName");
    editAndTakeBack(*document, Edit::set(name, u"A <new> name & more"_s),
                    named ? static_cast<int>(lines(name)) : -1);
    Path deep;
    deepestString(document->root(), {}, deep);
    if (!deep.isRoot())
        editAndTakeBack(*document, Edit::set(deep, u"deep"_s), static_cast<int>(lines(deep)));

    // A key or a payload that comes and goes leaves the bytes as they were.
    const auto comesAndGoes = [&](const Path& path, const Value& value) {
        const Edit come = Edit::set(path, value);
        const Edit go = Edit::remove(path);
        const QByteArray before = document->text();
        QVERIFY(document->apply({&come, 1}));
        QCOMPARE(test::differenceFromReading(*document), QString());
        QVERIFY(lineDiff(before, document->text()).gone.size() <= 1);  // one where several stand on a line
        QVERIFY(document->apply({&go, 1}));
        QCOMPARE(document->text(), before);
    };
    comesAndGoes({u"NewKey"_s}, Dict{{u"a"_s, Array{1, QByteArray("x")}}});
    if (QTest::currentTestFailed())
        return;
    const auto* payloads = root->get<Array>(u"PayloadContent");
    if (payloads && !payloads->empty())
        comesAndGoes({u"PayloadContent"_s, payloads->size()}, Dict{{u"PayloadType"_s, u"com.example"_s}});
    QVERIFY(!document->isModified());
    if (payloads && payloads->size() > 1) {
        const Path first{u"PayloadContent"_s, std::size_t{0}};
        editAndTakeBack(*document, Edit::move(first, payloads->size() - 1), -1);
        editAndTakeBack(*document, Edit::remove(first), -1);
    }
    for (const auto& [key, value] : *root) {
        static_cast<void>(value);
        editAndTakeBack(*document, Edit::remove({key}), -1);
        editAndTakeBack(*document, Edit::rename({key}, u"An&other"_s), 1);
    }
}

void Corpus::binaryFormsComeBack()
{
    QFETCH(QByteArray, bytes);
    const auto document = Document::read(bytes);
    const auto binary =
        document ? plist::writeBinary(document->root()) : base::Result<QByteArray>(QByteArray());
    if (!document || !binary)
        return;  // tokens in place of numbers, for instance, have no binary form
    auto copy = Document::read(*binary);
    QVERIFY2(copy, copy ? "" : qPrintable(copy.error().message));
    QCOMPARE(copy->format(), plist::Format::Binary);
    QVERIFY(copy->root() == document->root());
    QCOMPARE(*copy->toBytes(), *binary);

    const Edit edit = Edit::set({u"NewKey"_s}, u"\r\n<new>\t"_s);
    if (!copy->root().as<Dict>())
        return;
    const auto change = copy->apply({&edit, 1});
    QVERIFY(change);
    QCOMPARE(test::differenceFromReading(*copy), QString());
    copy->revert(*change);
    QCOMPARE(*copy->toBytes(), *binary);
}

/// What Python's plistlib reads of each file, as XML of its own; empty where it reads nothing.
QList<QByteArray> Corpus::pythonsReadings(const QList<QByteArray>& files)
{
    QByteArray input;
    QDataStream out(&input, QIODevice::WriteOnly);
    for (const QByteArray& file : files)
        out << file;
    QProcess python;
    python.start(u"python3"_s,
                 {u"-c"_s, u"import plistlib, struct, sys\n"
                           "data = sys.stdin.buffer.read()\n"
                           "at = 0\n"
                           "while at < len(data):\n"
                           "    size, = struct.unpack_from('>I', data, at)\n"
                           "    at += 4 + size\n"
                           "    try:\n"
                           "        value = plistlib.loads(data[at - size:at])\n"
                           "        xml = b'' if value is None else plistlib.dumps(value, sort_keys=False)\n"
                           "    except Exception: xml = b''\n"
                           "    sys.stdout.buffer.write(struct.pack('>I', len(xml)) + xml)\n"_s});
    python.write(input);
    python.closeWriteChannel();
    QList<QByteArray> readings;
    if (!python.waitForFinished(60'000))
        return readings;
    QDataStream in(python.readAllStandardOutput());
    while (!in.atEnd()) {
        QByteArray reading;
        in >> reading;
        readings.append(reading);
    }
    return readings;
}

void Corpus::whatOthersReadOfDamagedFilesOpens_data()
{
    QTest::addColumn<QByteArray>("insertion");
    // What is put in at every place, and nothing: there a byte is taken out instead.
    for (const char* text : {"",
                             " ",
                             "x",
                             "<",
                             ">",
                             "&",
                             "\"",
                             "/",
                             "\xC3\xA4",
                             "\xE9",
                             "\x01",
                             "]]>",
                             "<!-- x -- y -->",
                             "<![CDATA[<a>]]>",
                             "<?x y?>",
                             "<a/>",
                             "<a>",
                             "</a>",
                             "<key>k</key>",
                             "<string>s</string>",
                             "<dict/>",
                             "</dict>",
                             "<array>",
                             "</plist>",
                             "<plist>",
                             "&amp;",
                             "&#65;",
                             "&nbsp;",
                             "<?xml version=\"1.0\"?>",
                             "<!DOCTYPE plist>",
                             "\r\n"})
        QTest::newRow(*text ? text : "a byte less") << QByteArray(text);
}

void Corpus::whatOthersReadOfDamagedFilesOpens()
{
    if (QStandardPaths::findExecutable(u"python3"_s).isEmpty()) {
        QVERIFY2(qEnvironmentVariableIsEmpty("REQUIRE_TOOLS"), "python3 is not installed");
        QSKIP("python3 is not installed");
    }
    QFETCH(QByteArray, insertion);
    const QByteArray whole =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
        "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist "
        "version=\"1.0\">\n<dict>\n<key>a&amp;b</key>\n"
        "<array><integer>1</integer><string>x<![CDATA[y]]></string><true/><!-- c --></array><key>d</key>"
        "<data>QUI=</data><key>e</key><dict><key>f</key><real>1.5</real></dict><key/"
        "><date>2026-01-02T03:04:05Z</date>"
        "</dict>\n</plist>\n";
    QList<QByteArray> files;
    for (qsizetype at = 0; at <= whole.size(); ++at)
        files.append(insertion.isEmpty() ? QByteArray(whole).remove(at, 1)
                                         : QByteArray(whole).insert(at, insertion));
    const QList<QByteArray> readings = pythonsReadings(files);
    QCOMPARE(readings.size(), files.size());

    qsizetype opened = 0;
    for (qsizetype i = 0; i < files.size(); ++i) {
        const auto document = Document::read(files[i]);
        const QByteArray about = document ? files[i] : document.error().message.toUtf8() + '\n' + files[i];
        // Python drops an entity it does not know from the text without a word: that is no reading.
        const bool isEntity = !document && document.error().message.contains(u"The entity &"_s);
        QVERIFY2(document || isEntity || readings[i].isEmpty(),
                 (QByteArray("Python reads it: ") + about).constData());
        QVERIFY2(document || !libplistReads(files[i]),
                 (QByteArray("libplist reads it: ") + about).constData());
        if (!document)
            continue;
        ++opened;
        QCOMPARE(*document->toBytes(), files[i]);
        const bool clean =
            std::none_of(document->notes().begin(), document->notes().end(), [](const auto& note) {
                return note.kind == plist::Note::Kind::BadValue || note.kind == plist::Note::Kind::Malformed;
            });
        const auto theirs = Document::read(readings[i]);
        QVERIFY2(!clean || !theirs || theirs->root() == document->root(),
                 (QByteArray("Python reads other values: ") + about).constData());
    }
    QVERIFY(opened > 0);
}

QTEST_GUILESS_MAIN(Corpus)
#include "tst_corpus.moc"
