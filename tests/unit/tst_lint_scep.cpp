// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/lint.h"
#include "core/lint/scep_settings.h"

#include <QFile>
#include <QtTest>

using namespace Qt::Literals::StringLiterals;

class LintScep : public QObject
{
    Q_OBJECT

private slots:
    void takesUrlsApart_data();
    void takesUrlsApart();
    void knowsItsKeys();
    void neverShowsASecret();
    void ignoresTemplates();
};

void LintScep::takesUrlsApart_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("query");
    QTest::newRow("plain") << u"http://a.example/scep"_s << u"http"_s << u"a.example"_s << u"/scep"_s
                           << u""_s;
    QTest::newRow("everything") << u"https://u:p@a.example:8443/x/y?b=c&d#e"_s << u"https"_s << u"a.example"_s
                                << u"/x/y"_s << u"b=c&d"_s;
    QTest::newRow("no path") << u"https://a.example?b"_s << u"https"_s << u"a.example"_s << u""_s << u"b"_s;
    QTest::newRow("IPv6") << u"http://[2001:db8::1]:80/"_s << u"http"_s << u"[2001:db8::1]"_s << u"/"_s
                          << u""_s;
    QTest::newRow("IPv6 without port")
        << u"http://[2001:db8::1]/"_s << u"http"_s << u"[2001:db8::1]"_s << u"/"_s << u""_s;
    QTest::newRow("no host") << u"https:///scep"_s << u"https"_s << u""_s << u"/scep"_s << u""_s;
    QTest::newRow("no scheme") << u"a.example/scep"_s << u""_s << u"a.example"_s << u"/scep"_s << u""_s;
    QTest::newRow("blank in front") << u" http://a.example/"_s << u""_s << u"a.example"_s << u"/"_s << u""_s;
    QTest::newRow("empty") << u""_s << u""_s << u""_s << u""_s << u""_s;
}

void LintScep::takesUrlsApart()
{
    QFETCH(const QString, url);
    const lint::UrlParts parts = lint::UrlParts::of(url);
    QTEST(parts.scheme.toString(), "scheme");
    QTEST(parts.host.toString(), "host");
    QTEST(parts.path.toString(), "path");
    QTEST(parts.query.toString(), "query");
    QCOMPARE(url.mid(parts.queryBegin).startsWith(u'?'), url.contains(u'?'));
}

void LintScep::knowsItsKeys()
{
    QVERIFY(lint::isScepKey(u"Key Type"));
    QVERIFY(!lint::isScepKey(u"KeyType"));
    QCOMPARE(lint::misspeltScepKey(u"KeyType"), QStringView(u"Key Type"));
    QCOMPARE(lint::misspeltScepKey(u"key_usage"), QStringView(u"Key Usage"));
    QCOMPARE(lint::misspeltScepKey(u"KeySize"), QStringView(u"Keysize"));
    QVERIFY(lint::misspeltScepKey(u"Keysize").isEmpty());
    QVERIFY(lint::misspeltScepKey(u"KeyIsExtractable").isEmpty());
}

namespace {

QByteArray base(const QString& name)
{
    QFile file(QStringLiteral(FIXTURES "/lint/base-%1.mobileconfig").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

plist::Document changed(const QString& name, const std::vector<plist::Edit>& edits)
{
    auto document = plist::Document::read(base(name));
    if (!document || !document->apply(edits))
        qFatal("%s cannot be changed", qPrintable(name));
    return *std::move(document);
}

plist::Path settings(const char16_t* key)
{
    return plist::Path{u"PayloadContent"_s, plist::Path::Step(std::size_t{0}), u"PayloadContent"_s} / key;
}

}  // namespace

void LintScep::neverShowsASecret()
{
    const QString secret = u" Pässwörd-8CE317021F690069 "_s;
    const schema::Store store;
    const plist::Document document = changed(
        u"scep"_s,
        {plist::Edit::set(settings(u"Challenge"), secret),
         plist::Edit::set(settings(u"URL"), u"http://scep.example.com/?challenge=8CE317021F690069"_s),
         plist::Edit::set(plist::Path{u"PayloadContent"_s, plist::Path::Step(std::size_t{0}), u"Challenge"_s},
                          secret)});
    const auto findings = lint::evaluate(document, store, {});
    QVERIFY(findings.size() >= 4);
    for (const report::Finding& finding : findings) {
        for (const QString& text : {finding.message, finding.measured, finding.required})
            QVERIFY2(!text.contains(u"8CE3"), qPrintable(finding.rule + u": "_s + text));
        QVERIFY(!finding.fix || !finding.fix->title.contains(u"8CE3"));
    }
}

void LintScep::ignoresTemplates()
{
    const schema::Store store;
    const plist::Document document =
        changed(u"scep"_s, {plist::Edit::set(settings(u"URL"), u"{{url}}?x=y"_s),
                            plist::Edit::set(settings(u"Challenge"), u"$FLEET_VAR_CHALLENGE"_s),
                            plist::Edit::set(settings(u"Keysize"), u"${size}"_s),
                            plist::Edit::set(settings(u"CAFingerprint"), u"{{fingerprint}}"_s),
                            plist::Edit::set(settings(u"Subject"), u"{{subject}}"_s),
                            plist::Edit::set(settings(u"SubjectAltName"), u"{{names}}"_s),
                            plist::Edit::set(settings(u"Key Usage"), u"{{usage}}"_s)});
    for (const report::Finding& finding : lint::evaluate(document, store, {}))
        QCOMPARE(finding.rule, u"plist-token"_s);
}

QTEST_GUILESS_MAIN(LintScep)
#include "tst_lint_scep.moc"
