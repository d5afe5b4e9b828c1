// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rule.h"
#include "ui/document/profile_document.h"
#include "ui/findings/finding_delegate.h"
#include "ui/findings/finding_details.h"
#include "ui/findings/finding_list.h"
#include "ui/findings/finding_model.h"
#include "ui/findings/findings_panel.h"
#include "ui/findings/linter.h"
#include "ui/findings/target_chooser.h"
#include "ui/style/readable.h"
#include "ui/style/tone.h"
#include "ui/task.h"
#include "ui/widgets/link_button.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTest>

#include <cmath>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using report::Severity;
using ui::FindingModel;
using ui::FindingsPanel;

namespace {

report::Finding finding(Severity severity, const QString& message)
{
    report::Finding finding;
    finding.rule = u"some-rule"_s;
    finding.severity = severity;
    finding.message = message;
    finding.path = plist::Path{u"PayloadContent"_s, std::size_t(0), u"URL"_s};
    finding.measured = u"http"_s;
    finding.required = u"https"_s;
    finding.source = u"https://www.rfc-editor.org/rfc/rfc8894"_s;
    return finding;
}

QStringList messages(const FindingModel& model)
{
    QStringList messages;
    for (int row = 0; row < model.rowCount(); ++row)
        messages.append(model.index(row).data().toString());
    return messages;
}

/// The node called `name` below `top`, found as an assistive tool would.
QAccessibleInterface* accessible(QAccessibleInterface* top, const QString& name)
{
    if (!top || top->text(QAccessible::Name) == name)
        return top;
    for (int child = 0; child < top->childCount(); ++child) {
        if (QAccessibleInterface* found = accessible(top->child(child), name))
            return found;
    }
    return nullptr;
}

QAccessibleInterface* accessible(QWidget& top, const QString& name)
{
    return accessible(QAccessible::queryAccessibleInterface(&top), name);
}

/// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor& color)
{
    const auto part = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace

class FindingsTest : public QObject
{
    Q_OBJECT

private:
    const schema::Store m_store;  // runs that were overtaken still read it when a test is over

private slots:
    void cleanup() { ui::taskPool().waitForDone(); }

    void errorsComeFirst()
    {
        FindingModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFindings({finding(Severity::Info, u"i"_s), finding(Severity::Error, u"e1"_s),
                           finding(Severity::Warning, u"w"_s), finding(Severity::Error, u"e2"_s)});
        QCOMPARE(messages(model), QStringList({u"e1"_s, u"e2"_s, u"w"_s, u"i"_s}));
        QCOMPARE(model.count(Severity::Error), 2);
        QCOMPARE(model.index(2).data(Qt::AccessibleTextRole).toString(), u"Warning: w"_s);
    }

    void onlyWhatDiffersIsReplaced()
    {
        FindingModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFindings({finding(Severity::Error, u"a"_s), finding(Severity::Error, u"b"_s),
                           finding(Severity::Error, u"c"_s)});
        const QPersistentModelIndex last = model.index(2);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setFindings({finding(Severity::Error, u"a"_s), finding(Severity::Error, u"x"_s),
                           finding(Severity::Error, u"y"_s), finding(Severity::Error, u"c"_s)});
        QCOMPARE(messages(model), QStringList({u"a"_s, u"x"_s, u"y"_s, u"c"_s}));
        QCOMPARE(last.row(), 3);
        model.setFindings({finding(Severity::Error, u"c"_s)});
        QCOMPARE(last.row(), 0);
        model.setFindings({});
        QVERIFY(!last.isValid());
        QCOMPARE(resets.count(), 0);
    }

    void verdict_data()
    {
        QTest::addColumn<int>("errors");
        QTest::addColumn<int>("warnings");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("nothing") << 0 << 0 << u"Ready"_s;
        QTest::newRow("one warning") << 0 << 1 << u"Ready with 1 warning"_s;
        QTest::newRow("warnings") << 0 << 2 << u"Ready with 2 warnings"_s;
        QTest::newRow("one error") << 1 << 2 << u"Will fail on the device: 1 reason"_s;
        QTest::newRow("errors") << 3 << 0 << u"Will fail on the device: 3 reasons"_s;
    }

    void verdict()
    {
        QFETCH(const int, errors);
        QFETCH(const int, warnings);
        std::vector<report::Finding> findings;
        for (int number = 0; number < errors; ++number)
            findings.push_back(finding(Severity::Error, QString::number(number)));
        for (int number = 0; number < warnings; ++number)
            findings.push_back(finding(Severity::Warning, QString::number(number)));
        FindingsPanel panel;
        panel.setFindings(findings);
        QTEST(panel.verdict(), "verdict");
    }

    void textThatIsNotInTheProfileIsNeverReady()
    {
        FindingsPanel panel;
        const auto* icon = panel.findChildren<QLabel*>().value(0);
        const QImage ready = icon->pixmap().toImage();
        panel.setUnfinished({u"Fingerprint"_s});
        QCOMPARE(panel.verdict(), u"1 field holds text that is not in the profile: Fingerprint"_s);
        QVERIFY(icon->pixmap().toImage() != ready);
        const QImage failing = icon->pixmap().toImage();
        // A run in between does not talk it over.
        panel.setFindings({finding(Severity::Warning, u"w"_s)});
        QVERIFY(!panel.verdict().startsWith(u"Ready"_s));
        QCOMPARE(icon->pixmap().toImage(), failing);
        panel.setUnfinished({u"Fingerprint"_s, u"Subject"_s});
        QCOMPARE(panel.verdict(), u"2 fields hold text that is not in the profile: Fingerprint, Subject"_s);
        panel.setUnfinished({});
        QCOMPARE(panel.verdict(), u"Ready with 1 warning"_s);
    }

    void theSelectedFindingTellsAllAndActs()
    {
        FindingsPanel panel;
        panel.resize(360, 500);
        panel.show();
        report::Finding fixable = finding(Severity::Error, u"The URL has a query"_s);
        fixable.fix = report::Fix{u"Remove the query"_s, {}};
        panel.setFindings({fixable, finding(Severity::Warning, u"Other"_s)});
        QVERIFY(!panel.findChild<ui::FindingDetails*>());
        panel.findChild<QListView*>()->setCurrentIndex(panel.model()->index(0));
        auto* details = panel.findChild<ui::FindingDetails*>();
        QVERIFY(details);
        QStringList said;
        for (const QLabel* label : details->findChildren<QLabel*>())
            said.append(label->text().remove(QChar(0x200B)));
        for (const QString& wanted : {u"http"_s, u"https"_s, u"some-rule"_s, u"PayloadContent[0].URL"_s})
            QVERIFY2(said.contains(wanted), qPrintable(wanted));

        QSignalSpy shows(&panel, &FindingsPanel::showAsked);
        QSignalSpy fixes(&panel, &FindingsPanel::fixAsked);
        const auto buttons = details->findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 2);
        QCOMPARE(buttons.at(0)->text(), u"Remove the query"_s);
        buttons.at(0)->click();
        QCOMPARE(fixes.count(), 1);
        buttons.at(1)->click();
        QCOMPARE(shows.count(), 1);
        QVERIFY(details->height() > 3 * panel.fontMetrics().height());
        // Nothing of it is cut off, and a run that finds the same leaves it alone.
        QCOMPARE(details->width(), panel.width());
        QVERIFY(details->height() >= details->heightForWidth(details->width()));
        panel.setFindings({fixable, finding(Severity::Warning, u"Another"_s)});
        QCOMPARE(panel.findChild<ui::FindingDetails*>(), details);
        panel.setFindings({});
        QCoreApplication::processEvents();
        QTRY_VERIFY(!panel.findChild<ui::FindingDetails*>());
    }

    void theOpenFindingIsKnownToAssistiveTools()
    {
        FindingsPanel panel;
        panel.resize(360, 500);
        panel.show();
        report::Finding fixable = finding(Severity::Error, u"The URL has a query"_s);
        fixable.fix = report::Fix{u"Remove the query"_s, {}};
        panel.setFindings({fixable});
        panel.findChild<QListView*>()->setCurrentIndex(panel.model()->index(0));
        QSignalSpy shows(&panel, &FindingsPanel::showAsked);
        QSignalSpy fixes(&panel, &FindingsPanel::fixAsked);
        QVERIFY(accessible(panel, u"Source: www.rfc-editor.org"_s));
        for (const QString& name : {u"Show field"_s, u"Fix: Remove the query"_s}) {
            QAccessibleInterface* button = accessible(panel, name);
            QVERIFY2(button, qPrintable(name));
            QVERIFY(!button->state().invisible);
            button->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        }
        // A press through the tree is carried out when the loop turns.
        QTRY_COMPARE(shows.count(), 1);
        QTRY_COMPARE(fixes.count(), 1);
    }

    void aNarrowPanelCutsNothingInTheMiddle()
    {
        FindingsPanel panel;
        panel.resize(210, 500);
        panel.show();
        report::Finding fixable = finding(Severity::Error, u"Unknown key"_s);
        fixable.fix = report::Fix{u"Change the name to \"Key Type\", which is what the device reads"_s, {}};
        fixable.path = plist::Path{u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s,
                                   u"SubjectAltName"_s, u"uniformResourceIdentifier"_s};
        panel.setFindings({fixable});
        panel.findChild<QListView*>()->setCurrentIndex(panel.model()->index(0));
        QCoreApplication::processEvents();
        auto* details = panel.findChild<ui::FindingDetails*>();
        QVERIFY(details->width() <= 210);
        for (const QPushButton* button : details->findChildren<QPushButton*>()) {
            QVERIFY(details->rect().contains(button->geometry()));
            QVERIFY(button->width() >= button->minimumSizeHint().width());
        }
        for (const QLabel* label : details->findChildren<QLabel*>()) {
            const QRect words = label->fontMetrics().boundingRect(QRect(0, 0, label->width(), 10000),
                                                                  Qt::TextWordWrap, label->text());
            if (label->textFormat() == Qt::PlainText)
                QVERIFY2(words.width() <= label->width(), qPrintable(label->text()));
        }
    }

    void aSentenceIsShownWholeUnlessTheListIsLong()
    {
        FindingModel model;
        const std::unique_ptr<QListView> list(ui::makeFindingList(&model, nullptr));
        list->resize(260, 400);
        list->show();
        const QString sentence =
            u"The device does not keep the certificates of the CA from enrolment, and the profile has none: "
            "the new identity may lead to no root, and the server may not take it"_s;
        model.setFindings({finding(Severity::Info, u"short"_s), finding(Severity::Info, sentence)});
        QCoreApplication::processEvents();
        const int line = list->fontMetrics().height();
        const int shortRow = list->visualRect(model.index(0)).height();
        const int longRow = list->visualRect(model.index(1)).height();
        QVERIFY2(shortRow < 2 * line, qPrintable(QString::number(shortRow)));
        QVERIFY2(longRow > 4 * line, qPrintable(QString::number(longRow)));
        list->resize(900, 400);
        QTRY_VERIFY(list->visualRect(model.index(1)).height() < longRow);

        model.setFindings(std::vector<report::Finding>(ui::FindingDelegate::longList + 1,
                                                       finding(Severity::Info, sentence)));
        QCoreApplication::processEvents();
        QVERIFY(list->uniformItemSizes());
        QVERIFY(list->visualRect(model.index(1)).height() < 3 * line);
        model.setFindings({finding(Severity::Info, sentence)});
        QVERIFY(!list->uniformItemSizes());
    }

    void theSourceIsCalledByItsTitle()
    {
        const lint::Rule& rule = *lint::allRules().front();
        report::Finding known = finding(Severity::Error, u"m"_s);
        known.rule = QString::fromUtf8(rule.id);
        known.source = QString::fromUtf8(rule.source.url);
        const ui::FindingDetails details(known);
        const auto* link = details.findChild<ui::LinkButton*>();
        QVERIFY(link);
        QCOMPARE(link->text(), QString::fromUtf8(rule.source.document));
        QCOMPARE(link->toolTip(), known.source);
    }

    void aBrokenSignatureIsNeverReady()
    {
        FindingsPanel panel;
        panel.setFindings({finding(Severity::Warning, u"w"_s)});
        const auto* icon = panel.findChildren<QLabel*>().value(0);
        const QImage warning = icon->pixmap().toImage();
        panel.setBrokenSignature(u"the content was changed"_s);
        QCOMPARE(panel.verdict(), u"The signature does not hold: the content was changed"_s);
        QVERIFY(icon->pixmap().toImage() != warning);
        panel.setBrokenSignature({});
        QCOMPARE(panel.verdict(), u"Ready with 1 warning"_s);
    }

    void f8GoesRound()
    {
        FindingsPanel panel;
        panel.show();
        panel.setFindings({finding(Severity::Error, u"a"_s), finding(Severity::Error, u"b"_s)});
        const auto* list = panel.findChild<QListView*>();
        QSignalSpy shows(&panel, &FindingsPanel::showAsked);
        panel.showNext();
        QCOMPARE(list->currentIndex().row(), 0);
        // The list lays itself out in between, with the row that was open before gone.
        QCoreApplication::processEvents();
        panel.showNext();
        QCOMPARE(list->currentIndex().row(), 1);
        QCoreApplication::processEvents();
        QTRY_COMPARE(panel.findChildren<ui::FindingDetails*>().size(), 1);
        panel.showNext();
        QCOMPARE(list->currentIndex().row(), 0);
        panel.showPrevious();
        QCOMPARE(list->currentIndex().row(), 1);
        QCOMPARE(shows.count(), 4);
        panel.setFindings({});
        panel.showNext();
        QCOMPARE(shows.count(), 4);
    }

    void theNewestTextIsJudged()
    {
        ui::ProfileDocument document{plist::Value(plist::Dict{{u"PayloadType"_s, u"Configuration"_s}})};
        ui::Linter linter(document, m_store, {});
        QSignalSpy finished(&linter, &ui::Linter::finished);
        QVERIFY(!linter.isCurrent());
        // Changes faster than any run: only the last one may report.
        for (int number = 0; number < 20; ++number)
            QVERIFY(document.apply(u"Name"_s,
                                   {plist::Edit::set({u"PayloadDisplayName"_s}, QString::number(number))}));
        QTRY_VERIFY(linter.isCurrent());
        QCOMPARE(finished.count(), 1);
        QVERIFY(!linter.findings().empty());
        const auto before = linter.findings().size();
        QVERIFY(document.apply(u"Identifier"_s,
                               {plist::Edit::set({u"PayloadIdentifier"_s}, u"com.example.a"_s)}));
        QVERIFY(!linter.isCurrent());
        QTRY_VERIFY(linter.isCurrent());
        QVERIFY(linter.findings().size() != before);
    }

    void fixAllIsOneStep()
    {
        ui::ProfileDocument document{plist::Value(
            plist::Dict{{u"PayloadType"_s, u"Configuration"_s},
                        {u"PayloadContent"_s,
                         plist::Array{plist::Dict{{u"PayloadType"_s, u"com.apple.security.scep"_s}}}}})};
        const QByteArray before = document.document().text();
        ui::Linter linter(document, m_store, {});
        QTRY_VERIFY(linter.isCurrent());
        const auto fixable =
            std::count_if(linter.findings().begin(), linter.findings().end(),
                          [](const report::Finding& found) { return found.fix.has_value(); });
        QVERIFY(fixable > 1);
        QSignalSpy fixed(&linter, &ui::Linter::fixedAll);
        linter.fixAll();
        QSignalSpy failed(&linter, &ui::Linter::fixingFailed);
        QTRY_VERIFY(fixed.count() + failed.count() > 0);
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
        QVERIFY(!fixed.first().first().toStringList().isEmpty());
        QCOMPARE(document.undoStack()->count(), 1);
        document.undoStack()->undo();
        QCOMPARE(document.document().text(), before);
    }

    void theTargetIsChosenInItsMenu()
    {
        ui::TargetChooser chooser;
        QSignalSpy chosen(&chooser, &ui::TargetChooser::chosen);
        emit chooser.menu()->aboutToShow();
        QAction* supervised = nullptr;
        QAction* macos = nullptr;
        const QList<QAction*> entries = chooser.menu()->actions();
        for (QAction* entry : entries) {
            if (entry->text() == u"Supervised")
                supervised = entry;
            if (entry->menu() && entry->text() == u"macOS")
                macos = entry->menu()->actions().at(2);
        }
        QVERIFY(supervised && macos);
        supervised->trigger();
        QVERIFY(chooser.target().supervised);
        QVERIFY(!chooser.target().isExplicit);
        macos->trigger();
        QCOMPARE(chooser.target().platform, schema::Platform::Macos);
        QCOMPARE(chooser.target().version, QVersionNumber(15));
        QVERIFY(chooser.target().supervised);
        QVERIFY(chooser.target().isExplicit);
        QCOMPARE(chosen.count(), 2);
        QVERIFY(chooser.accessibleName().contains(u"macOS 15"_s));
    }

    void tonesCanBeReadInLightAndDark_data()
    {
        QTest::addColumn<QColor>("base");
        QTest::addColumn<QColor>("text");
        QTest::newRow("light") << QColor(Qt::white) << QColor(Qt::black);
        QTest::newRow("dark") << QColor(0x1e, 0x1e, 0x1e) << QColor(Qt::white);
    }

    void tonesCanBeReadInLightAndDark()
    {
        QFETCH(const QColor, base);
        QFETCH(const QColor, text);
        QPalette palette;
        palette.setColor(QPalette::Base, base);
        palette.setColor(QPalette::Window, base);
        palette.setColor(QPalette::WindowText, text);
        for (const ui::Tone tone : {ui::Tone::Error, ui::Tone::Warning, ui::Tone::Info, ui::Tone::Good}) {
            const QColor color = ui::toneColor(tone, palette);
            QVERIFY(contrast(color, base) >= 4.5);
            QVERIFY(contrast(color, ui::toneBackground(tone, palette)) >= 4.5);
            QVERIFY(contrast(text, ui::toneBackground(tone, palette)) >= 7);
        }
    }

    void placeholdersAndBoxesCanBeSeenInTheDark()
    {
        QPalette dark;
        for (const auto role : {QPalette::Window, QPalette::Button})
            dark.setColor(role, QColor(42, 46, 50));
        dark.setColor(QPalette::Base, QColor(27, 30, 32));
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
            dark.setColor(role, QColor(252, 252, 252));
        dark.setColor(QPalette::PlaceholderText, QColor(0, 0, 0, 128));
        const QPalette mended = ui::withReadablePlaceholders(dark);
        QVERIFY(contrast(mended.color(QPalette::PlaceholderText), mended.color(QPalette::Base)) >= 4.5);
        QCOMPARE(ui::withReadablePlaceholders(mended), mended);

        const std::unique_ptr<QStyle> style(ui::makeReadableFusion());
        for (const auto element : {QStyle::PE_IndicatorCheckBox, QStyle::PE_IndicatorRadioButton}) {
            QImage drawn(16, 16, QImage::Format_RGB32);
            drawn.fill(dark.color(QPalette::Window));
            QPainter painter(&drawn);
            QStyleOptionButton option;
            option.rect = QRect(1, 1, 14, 14);
            option.palette = dark;
            option.state = QStyle::State_Enabled | QStyle::State_Off;
            style->drawPrimitive(element, &option, &painter);
            painter.end();
            double best = 0;
            for (int x = 0; x < 4; ++x)
                best = std::max(best, contrast(drawn.pixelColor(x, 8), dark.color(QPalette::Window)));
            QVERIFY2(best >= 3, qPrintable(QString::number(best)));
        }
    }
};

QTEST_MAIN(FindingsTest)
#include "tst_findings.moc"
