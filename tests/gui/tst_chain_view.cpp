// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/certificate_tile.h"
#include "ui/trust/chain_view.h"
#include "ui/trust/time_axis.h"

#include <QAccessible>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using report::CheckedCertificate;
using report::CheckReport;

namespace {

QDateTime day(int year, int month, int dayOfMonth)
{
    return QDateTime(QDate(year, month, dayOfMonth), QTime(0, 0), Qt::UTC);
}

CheckedCertificate certificate(CheckedCertificate::Role role,
                               const QString& name,
                               const QDateTime& from,
                               const QDateTime& until,
                               std::optional<std::size_t> issuer)
{
    CheckedCertificate one;
    one.role = role;
    one.name = name;
    one.key = u"RSA 2048"_s;
    one.signature = u"sha256WithRSAEncryption"_s;
    one.notBefore = from;
    one.notAfter = until;
    one.issuedBy = issuer;
    one.der = name.toUtf8();
    return one;
}

/// A leaf of 500 days under a CA and a root of 25 years, which may be public.
CheckReport chain()
{
    CheckReport report;
    report.purpose = u"tls-server"_s;
    report.asOf = day(2026, 1, 1);
    report.certificates = {
        certificate(CheckedCertificate::Role::Leaf, u"mdm.example.com"_s, day(2025, 6, 1),
                    day(2025, 6, 1).addDays(500), 1),
        certificate(CheckedCertificate::Role::Intermediate, u"Issuing CA"_s, day(2020, 1, 1), day(2030, 1, 1),
                    2),
        certificate(CheckedCertificate::Role::Root, u"Root CA"_s, day(2015, 1, 1), day(2040, 1, 1), {}),
    };
    report.certificates[2].isTrusted = true;
    report.certificates[2].isFromStore = true;
    report.anchors = {{u"system"_s, report::CheckVerdict::Refused, true, {u"too long"_s}},
                      {u"managed"_s, report::CheckVerdict::Accepted, true, {}}};
    report.rules = {{u"apple-tls-validity-398"_s, u"fail"_s, 0, u"system"_s, {}},
                    {u"apple-tls-validity-825-any-anchor"_s, u"pass"_s, 0, u"system"_s, {}},
                    {u"apple-tls-validity-825-any-anchor"_s, u"pass"_s, 0, u"managed"_s, {}},
                    {u"cabf-sc081-200"_s, u"not-applicable"_s, 0, u"system"_s, {}}};
    report::Finding finding;
    finding.severity = report::Severity::Error;
    finding.message = u"too long"_s;
    finding.certificate = 0;
    report.findings = {finding};
    return report;
}

QString described(QWidget* widget)
{
    return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Description);
}

}  // namespace

class ChainViewTest : public QObject
{
    Q_OBJECT

private slots:
    void whoSignedStandsAboveWhatWasSigned()
    {
        ui::ChainView view;
        view.show(chain());
        QCOMPARE(view.order(), (std::vector<std::size_t>{2, 1, 0}));
        view.resize(1000, view.heightForWidth(1000));
        QVERIFY(view.tile(2)->geometry().bottom() < view.tile(1)->geometry().top());
        QVERIFY(view.tile(1)->geometry().left() < view.tile(0)->geometry().left());
    }

    void aRingOfIssuersIsShownToo()
    {
        CheckReport report = chain();
        report.certificates[2].issuedBy = 1;
        ui::ChainView view;
        view.show(report);
        QCOMPARE(view.order().size(), 3U);
    }

    void aTileSaysWhatItShows()
    {
        ui::ChainView view;
        view.show(chain());
        QCOMPARE(view.tile(0)->accessibleName(), u"mdm.example.com, Leaf, 1 error"_s);
        QVERIFY(described(view.tile(0)).contains(u"signed by Issuing CA"_s));
        QVERIFY(described(view.tile(0)).contains(u"may live 398 days"_s));
        QVERIFY(described(view.tile(2)).contains(u"taken as trusted"_s));
        QVERIFY(described(view.tile(2)).contains(u"from this computer's roots"_s));
        QCOMPARE(view.tile(0)->tone(), ui::Tone::Error);
        QCOMPARE(view.tile(1)->tone(), ui::Tone::Good);
    }

