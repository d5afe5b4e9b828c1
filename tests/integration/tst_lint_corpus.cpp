// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/lint.h"
#include "core/plist/document.h"
#include "core/sign/open.h"

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QtTest>

using namespace Qt::Literals::StringLiterals;

namespace {

const QString folder = QStringLiteral(SHARED_DIR "/corpus/open");

QStringList files()
{
    QStringList paths;
    QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        paths << it.next();
    paths.sort();
    return paths;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What a finding says, in one line that can be compared.
QString line(const report::Finding& finding)
{
    QString text = finding.rule + u'|' + report::severityName(finding.severity) + u'|' + finding.message
                   + u'|' + finding.measured + u'|' + finding.required;
    if (finding.path)
        text += u'|' + finding.path->toString();
    if (finding.position)
        text += u"|%1:%2"_s.arg(finding.position->line).arg(finding.position->column);
    return finding.fix ? text + u'|' + finding.fix->title : text;
}

QStringList lines(const std::vector<report::Finding>& findings)
{
    QStringList lines;
    for (const report::Finding& finding : findings)
        lines << line(finding);
    return lines;
}

}  // namespace

/// Profiles that people published, as they are.
class LintCorpus : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findingsAreWhole_data();
    void findingsAreWhole();
    void fixesNeverMakeItWorse_data() { findingsAreWhole_data(); }
    void fixesNeverMakeItWorse();
    void cleanupTestCase();

private:
    [[nodiscard]] std::optional<plist::Document> open(const QString& path) const;

    const schema::Store m_store;
    lint::Context m_context;
    QMap<QString, int> m_counts;
};

void LintCorpus::initTestCase()
{
    if (!QDir(folder).exists())
        QSKIP("../shared/corpus/open is not there");
    m_context.asOf = QDateTime({2026, 11, 22}, {0, 0}, Qt::UTC);
}

std::optional<plist::Document> LintCorpus::open(const QString& path) const
{
    const auto opened = sign::open(contentOf(path));
    return opened ? std::optional(opened->document) : std::nullopt;
}

void LintCorpus::findingsAreWhole_data()
{
    QTest::addColumn<QString>("path");
    for (const QString& path : files())
        QTest::newRow(qPrintable(path.mid(folder.size() + 1))) << path;
}

void LintCorpus::findingsAreWhole()
{
    QFETCH(const QString, path);
    const auto document = open(path);
    if (!document)
        return;
    const auto findings = lint::evaluate(*document, m_store, m_context);
    for (const report::Finding& finding : findings) {
        QVERIFY2(lint::findRule(finding.rule), qPrintable(finding.rule));
        QVERIFY2(!finding.message.isEmpty(), qPrintable(finding.rule));
        QVERIFY2(finding.source.startsWith(u"https://"_s), qPrintable(finding.rule));
        QVERIFY2(finding.position, qPrintable(line(finding)));
        QVERIFY2(!finding.message.contains(u"%1"_s), qPrintable(line(finding)));
        ++m_counts[finding.rule];
    }
    QCOMPARE(lines(lint::evaluate(*document, m_store, m_context)), lines(findings));
}

void LintCorpus::fixesNeverMakeItWorse()
{
    QFETCH(const QString, path);
    auto document = open(path);
    if (!document)
        return;
    const auto before = lint::evaluate(*document, m_store, m_context);
    const auto applied = lint::fixAll(*document, m_store, m_context);
    QVERIFY2(applied, applied ? "" : qPrintable(applied.error().message));
    QMap<QString, int> errors;
    for (const report::Finding& finding : before)
        errors[finding.rule] += finding.severity == report::Severity::Error ? 1 : 0;
    for (const report::Finding& finding : lint::evaluate(*document, m_store, m_context)) {
        QVERIFY2(!finding.fix, qPrintable(u"not mended: "_s + line(finding)));
        if (finding.severity == report::Severity::Error)
            QVERIFY2(--errors[finding.rule] >= 0, qPrintable(u"new: "_s + line(finding)));
    }
    QVERIFY(plist::Document::read(document->text()));
}

void LintCorpus::cleanupTestCase()
{
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
        qInfo("%6d %s", it.value(), qPrintable(it.key()));
}

QTEST_GUILESS_MAIN(LintCorpus)
#include "tst_lint_corpus.moc"
