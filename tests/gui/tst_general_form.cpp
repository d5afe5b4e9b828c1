// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/form_harness.h"
#include "ui/editor/form_row.h"

#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using test::changedLines;
using test::named;

class GeneralFormTest : public QObject
{
    Q_OBJECT

private:
    void open(const QByteArray& xml)
    {
        m_form.reset();
        m_document = test::documentOf(xml);
        m_before = m_document->document().text();
        m_form = test::shownForm(*m_document, m_store, {});
    }
    template <class T>
    T* input(const QString& name)
    {
        return named<T>(m_form.get(), name);
    }
    void choose(const QString& name, const QString& choice)
    {
        auto* combo = input<QComboBox>(name);
        QVERIFY2(combo, qPrintable(name));
        QVERIFY2(combo->findText(choice) >= 0, qPrintable(choice));
        combo->setCurrentIndex(combo->findText(choice));
    }
    [[nodiscard]] QStringList changes() const
    {
        return changedLines(m_before, m_document->document().text());
    }
    [[nodiscard]] const plist::Value* value(const plist::Path& path) const
    {
        return m_document->root().at(path);
    }

    schema::Store m_store;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<ui::Form> m_form;
    QByteArray m_before;

private slots:
    void cleanup() { m_form.reset(); }

    void openingChangesNothing()
    {
        open(test::profileXml({}));
        QCOMPARE(m_document->document().text(), m_before);
    }

    void renamingChangesOneLine()
    {
        open(test::profileXml({}));
        auto* name = input<QLineEdit>(u"Name"_s);
        name->setFocus();
        QTest::keyClick(name, Qt::Key_End);
        QTest::keyClicks(name, u" Wi-Fi"_s);
        QCOMPARE(changes(),
                 (QStringList{u"-<string>Fabrikam</string>"_s, u"+<string>Fabrikam Wi-Fi</string>"_s}));
        QCOMPARE(m_document->undoStack()->count(), 1);
    }

    void aDescriptionThatIsClearedIsGone()
    {
        open(test::profileXml({}, "\t<key>PayloadDescription</key>\n\t<string>Old</string>\n"));
        test::setTextContents(input<QPlainTextEdit>(u"Description"_s), QString());
        QCOMPARE(changes(), (QStringList{u"-<key>PayloadDescription</key>"_s, u"-<string>Old</string>"_s}));
    }

    void consentIsADictionaryOfLanguages()
    {
        open(test::profileXml({}));
        test::setTextContents(input<QPlainTextEdit>(u"Consent message"_s), u"Agree?"_s);
        QCOMPARE(changes(), (QStringList{u"+<key>ConsentText</key>"_s, u"+<dict>"_s, u"+<key>default</key>"_s,
                                         u"+<string>Agree?</string>"_s, u"+</dict>"_s}));
        for (auto* button : m_form->findChildren<QToolButton*>()) {
            if (button->text() == u"Add language"_s)
                test::doAction(button);
        }
        auto* language = input<QComboBox>(u"Consent in other languages: language"_s);
        QVERIFY(language);
        language->setCurrentText(u"de"_s);
        auto* text = input<QLineEdit>(u"Consent in other languages: de"_s);
        QVERIFY(text);
        text->setFocus();
        QTest::keyClicks(text, u"Ja?"_s);
        QCOMPARE(*value({u"ConsentText"_s, u"de"_s})->as<QString>(), u"Ja?"_s);
        QCOMPARE(*value({u"ConsentText"_s, u"default"_s})->as<QString>(), u"Agree?"_s);
    }

    void removalWithAuthorizationAddsThePasswordPayload()
    {
        open(test::profileXml({}));
        choose(u"Profile can be removed"_s, u"With Authorization"_s);
        QCOMPARE(m_document->profile().payloads().size(), std::size_t(1));
        QCOMPARE(m_document->profile().payloads().front().type, u"com.apple.profileRemovalPassword"_s);
        QVERIFY(*value({u"PayloadRemovalDisallowed"_s}) == plist::Value(true));
        QCOMPARE(m_document->undoStack()->count(), 1);
        auto* password = input<QLineEdit>(u"Authorization password"_s);
        QVERIFY(password);
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        password->setFocus();
        QTest::keyClicks(password, u"secret"_s);
        QCOMPARE(*value({u"PayloadContent"_s, std::size_t(0), u"RemovalPassword"_s})->as<QString>(),
                 u"secret"_s);
        QCOMPARE(m_document->undoStack()->count(), 2);

        choose(u"Profile can be removed"_s, u"Always"_s);
        QCOMPARE(m_document->profile().payloads().size(), std::size_t(0));
        QVERIFY(!value({u"PayloadRemovalDisallowed"_s}));
        QVERIFY(!input<QLineEdit>(u"Authorization password"_s));
    }

    void neverSaysThatItHasNoEffectOnAPrivatePhone()
    {
        open(test::profileXml({}));
        choose(u"Profile can be removed"_s, u"Never"_s);
        QCOMPARE(changes(), (QStringList{u"+<key>PayloadRemovalDisallowed</key>"_s, u"+<true/>"_s}));
        QVERIFY(input<QComboBox>(u"Profile can be removed"_s)
                    ->accessibleDescription()
                    .contains(u"On an unsupervised iPhone or iPad this has no effect"_s));
        choose(u"Profile can be removed"_s, u"Always"_s);
        QCOMPARE(m_document->document().text(), m_before);
    }

