// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/check_report.h"

#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

using namespace Qt::Literals::StringLiterals;
using report::CheckedCertificate;
using report::CheckReport;
using report::CheckVerdict;
using report::Severity;

namespace {

QDateTime day(int year, int month, int dayOfMonth)
{
    return {QDate(year, month, dayOfMonth), QTime(0, 0), Qt::UTC};
}

CheckedCertificate certificate(CheckedCertificate::Role role, const QString& name, int years)
{
    CheckedCertificate one;
    one.role = role;
    one.name = name;
    one.subject = u"CN="_s + name;
    one.notBefore = day(2026, 1, 1);
    one.notAfter = day(2026 + years, 1, 1);
    one.key = u"RSA 2048"_s;
    one.sha256 = QByteArray(32, 'a');
    return one;
}

report::Finding finding(Severity severity, const QString& message)
{
    report::Finding finding;
    finding.rule = u"apple-tls-validity-398"_s;
    finding.severity = severity;
    finding.message = message;
    finding.measured = u"7,300 days"_s;
    finding.required = u"at most 398 days"_s;
    finding.since = u"iOS 14"_s;
    finding.why = u"It is counted"_s;
    finding.advice = u"Issue it again"_s;
    finding.source = u"https://support.apple.com/102028"_s;
    finding.anchors = {u"system"_s};
    finding.certificate = 0;
    return finding;
}

CheckReport server()
{
    CheckReport check;
    check.host = u"www.example.com"_s;
    check.port = 443;
    check.purpose = u"tls-server"_s;
    check.os = u"iOS 27"_s;
    check.asOf = day(2026, 6, 1);
    check.verdict = CheckVerdict::Refused;
    check.headline = u"An iPhone refuses this server"_s;
    check.notes = {u"The root is none of this computer's"_s};
    check.anchors = {{u"system"_s, CheckVerdict::Refused, true, {u"too long"_s}},
                     {u"managed"_s, CheckVerdict::Accepted, false, {}}};
    check.certificates = {certificate(CheckedCertificate::Role::Leaf, u"www.example.com"_s, 1),
                          certificate(CheckedCertificate::Role::Root, u"Example Root"_s, 20)};
    check.certificates[0].issuedBy = 1;
    check.findings = {finding(Severity::Warning, u"About a warning"_s),
                      finding(Severity::Error, u"About an error"_s)};
    check.tls = report::CheckedTls{};
    check.tls->protocols = {u"TLS 1.2"_s};
    return check;
}

QString pageOf(const CheckReport& check) { return report::toHtml({&check, 1}); }

/// Why the page is no well-formed XML; empty when it is.
QString flawOf(const QString& page)
{
    QXmlStreamReader reader(page);
    while (!reader.atEnd())
        reader.readNext();
    return reader.errorString();
}

/// Every value of an attribute that is written in the page.
QStringList valuesOf(const QString& page, QStringView attribute)
{
    QStringList values;
    QXmlStreamReader reader(page);
    while (!reader.atEnd()) {
        reader.readNext();
        for (const QXmlStreamAttribute& one : reader.attributes()) {
            if (one.name() == attribute)
                values << one.value().toString();
        }
    }
    return values;
}

}  // namespace

class Html : public QObject
{
    Q_OBJECT

private slots:
    void pageIsWellFormed_data();
    void pageIsWellFormed();
    void pageTellsEverything();
    void errorsComeFirst();
    void nothingIsLoaded();
    void namesCannotBecomeMarkup_data();
    void namesCannotBecomeMarkup();
    void onlyTheWebIsLinked();
    void jumpsLeadSomewhere();
    void placesStayWithinTheLine();
};

void Html::pageIsWellFormed_data()
{
    QTest::addColumn<CheckReport>("check");
    QTest::newRow("server") << server();
    QTest::newRow("nothing in it") << CheckReport{};
    CheckReport unreadable;
    unreadable.path = u"cut.pem"_s;
    unreadable.error = base::Error{base::Error::Code::InvalidInput, u"It is cut off"_s};
    QTest::newRow("not judged") << unreadable;
    CheckReport dateless = server();
    dateless.asOf = {};
    dateless.certificates[0].notBefore = {};
    dateless.certificates[1].notAfter = {};
    QTest::newRow("no dates") << dateless;
    CheckReport ring = server();
    ring.certificates[1].issuedBy = 0;
    ring.findings[0].certificate = 99;
    QTest::newRow("a ring of issuers") << ring;
}

void Html::pageIsWellFormed()
{
    QFETCH(const CheckReport, check);
    QCOMPARE(flawOf(pageOf(check)), QString());
    const CheckReport both[] = {check, server()};
    QCOMPARE(flawOf(report::toHtml(both)), QString());
    QCOMPARE(flawOf(report::toHtml({})), QString());
}