    void limitsAreMarkedWhereTheyBind()
    {
        const auto marks = ui::lifetimeMarks(chain());
        QCOMPARE(marks.size(), 2U);
        QCOMPARE(marks[0].days, 398);
        QCOMPARE(marks[0].at, day(2025, 6, 1).addDays(398));
        QVERIFY(marks[0].isBroken);
        QCOMPARE(marks[1].days, 825);
        QVERIFY(!marks[1].isBroken);

        CheckReport report = chain();
        report.anchors[0].isPossible = false;
        QCOMPARE(ui::lifetimeMarks(report).size(), 1U);
    }

    void comingRulesAreMarkedWhereARootMayBePublic()
    {
        CheckReport report = chain();
        QCOMPARE(ui::ruleDays(report).size(), 3U);
        report.anchors[0].isPossible = false;
        QVERIFY(ui::ruleDays(report).empty());
        report = chain();
        report.purpose = u"smime"_s;
        QVERIFY(ui::ruleDays(report).empty());
    }

    void aShortLifeBesideALongOneFillsThePicture()
    {
        const CheckReport report = chain();
        const ui::TimeAxis axis(report);
        const double begin = axis.place(report.certificates[0].notBefore);
        const double end = axis.place(report.certificates[0].notAfter);
        QVERIFY(begin > 0 && begin < end && end < 1);
        QVERIFY(end - begin > 0.3);
        QVERIFY(axis.place(report.certificates[2].notBefore) < 0);
        QVERIFY(axis.place(report.certificates[2].notAfter) > 1);
        QVERIFY(axis.place(report.asOf) > 0);
    }

    void theScaleHasNoMoreTicksThanRoom()
    {
        const ui::TimeAxis axis(chain());
        for (const int most : {1, 3, 10, 40})
            QVERIFY(static_cast<int>(axis.ticks(most).size()) <= most + 2);
        QVERIFY(!axis.ticks(10).empty());
        QVERIFY(ui::TimeAxis(CheckReport()).isEmpty());
    }

    void arrowsAndSpaceChoose()
    {
        ui::ChainView view;
        view.show(chain());
        view.resize(1000, 400);
        view.QWidget::show();
        QApplication::setActiveWindow(&view);
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QSignalSpy chosen(&view, &ui::ChainView::chosen);
        view.tile(2)->setFocus();
        QTest::keyClick(view.tile(2), Qt::Key_Space);
        QCOMPARE(chosen.takeFirst().value(0).toULongLong(), 2ULL);
        QTest::keyClick(view.tile(2), Qt::Key_Down);
        QCOMPARE(view.focusWidget(), view.tile(1));
        QCOMPARE(view.current(), std::optional<std::size_t>(1));
        QCOMPARE(chosen.takeFirst().value(0).toULongLong(), 1ULL);
    }

    void theChoiceOutlivesAnotherJudgement()
    {
        ui::ChainView view;
        view.show(chain());
        view.setCurrent(1);
        view.show(chain());
        QCOMPARE(view.current(), std::optional<std::size_t>(1));
        CheckReport other = chain();
        other.certificates[1].der = "another";
        view.show(other);
        QVERIFY(!view.current());
    }

    void itIsPaintedInEveryState()
    {
        ui::ChainView view;
        CheckReport report = chain();
        report.certificates[1].notAfter = {};
        for (const int width : {300, 1000}) {
            for (const QDateTime& asOf : {day(1990, 1, 1), day(2026, 1, 1), day(2090, 1, 1)}) {
                report.asOf = asOf;
                view.show(report);
                view.resize(width, view.heightForWidth(width));
                QVERIFY(!view.grab().isNull());
            }
        }
        view.show(CheckReport());
        QVERIFY(!view.grab().isNull());
    }

    void aNarrowPictureIsHigher()
    {
        ui::ChainView view;
        view.show(chain());
        QVERIFY(view.heightForWidth(300) > view.heightForWidth(1200));
    }
};

QTEST_MAIN(ChainViewTest)
#include "tst_chain_view.moc"