    void removalAfterAnInterval()
    {
        open(test::profileXml({}));
        choose(u"Automatically remove"_s, u"After interval"_s);
        QCOMPARE(*value({u"DurationUntilRemoval"_s})->as<double>(), 30 * 86400.0);
        auto* number = input<QLineEdit>(u"Removed after"_s);
        QCOMPARE(number->text(), u"30"_s);
        QCOMPARE(input<QComboBox>(u"Removed after: unit"_s)->currentText(), u"days"_s);
        test::setTextContents(number, u"2"_s);
        QCOMPARE(*value({u"DurationUntilRemoval"_s})->as<double>(), 2 * 86400.0);
        choose(u"Automatically remove"_s, u"On date"_s);
        QVERIFY(!value({u"DurationUntilRemoval"_s}));
        QVERIFY(value({u"RemovalDate"_s})->as<QDateTime>());
        QVERIFY(input<QDateTimeEdit>(u"Removal date"_s));
        choose(u"Automatically remove"_s, u"Never"_s);
        QVERIFY(!value({u"RemovalDate"_s}));
    }

    void aRefusedIntervalLeavesTheOneFromBefore()
    {
        open(test::profileXml({}, "\t<key>DurationUntilRemoval</key>\n\t<real>86400</real>\n"));
        auto* number = input<QLineEdit>(u"Removed after"_s);
        number->setFocus();
        QTest::keyClick(number, Qt::Key_End);
        QTest::keyClicks(number, u"4 h"_s);
        QCOMPARE(changes(), QStringList());
        QCOMPARE(number->text(), u"14 h"_s);
    }

    void aSecondTextOfALanguageIsRefused()
    {
        const QByteArray text =
            "\t<key>ConsentText</key>\n\t<dict>\n\t\t<key>de</key>\n\t\t<string>Ja</string>\n"
            "\t\t<key>fr</key>\n\t\t<string>Oui</string>\n\t</dict>\n";
        open(test::profileXml({}, text));
        auto* language = m_form->findChildren<QComboBox*>().value(0);
        for (auto* combo : m_form->findChildren<QComboBox*>()) {
            if (combo->isEditable() && combo->currentText() == u"fr"_s)
                language = combo;
        }
        language->setFocus();
        language->setEditText(u"d"_s);
        QVERIFY(value({u"ConsentText"_s, u"d"_s}));
        language->setEditText(u"de"_s);
        QVERIFY(value({u"ConsentText"_s, u"fr"_s}));
        QVERIFY(!value({u"ConsentText"_s, u"d"_s}));
        QCOMPARE(language->currentText(), u"de"_s);
        language->setEditText(u"den"_s);
        QCOMPARE(*value({u"ConsentText"_s, u"den"_s})->as<QString>(), u"Oui"_s);
        QVERIFY(!value({u"ConsentText"_s, u"fr"_s}));
    }

    void aDateIsShownInLocalTimeAndWrittenInUtc()
    {
        open(test::profileXml({}, "\t<key>RemovalDate</key>\n\t<date>2030-01-02T03:04:05Z</date>\n"));
        auto* date = input<QDateTimeEdit>(u"Removal date"_s);
        QVERIFY(date);
        QCOMPARE(date->dateTime().toUTC(), QDateTime(QDate(2030, 1, 2), QTime(3, 4, 5), Qt::UTC));
        date->setDateTime(QDateTime(QDate(2031, 1, 2), QTime(3, 4), Qt::UTC).toLocalTime());
        QCOMPARE(changes(), (QStringList{u"-<date>2030-01-02T03:04:05Z</date>"_s,
                                         u"+<date>2031-01-02T03:04:00Z</date>"_s}));
    }

    void aDateThatIsNoneIsKept()
    {
        open(test::profileXml({}, "\t<key>RemovalDate</key>\n\t<date>{{when}}</date>\n"));
        auto* date = input<QLineEdit>(u"Removal date"_s);
        QVERIFY(date);
        QCOMPARE(date->text(), u"{{when}}"_s);
        QCOMPARE(changes(), QStringList());
    }

    void scopeAndTargetAreChosen()
    {
        open(test::profileXml({}));
        choose(u"Scope (macOS)"_s, u"System"_s);
        choose(u"Target device type"_s, u"iPhone or iPad"_s);
        QCOMPARE(changes(), (QStringList{u"+<key>PayloadScope</key>"_s, u"+<string>System</string>"_s,
                                         u"+<key>TargetDeviceType</key>"_s, u"+<integer>1</integer>"_s}));
        choose(u"Scope (macOS)"_s, u"Not set"_s);
        choose(u"Target device type"_s, u"Not set"_s);
        QCOMPARE(m_document->document().text(), m_before);
    }

    void theUuidIsReadOnly()
    {
        open(test::profileXml({}));
        auto* uuid = input<QLineEdit>(u"UUID"_s);
        QVERIFY(uuid->isReadOnly());
        test::setTextContents(uuid, u"x"_s);
        QCOMPARE(m_document->document().text(), m_before);
    }

    void otherPayloadsAreNotItsBusiness()
    {
        open(test::profileXml(test::payloadXml("com.example.other", {})));
        QVERIFY(!m_form->showField({u"PayloadContent"_s, std::size_t(0), u"PayloadType"_s}));
        QVERIFY(m_form->showField({u"TargetDeviceType"_s}));
        QCOMPARE(test::accessibleName(QApplication::focusWidget()), u"Target device type"_s);
    }
};

QTEST_MAIN(GeneralFormTest)
#include "tst_general_form.moc"
