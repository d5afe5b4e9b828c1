// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// Excerpts of real logs, and which error each must give.
class LogSamples : public QObject
{
    Q_OBJECT

private slots:
    void areExplained_data();
    void areExplained();

private:
    const explain::Catalogue m_catalogue;
};

namespace {

const QString folder = QStringLiteral(SHARED_DIR "/log-samples/");

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

QTEST_APPLESS_MAIN(LogSamples)

#include "tst_explain.moc"
