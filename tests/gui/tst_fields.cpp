// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/choice_field.h"
#include "ui/editor/fields/interval_field.h"
#include "ui/editor/fields/key_usage_field.h"
#include "ui/editor/fields/number_field.h"
#include "ui/editor/fields/string_list_field.h"
#include "ui/editor/fields/text_field.h"
#include "ui/editor/forms/property_model.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using plist::Edit;
using plist::Value;

namespace {

/// What a field asked for and said, last.
struct Ear
{
    explicit Ear(ui::Field& field)
    {
        QObject::connect(&field, &ui::Field::edited, &field,
                         [this](const std::vector<Edit>& asked) { edits = asked; });
        QObject::connect(&field, &ui::Field::rejected, &field,
                         [this](const QString& said) { message = said; });
    }
    std::vector<Edit> edits;
    QString message;
};

std::vector<Edit> setting(const Value& value) { return {Edit::set({}, value)}; }
std::vector<Edit> removing() { return {Edit::remove({})}; }

}  // namespace

class FieldsTest : public QObject
{
    Q_OBJECT

private slots:
    void textIsAskedForAtOnce()
    {
        ui::TextField field;
        Ear ear(field);
        field.edit()->setText(u"a"_s);
        QVERIFY(ear.edits == setting(u"a"_s));
        field.edit()->clear();
        QVERIFY(ear.edits == removing());
    }

    void readingAsksForNothing()
    {
        ui::TextField field;
        Ear ear(field);
        const Value value(u"a"_s);
        field.setValue(&value);
        QCOMPARE(field.edit()->text(), u"a"_s);
        field.setValue(nullptr);
        QCOMPARE(field.edit()->text(), QString());
        QVERIFY(ear.edits.empty());
    }

    void theCursorStaysWhereItIs()
    {
        ui::TextField field;
        const Value value(u"abc"_s);
        field.setValue(&value);
        field.edit()->setCursorPosition(2);
        field.setValue(&value);
        QCOMPARE(field.edit()->cursorPosition(), 2);
    }

