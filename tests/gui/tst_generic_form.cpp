// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/form_harness.h"
#include "ui/editor/forms/property_tree.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;
using test::changedLines;
using test::named;

namespace {

const QByteArray keys = R"(			<key>Flag</key>
			<true/>
			<key>List</key>
			<array>
				<string>a</string>
				<string>b</string>
			</array>
			<key>Nested</key>
			<dict>
				<key>Port</key>
				<integer>443</integer>
			</dict>
			<key>Password</key>
			<string>hunter2</string>
)";

}  // namespace

class GenericFormTest : public QObject
{
    Q_OBJECT

private:
    void open(const QByteArray& xml)
    {
        m_form.reset();
        m_document = test::documentOf(xml);
        m_before = m_document->document().text();
        m_form = test::shownForm(*m_document, m_store, 0);
        m_tree = m_form->findChild<ui::PropertyTree*>();
    }
    void openKeys() { open(test::profileXml(test::payloadXml("com.example.unknown", keys))); }
    QModelIndex at(const plist::Path& rest, int column)
    {
        return m_tree->model()->indexOf(m_payload / rest).siblingAtColumn(column);
    }
    [[nodiscard]] QStringList changes() const
    {
        return changedLines(m_before, m_document->document().text());
    }

    const plist::Path m_payload{u"PayloadContent"_s, std::size_t(0)};
    schema::Store m_store;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<ui::Form> m_form;
    ui::PropertyTree* m_tree = nullptr;
    QByteArray m_before;

private slots:
    void cleanup() { m_form.reset(); }

