// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/form_harness.h"
#include "tests/support/test_pki.h"
#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/field.h"
#include "ui/editor/form_row.h"
#include "ui/editor/forms/row_form.h"

#include <QLabel>
#include <QMenu>
#include <QSet>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray everything()
{
    const auto data = [](const QByteArray& bytes) {
        return "\t\t\t<key>PayloadContent</key>\n\t\t\t<data>" + bytes.toBase64() + "</data>\n";
    };
    return test::profileXml(
        test::payloadXml("com.apple.security.scep", "\t\t\t<key>PayloadContent</key>\n\t\t\t<dict/>\n")
            + test::payloadXml("com.apple.security.root", data(test::certificate("root.pem").der()))
            + test::payloadXml("com.apple.security.pkcs12", data(test::pki("compatible.p12")))
            + test::payloadXml("com.example.unknown", "\t\t\t<key>A</key>\n\t\t\t<true/>\n"),
        "\t<key>ConsentText</key>\n\t<dict>\n\t\t<key>de</key>\n\t\t<string>Ja</string>\n\t</dict>\n");
}

}  // namespace

/// What holds for every form, whatever it is for.
class FormRowTest : public QObject
{
    Q_OBJECT

private:
    void addForms()
    {
        QTest::addColumn<int>("index");
        QTest::newRow("general") << -1;
        QTest::newRow("SCEP") << 0;
        QTest::newRow("certificate") << 1;
        QTest::newRow("identity") << 2;
        QTest::newRow("generic") << 3;
    }
    std::unique_ptr<ui::RowForm> form()
    {
        QFETCH(int, index);
        m_document = test::documentOf(everything());
        const auto which = index < 0 ? std::nullopt : std::optional(std::size_t(index));
        auto form = test::shownForm(*m_document, m_store, which);
        // Folded sections are unfolded, so that what is in them is looked at too.
        for (auto* section : form->findChildren<ui::Section*>())
            section->unfold();
        return std::unique_ptr<ui::RowForm>(static_cast<ui::RowForm*>(form.release()));
    }

    schema::Store m_store;
    std::unique_ptr<ui::ProfileDocument> m_document;

private slots:
    void everyInputHasAName_data() { addForms(); }
    void everyInputHasAName()
    {
        const auto shown = form();
        QCOMPARE(test::namelessInputs(shown.get()), QStringList());
    }

    void everyRowIsCalledByItsLabel_data() { addForms(); }
    void everyRowIsCalledByItsLabel()
    {
        const auto shown = form();
        for (const ui::FormRow* row : shown->rows()) {
            if (row->isHidden())
                continue;
            QCOMPARE(row->name(), row->label()->text().remove(u'&'));
            QVERIFY(row->label()->buddy());
            QVERIFY2(test::named<QWidget>(shown.get(), row->name()), qPrintable(row->name()));
        }
    }

    void mnemonicsAreUnambiguous_data() { addForms(); }
    void mnemonicsAreUnambiguous()
    {
        const auto shown = form();
        QSet<QChar> taken{u'F', u'E', u'V', u'P', u'C', u'W', u'H'};  // the menu bar's
        QStringList texts;
        for (const auto* label : shown->findChildren<QLabel*>()) {
            if (label->buddy() && label->isVisibleTo(shown.get()))
                texts << label->text();
        }
        for (const auto* button : shown->findChildren<QAbstractButton*>())
            texts << button->text();
        for (const QString& text : texts) {
            const qsizetype place = text.indexOf(u'&');
            if (place < 0)
                continue;
            const QChar letter = text[place + 1].toUpper();
            QVERIFY2(!taken.contains(letter), qPrintable(text));
            taken.insert(letter);
        }
    }

    void openingEveryFormChangesNothing_data() { addForms(); }
    void openingEveryFormChangesNothing()
    {
        const auto shown = form();
        QCOMPARE(m_document->document().text(), everything());
    }

    void aFormFitsANarrowWindow_data() { addForms(); }
    void aFormFitsANarrowWindow()
    {
        const auto shown = form();
        shown->resize(380, 600);
        for (const ui::FormRow* row : shown->rows()) {
            if (row->isVisibleTo(shown.get()))
                QTRY_VERIFY2(row->mapTo(shown.get(), QPoint(row->width(), 0)).x() <= 380,
                             qPrintable(row->name()));
        }
    }

    void resettingIsOffered()
    {
        m_document = test::documentOf(everything());
        const auto shown = test::shownForm(*m_document, m_store, {});
        for (auto* button : shown->findChildren<QToolButton*>()) {
            if (button->accessibleName() == u"More for Name"_s)
                test::doAction(button);
        }
        QMenu* menu = nullptr;
        for (auto* each : shown->findChildren<QMenu*>())
            menu = each->isVisible() ? each : menu;
        QVERIFY(menu);
        for (QAction* action : menu->actions()) {
            if (action->text() == u"Reset to not set"_s)
                action->trigger();
        }
        menu->close();
        QVERIFY(!m_document->root().at({u"PayloadDisplayName"_s}));
    }
};

QTEST_MAIN(FormRowTest)
#include "tst_form_row.moc"