    void numbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isNumber");
        QTest::newRow("plain") << u"5"_s << true;
        QTest::newRow("negative") << u"-5"_s << true;
        QTest::newRow("largest") << u"9223372036854775807"_s << true;
        QTest::newRow("too large") << u"9223372036854775808"_s << false;
        QTest::newRow("words") << u"five"_s << false;
        QTest::newRow("fraction") << u"1.5"_s << false;
    }
    void numbers()
    {
        QFETCH(QString, text);
        QFETCH(bool, isNumber);
        ui::NumberField field(0, 10);
        Ear ear(field);
        field.findChild<QLineEdit*>()->setText(text);
        QCOMPARE(ear.message.isEmpty(), isNumber);
        QCOMPARE(ear.edits.empty(), !isNumber);
        if (isNumber)
            QVERIFY(ear.edits == setting(std::int64_t(text.toLongLong())));
    }

    void aTokenIsNoNumberButKept()
    {
        ui::NumberField field(0, 10);
        Ear ear(field);
        field.findChild<QLineEdit*>()->setText(u"{{n}}"_s);
        QVERIFY(ear.edits == setting(plist::Raw{plist::Type::Integer, u"{{n}}"_s}));
    }

    void arrowsCount()
    {
        ui::NumberField field(0, 2);
        auto* edit = field.findChild<QLineEdit*>();
        QTest::keyClick(edit, Qt::Key_Up);
        QCOMPARE(edit->text(), u"0"_s);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(edit, Qt::Key_Up);
        QCOMPARE(edit->text(), u"2"_s);
        QTest::keyClick(edit, Qt::Key_Down);
        QCOMPARE(edit->text(), u"1"_s);
    }

    void aChoiceCanBeTakenBack()
    {
        ui::ChoiceField field(ui::yesAndNo(), u"Not set"_s);
        Ear ear(field);
        auto* combo = field.findChild<QComboBox*>();
        QCOMPARE(combo->currentText(), u"Not set"_s);
        combo->setCurrentIndex(1);
        QVERIFY(ear.edits == setting(true));
        const Value value(true);
        field.setValue(&value);
        combo->setCurrentIndex(0);
        QVERIFY(ear.edits == removing());
    }

    void aChoiceWithoutNoneShowsItOnlyWhileUnset()
    {
        ui::ChoiceField field({{u"1024"_s, Value(1024)}, {u"2048"_s, Value(2048)}}, {});
        auto* combo = field.findChild<QComboBox*>();
        QCOMPARE(combo->count(), 3);
        const Value value(2048);
        field.setValue(&value);
        QCOMPARE(combo->count(), 2);
        QCOMPARE(combo->currentText(), u"2048"_s);
        const Value odd(512);
        field.setValue(&odd);
        QCOMPARE(combo->count(), 3);
        QVERIFY(combo->currentText().contains(u"512"_s));
    }

    void keyUsageKeepsOtherBits()
    {
        ui::KeyUsageField field;
        Ear ear(field);
        const Value value(2 | 1);
        field.setValue(&value);
        const auto boxes = field.findChildren<QCheckBox*>();
        QVERIFY(boxes[0]->isChecked());
        QVERIFY(!boxes[1]->isChecked());
        boxes[1]->toggle();
        QVERIFY(ear.edits == setting(2 | 1 | 4));
        boxes[0]->toggle();
        QVERIFY(ear.edits == setting(2 | 4));
    }

    void anIntervalKeepsItsType()
    {
        ui::IntervalField field;
        Ear ear(field);
        const Value value(7200);
        field.setValue(&value);
        auto* number = field.findChild<QLineEdit*>();
        QCOMPARE(number->text(), u"2"_s);
        QCOMPARE(field.findChild<QComboBox*>()->currentText(), u"hours"_s);
        number->setText(u"3"_s);
        QVERIFY(ear.edits == setting(std::int64_t(10800)));
        const Value real(86400.0);
        field.setValue(&real);
        number->setText(u"2"_s);
        QVERIFY(ear.edits == setting(2 * 86400.0));
    }

    void aListWritesOnlyTheItemThatWasEdited()
    {
        ui::StringListField field;
        Ear ear(field);
        const Value value(plist::Array{Value(u"a"_s), Value(u"b"_s), Value(u"c"_s)});
        field.setValue(&value);
        const auto edits = field.findChildren<QLineEdit*>();
        QCOMPARE(edits.size(), 3);
        edits[1]->setText(u"B"_s);
        QVERIFY(ear.edits == std::vector<Edit>{Edit::set({std::size_t(1)}, u"B"_s)});
        edits[1]->clear();
        QVERIFY(ear.edits == std::vector<Edit>{Edit::remove({std::size_t(1)})});
        const Value shorter(plist::Array{Value(u"a"_s), Value(u"c"_s)});
        field.setValue(&shorter);
        edits[1]->setText(u"b"_s);
        QVERIFY(ear.edits == std::vector<Edit>{Edit::insert({std::size_t(1)}, u"b"_s)});
    }

    void textForEveryType_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, plist::Type type, const QString& text) {
            QTest::newRow(name) << int(type) << text;
        };
        row("boolean", plist::Type::Bool, u"true"_s);
        row("integer", plist::Type::Integer, u"-7"_s);
        row("real", plist::Type::Real, u"0.1"_s);
        row("string", plist::Type::String, u" a "_s);
        row("data", plist::Type::Data, u"AAEC"_s);
        row("date", plist::Type::Date, u"2030-01-02T03:04:05Z"_s);
    }
    void textForEveryType()
    {
        QFETCH(int, type);
        QFETCH(QString, text);
        const auto value = ui::valueOf(text, plist::Type(type));
        QVERIFY(value);
        QCOMPARE(int(value->type()), type);
        QCOMPARE(ui::textOf(*value), text);
        QVERIFY(plist::Type(type) == plist::Type::String || !ui::valueOf(u"?"_s, plist::Type(type)));
    }

    void anyTypeKeepsItsType()
    {
        ui::AnyField field;
        Ear ear(field);
        const Value value(5);
        field.setValue(&value);
        auto* edit = field.findChild<QLineEdit*>();
        edit->setText(u"6"_s);
        QVERIFY(ear.edits == setting(6));
        ear.edits.clear();
        edit->setText(u"six"_s);
        QVERIFY(ear.edits.empty());
        QVERIFY(!ear.message.isEmpty());
    }

    void changingATypeKeepsTheMeaningWhereItCan()
    {
        QVERIFY(ui::castTo(Value(u"5"_s), plist::Type::Integer) == Value(5));
        QVERIFY(ui::castTo(Value(true), plist::Type::Integer) == Value(1));
        QVERIFY(ui::castTo(Value(0), plist::Type::Bool) == Value(false));
        QVERIFY(ui::castTo(Value(u"a"_s), plist::Type::Array) == Value(plist::Array{Value(u"a"_s)}));
        QVERIFY(ui::castTo(Value(u"x"_s), plist::Type::Integer) == Value(0));
    }
};

QTEST_MAIN(FieldsTest)
#include "tst_fields.moc"