void Html::pageTellsEverything()
{
    const QString page = pageOf(server());
    for (const QString& text :
         {u"www.example.com:443"_s, u"An iPhone refuses this server"_s, u"Refused"_s, u"iOS 27"_s,
          u"2026-06-01"_s, u"The root is none of this computer's"_s, u"7,300 days"_s, u"at most 398 days"_s,
          u"iOS 14"_s, u"It is counted"_s, u"Issue it again"_s, u"https://support.apple.com/102028"_s,
          u"apple-tls-validity-398"_s, u"Example Root"_s, u"TLS 1.2"_s, u"398 days"_s, u"825 days"_s})
        QVERIFY2(page.contains(text), qPrintable(text));
}

void Html::errorsComeFirst()
{
    const QString page = pageOf(server());
    QVERIFY(page.indexOf(u"About an error"_s) < page.indexOf(u"About a warning"_s));
}

void Html::nothingIsLoaded()
{
    const QString page = pageOf(server());
    QVERIFY(page.contains(u"default-src 'none'; style-src 'unsafe-inline'"_s));
    static const QRegularExpression loading(
        u"<(script|link|img|iframe|object|embed|base|form)\\b|url\\(|@import"_s);
    QVERIFY2(!page.contains(loading), qPrintable(loading.match(page).captured()));
    QVERIFY(valuesOf(page, u"src").isEmpty());
    for (const QString& target : valuesOf(page, u"href"))
        QVERIFY2(target.startsWith(u'#') || target == server().findings[0].source, qPrintable(target));
}

void Html::namesCannotBecomeMarkup_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("element") << u"<script>alert(1)</script>"_s;
    QTest::newRow("attribute") << u"\" onmouseover=\"alert(1)"_s;
    QTest::newRow("reference") << u"&lt;&#60;&nbsp;"_s;
    QTest::newRow("end of a style") << u"</style><b>"_s;
    QTest::newRow("not XML") << u"a"_s + QChar(0) + QChar(0x1b) + QChar(0xFFFE) + QChar(0xD800) + u'z';
    QTest::newRow("turned around") << u"moc.\u202eelpmaxe"_s;
}

void Html::namesCannotBecomeMarkup()
{
    QFETCH(const QString, name);
    CheckReport check = server();
    check.headline = check.host = check.notes[0] = name;
    for (CheckedCertificate& one : check.certificates)
        one.name = one.subject = one.issuer = one.serial = one.path = one.key = name;
    check.certificates[0].names = {name};
    for (report::Finding& one : check.findings)
        one.message = one.measured = one.required = one.source = one.rule = one.why = name;
    check.tls->suite = check.tls->group = name;
    const QString page = pageOf(check);
    QCOMPARE(flawOf(page), QString());
    QVERIFY(!page.contains(u"<script"_s));
    QVERIFY(!page.contains(u"<b>"_s));
    QVERIFY(!page.contains(QChar(0x202e)));
    QVERIFY(valuesOf(page, u"onmouseover").isEmpty());
    QCOMPARE(page.count(u"</style>"_s), 1);
}

void Html::onlyTheWebIsLinked()
{
    CheckReport check = server();
    check.findings[0].source = u"javascript:alert(1)"_s;
    check.findings[1].source = u"RFC 5280"_s;
    for (const QString& target : valuesOf(pageOf(check), u"href"))
        QVERIFY2(target.startsWith(u'#'), qPrintable(target));
}

void Html::jumpsLeadSomewhere()
{
    const CheckReport checks[] = {server(), server()};
    const QString page = report::toHtml(checks);
    const QStringList ids = valuesOf(page, u"id");
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    for (const QString& target : valuesOf(page, u"href")) {
        if (target.startsWith(u'#'))
            QVERIFY2(ids.contains(target.mid(1)), qPrintable(target));
    }
}

void Html::placesStayWithinTheLine()
{
    CheckReport check = server();
    check.certificates[1].notAfter = day(9999, 12, 31);
    check.certificates[1].notBefore = day(1950, 1, 1);
    const QString page = pageOf(check);
    QStringList places = valuesOf(page, u"x") + valuesOf(page, u"x1") + valuesOf(page, u"width");
    places.removeAll(u"100%"_s);
    QVERIFY(places.size() > 4);
    for (QString place : places) {
        QVERIFY(place.endsWith(u'%'));
        place.chop(1);
        const double percent = place.toDouble();
        QVERIFY2(percent >= 0 && percent <= 100, qPrintable(place));
    }
}

QTEST_GUILESS_MAIN(Html)
#include "tst_html.moc"