    void keysAreShownAndCommonOnesAreNot()
    {
        openKeys();
        const QAbstractItemModelTester tester(m_tree->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(m_tree->model()->rowCount(), 4);
        QCOMPARE(at({u"Nested"_s, u"Port"_s}, ui::PropertyModel::ValueColumn).data().toString(), u"443"_s);
        QCOMPARE(m_document->document().text(), m_before);
        QVERIFY(named<QLineEdit>(m_form.get(), u"Identifier"_s));
    }

    void aValueChangesItsLine()
    {
        openKeys();
        const QAbstractItemModelTester tester(m_tree->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(m_tree->model()->setData(at({u"Nested"_s, u"Port"_s}, ui::PropertyModel::ValueColumn),
                                         u"8443"_s));
        QCOMPARE(changes(), (QStringList{u"-<integer>443</integer>"_s, u"+<integer>8443</integer>"_s}));
        QVERIFY(!m_tree->model()->setData(at({u"Nested"_s, u"Port"_s}, ui::PropertyModel::ValueColumn),
                                          u"many"_s));
        QCOMPARE(changes(), (QStringList{u"-<integer>443</integer>"_s, u"+<integer>8443</integer>"_s}));
    }

    void aValueIsTypedInTheTree()
    {
        openKeys();
        QTreeView* view = m_tree->view();
        view->setFocus();
        view->setCurrentIndex(at({u"List"_s, std::size_t(1)}, ui::PropertyModel::ValueColumn));
        QTest::keyClick(view, Qt::Key_F2);
        auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(editor);
        QVERIFY(!test::accessibleName(editor).isEmpty());
        QTest::keyClicks(editor, u"c"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(changes(), (QStringList{u"-<string>b</string>"_s, u"+<string>c</string>"_s}));
        const plist::Path item{u"List"_s, std::size_t(1)};
        QVERIFY(m_tree->model()->pathOf(view->currentIndex()) == m_payload / item);
    }

    void keysAreRenamedRemovedMovedAndRetyped()
    {
        openKeys();
        const QAbstractItemModelTester tester(m_tree->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(m_tree->model()->setData(at({u"Flag"_s}, ui::PropertyModel::KeyColumn), u"Switch"_s));
        QCOMPARE(changes(), (QStringList{u"-<key>Flag</key>"_s, u"+<key>Switch</key>"_s}));
        QVERIFY(!m_tree->model()->setData(at({u"Switch"_s}, ui::PropertyModel::KeyColumn), u"List"_s));
        m_document->undoStack()->undo();

        m_tree->view()->setFocus();
        m_tree->view()->setCurrentIndex(at({u"List"_s, std::size_t(0)}, 0));
        QTest::keyClick(m_tree->view(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(changes(), (QStringList{u"-<string>a</string>"_s, u"+<string>a</string>"_s}));
        QTest::keyClick(m_tree->view(), Qt::Key_Delete);
        QCOMPARE(changes(), QStringList{u"-<string>a</string>"_s});
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();

        QVERIFY(m_tree->model()->setData(at({u"Flag"_s}, ui::PropertyModel::TypeColumn),
                                         int(plist::Type::Integer)));
        QCOMPARE(changes(), (QStringList{u"-<true/>"_s, u"+<integer>1</integer>"_s}));
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
    }

    void keysAreAdded()
    {
        openKeys();
        m_tree->view()->setCurrentIndex(at({u"Nested"_s}, 0));
        auto* key = named<QComboBox>(m_form.get(), u"New key"_s);
        QVERIFY(key);
        key->lineEdit()->setFocus();
        QTest::keyClicks(key->lineEdit(), u"Host"_s);
        QTest::keyClick(key->lineEdit(), Qt::Key_Return);
        QCOMPARE(changes(), (QStringList{u"+<key>Host</key>"_s, u"+<string></string>"_s}));
        const plist::Path host{u"Nested"_s, u"Host"_s};
        QVERIFY(m_tree->model()->pathOf(m_tree->view()->currentIndex()) == m_payload / host);
    }

    void knownKeysAreProposedWithTheirType()
    {
        open(test::profileXml(test::payloadXml("com.apple.relay.managed", {})));
        auto* key = named<QComboBox>(m_form.get(), u"New key"_s);
        if (!key) {  // folded
            for (auto* header : m_form->findChildren<QToolButton*>()) {
                if (header->text().startsWith(u"Other keys"_s))
                    header->click();
            }
            key = named<QComboBox>(m_form.get(), u"New key"_s);
        }
        QVERIFY(key);
        QVERIFY(key->findText(u"Relays"_s) >= 0);
        key->setEditText(u"Relays"_s);
        QCOMPARE(named<QComboBox>(m_form.get(), u"Type of the new key"_s)->currentText(), u"Array"_s);
    }

    void aReferenceIsShownByName()
    {
        QByteArray scep =
            test::payloadXml("com.apple.security.scep",
                             "\t\t\t<key>PayloadDisplayName</key>\n\t\t\t<string>Device</string>\n");
        scep.replace("22222222", "33333333");
        open(test::profileXml(
            test::payloadXml("com.apple.relay.managed",
                             "\t\t\t<key>Relays</key>\n\t\t\t<array>\n\t\t\t\t<dict>\n"
                             "\t\t\t\t\t<key>PayloadCertificateUUID</key>\n"
                             "\t\t\t\t\t<string>33333333-0000-4000-8000-000000000000</string>\n"
                             "\t\t\t\t</dict>\n\t\t\t</array>\n")
            + scep));
        const plist::Path reference{u"Relays"_s, std::size_t(0), u"PayloadCertificateUUID"_s};
        const QModelIndex index = at(reference, ui::PropertyModel::ValueColumn);
        QVERIFY2(index.data().toString().contains(u"Device"_s), qPrintable(index.data().toString()));
        QCOMPARE(index.data(Qt::EditRole).toString(), u"33333333-0000-4000-8000-000000000000"_s);
        m_tree->view()->setFocus();
        m_tree->view()->setCurrentIndex(index);
        m_tree->view()->edit(index);
        auto* picker = m_tree->view()->viewport()->findChild<QComboBox*>();
        QVERIFY(picker);
        QCOMPARE(picker->count(), 1);
        QVERIFY(picker->currentText().contains(u"Device"_s));
    }

    void secretsAreMasked()
    {
        openKeys();
        const QModelIndex index = at({u"Password"_s}, ui::PropertyModel::ValueColumn);
        QVERIFY(!index.data().toString().contains(u"hunter2"_s));
        for (auto* button : m_tree->findChildren<QToolButton*>()) {
            if (button->text() == u"Show passwords"_s)
                test::doAction(button);
        }
        QCOMPARE(index.data().toString(), u"hunter2"_s);
    }
};

QTEST_MAIN(GenericFormTest)
#include "tst_generic_form.moc"
