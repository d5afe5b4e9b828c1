// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include <QFile>
#include <QHash>
#include <QStringEncoder>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// Logs in the shapes of real ones, and what each must give.
class LogSamples : public QObject
{
    Q_OBJECT

private slots:
    void areExplained_data();
    void areExplained();
    void casesAreExplained_data();
    void casesAreExplained();

private:
    const explain::Catalogue m_catalogue;
};

namespace {

const QString folder = QStringLiteral(SHARED_DIR "/log-samples/");

/// A case of `fixtures/explain`: `== name`, lines `key: value`, `--`, the log.
struct Case
{
    QString name;
    QHash<QString, QString> expected;
    QString log;
};

std::vector<Case> casesOf(const QString& name)
{
    QFile file(QStringLiteral(FIXTURES "/explain/") + name);
    std::vector<Case> cases;
    if (!file.open(QIODevice::ReadOnly))
        return cases;
    bool isLog = false;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString& line : lines) {
        if (line.startsWith(u"== ")) {
            cases.push_back({line.sliced(3), {}, {}});
            isLog = false;
        } else if (line == u"--" && !cases.empty()) {
            isLog = true;
        } else if (isLog) {
            cases.back().log += line + u'\n';
        } else if (!cases.empty() && line.contains(u": ")) {
            cases.back().expected.insert(line.section(u": "_s, 0, 0), line.section(u": "_s, 1).trimmed());
        }
    }
    return cases;
}

QString written(const std::vector<explain::NamedError>& errors)
{
    QStringList parts;
    for (const explain::NamedError& error : errors)
        parts << u"%1 %2"_s.arg(error.domain).arg(error.code).trimmed();
    return parts.isEmpty() ? u"none"_s : parts.join(u" > "_s);
}

/// As the command line does: a log, and what holds no error may be a code.
explain::Explanation explained(const QByteArray& bytes, const explain::Catalogue& catalogue)
{
    explain::Explanation found = explain::explainLog(bytes, catalogue);
    if (found.errors.empty())
        if (auto code = explain::explainCode(QString::fromUtf8(explain::textOf(bytes)).trimmed(), catalogue))
            return *std::move(code);
    return found;
}

/// What is wrong with `found`, or nothing.
QString complaint(const explain::Explanation& found, const QHash<QString, QString>& expected)
{
    const auto& [errors, recognised] = std::pair(written(found.errors), written(found.recognised));
    const QString cause =
        found.causes.empty()
            ? QString()
            : found.causes.front().id + u' ' + explain::confidenceName(found.causes.front().confidence);
    if (errors != expected.value(u"errors"_s))
        return u"errors: "_s + errors;
    QStringList other;
    for (const auto& chain : found.other)
        other << written(chain);
    if (expected.contains(u"other"_s) && other.join(u" | ") != expected.value(u"other"_s))
        return u"other: "_s + other.join(u" | ");
    if (expected.contains(u"recognised"_s) && recognised != expected.value(u"recognised"_s))
        return u"recognised: "_s + recognised;
    if (expected.contains(u"cause"_s) && cause != expected.value(u"cause"_s))
        return u"cause: "_s + cause;
    if (!found.what.contains(expected.value(u"says"_s)))
        return u"says: "_s + found.what;
    if (expected.contains(u"shows"_s)
        && std::none_of(found.remarks.begin(), found.remarks.end(),
                        [&](const auto& remark) { return remark.id == expected.value(u"shows"_s); }))
        return u"does not show "_s + expected.value(u"shows"_s);
    return {};
}

}  // namespace

void LogSamples::areExplained_data()
{
    QFile table(folder + u"expected.tsv"_s);
    if (!table.open(QIODevice::ReadOnly))
        QSKIP("../shared is absent");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("code");
    const QStringList lines = QString::fromUtf8(table.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QStringList fields = lines[i].split(u'\t');
        QTest::newRow(qPrintable(fields.at(0))) << fields.at(0) << fields.at(1) << fields.at(2);
    }
}

void LogSamples::areExplained()
{
    QFETCH(QString, file);
    QFile sample(folder + file);
    QVERIFY(sample.open(QIODevice::ReadOnly));
    const explain::Explanation found = explain::explainLog(sample.readAll(), m_catalogue);
    QVERIFY(!found.what.isEmpty());
    const QString domain = found.errors.empty() ? QString() : found.errors.back().domain;
    const QString code = found.errors.empty() ? QString() : QString::number(found.errors.back().code);
    QTEST(domain, "domain");
    QTEST(code, "code");
    for (const explain::NamedError& error : found.errors)
        QVERIFY(error.proof.line > 0);
    if (file.startsWith(u"02-"))
        QCOMPARE(found.recognised.front().code, 22013);
    if (file.startsWith(u"17-"))
        QVERIFY(found.what.contains(u"crash"));
}

void LogSamples::casesAreExplained_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file :
         {"device", "mac", "management", "server", "screen", "shapes", "reports", "typed", "mixed", "prose"})
        QTest::newRow(file) << QString::fromLatin1(file) + u".cases"_s;
}

void LogSamples::casesAreExplained()
{
    QFETCH(QString, file);
    const std::vector<Case> cases = casesOf(file);
    QVERIFY(cases.size() > 15);
    for (const Case& one : cases) {
        QVERIFY2(one.expected.contains(u"errors"_s), qPrintable(one.name));
        // The same as Windows writes it, and as its Notepad saves it.
        QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        const QByteArray plain = one.log.toUtf8();
        const QByteArray wide = utf16(one.log);
        for (const QByteArray& bytes : {plain, QByteArray(plain).replace("\n", "\r\n"), wide}) {
            const QString wrong = complaint(explained(bytes, m_catalogue), one.expected);
            QVERIFY2(wrong.isEmpty(), qPrintable(one.name + u" – "_s + wrong));
        }
    }
}

QTEST_APPLESS_MAIN(LogSamples)

#include "tst_explain.moc"
