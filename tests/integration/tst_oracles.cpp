// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/judge.h"
#include "core/trust/lists.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::Literals::StringLiterals;

/// Certificates that others made, and what single rules must say of them.
class Oracles : public QObject
{
    Q_OBJECT

private slots:
    void agree_data();
    void agree();

private:
    const trust::Lists m_lists;
};

namespace {

const QString folder = QStringLiteral(SHARED_DIR "/oracles/");

trust::Anchors anchorsOf(const QString& scope)
{
    if (scope == u"user-or-mdm")
        return trust::Anchors::Managed;
    return scope == u"app-provided" ? trust::Anchors::App : trust::Anchors::System;
}

trust::Purpose purposeOf(const QString& rule)
{
    if (rule.startsWith(u"apple-eap") || rule.startsWith(u"eap"))
        return trust::Purpose::EapServer;
    if (rule.startsWith(u"smime"))
        return trust::Purpose::Smime;
    return trust::Purpose::TlsServer;
}

}  // namespace

void Oracles::agree_data()
{
    QFile file(folder + u"expected.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("../shared is absent");
    QTest::addColumn<QJsonObject>("entry");
    const QJsonArray entries = QJsonDocument::fromJson(file.readAll()).object().value(u"entries").toArray();
    for (const QJsonValue& value : entries) {
        const QJsonObject entry = value.toObject();
        QTest::addRow("%s %s", qPrintable(entry.value(u"file").toString()),
                      qPrintable(entry.value(u"rule").toString()))
            << entry;
    }
}

void Oracles::agree()
{
    QFETCH(QJsonObject, entry);
    QFile file(folder + entry.value(u"file").toString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto certificate = x509::Certificate::fromPem(file.readAll());
    QVERIFY2(certificate, certificate ? "" : qPrintable(certificate.error().message));
    const x509::Details details(*certificate);
    const QString id = entry.value(u"rule").toString();
    const trust::Rule* rule = trust::findRule(id);
    QVERIFY2(rule, "no such rule");

    trust::Context context;
    context.purpose = purposeOf(id);
    context.anchors = anchorsOf(entry.value(u"anchor_scope").toString());
    context.host = entry.value(u"host").toString();
    context.os.version = QVersionNumber(26);
    context.asOf = QDateTime({2026, 11, 21}, {0, 0}, Qt::UTC);
    context.lists = &m_lists;
    trust::Evidence evidence;
    evidence.chain = {&details};
    const auto rows = trust::judge(*rule, evidence, context);
    QCOMPARE(rows.size(), 1U);
    QVERIFY2(trust::outcomeName(rows.front().verdict.outcome) == entry.value(u"expect").toString(),
             qPrintable(trust::outcomeName(rows.front().verdict.outcome) + u": "_s
                        + rows.front().verdict.message));
}

QTEST_GUILESS_MAIN(Oracles)
#include "tst_oracles.moc"
