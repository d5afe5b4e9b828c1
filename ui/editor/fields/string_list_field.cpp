// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/string_list_field.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

std::optional<QStringList> stringsOf(const plist::Value& value)
{
    if (const auto* text = value.as<QString>())
        return QStringList{*text};
    const auto* array = value.as<plist::Array>();
    if (!array)
        return {};
    QStringList strings;
    for (const plist::Value& item : *array) {
        const auto* text = item.as<QString>();
        if (!text)
            return {};
        strings << *text;
    }
    return strings;
}

plist::Array arrayOf(const QStringList& strings)
{
    plist::Array array;
    for (const QString& text : strings)
        array.emplace_back(text);
    return array;
}

}  // namespace

StringListField::StringListField(Form form, QWidget* parent)
    : Field(parent)
    , m_form(form)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QToolButton(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(4);
    m_add->setText(tr("Add another"));
    m_add->setAutoRaise(true);
    m_add->setToolTip(tr("Enter in a line does the same"));
    m_add->setFocusPolicy(Qt::NoFocus);
    m_layout->addWidget(m_add, 0, Qt::AlignLeading);
    connect(m_add, &QToolButton::clicked, this, [this] { goBehind(m_lines.back().edit); });
    addLine({});
    nameLines();
    setFocusProxy(m_lines.front().edit);
}

void StringListField::setPlaceholder(const QString& text)
{
    m_placeholder = text;
    nameLines();
}

bool StringListField::canShow(const plist::Value& value) const
{
    return stringsOf(value).has_value()
           && (m_form == Form::StringOrArray || value.type() == plist::Type::Array);
}

void StringListField::setValue(const plist::Value* value)
{
    m_strings = value ? stringsOf(*value).value_or(QStringList()) : QStringList();
    m_isArray = value && value->type() == plist::Type::Array;
    QStringList wanted = m_strings;
    wanted.removeAll(QString());
    if (isTextKept() || written() == wanted)
        return;
    const qsizetype count = std::max<qsizetype>(1, m_strings.size());
    while (qsizetype(m_lines.size()) > count) {
        m_lines.back().row->deleteLater();
        m_lines.back().row->hide();
        m_lines.pop_back();
    }
    while (qsizetype(m_lines.size()) < count)
        addLine({});
    for (qsizetype i = 0; i < count; ++i) {
        QLineEdit* edit = m_lines[std::size_t(i)].edit;
        const QSignalBlocker blocker(edit);
        if (edit->text() != m_strings.value(i))
            edit->setText(m_strings.value(i));
    }
    nameLines();
}

QString StringListField::expected() const
{
    return m_form == Form::Array ? tr("an array of strings") : tr("a string or an array of strings");
}

void StringListField::setName(const QString& name)
{
    m_name = name;
    nameLines();
}

void StringListField::setDescription(const QString& description)
{
    m_description = description;
    nameLines();
}

void StringListField::focusOn(const plist::Path& rest)
{
    std::size_t index = 0;
    if (!rest.isRoot()) {
        if (const auto* item = std::get_if<std::size_t>(&rest.first()))
            index = std::min(*item, m_lines.size() - 1);
    }
    m_lines[index].edit->setFocus(Qt::OtherFocusReason);
}

void StringListField::addLine(const QString& text)
{
    auto* row = new QWidget(this);
    auto* edit = new QLineEdit(text, row);
    auto* remove = new QToolButton(row);
    remove->setText(tr("Remove"));
    remove->setAutoRaise(true);
    remove->setToolTip(tr("Backspace in an empty line does the same"));
    remove->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(edit, 1);
    layout->addWidget(remove);
    m_layout->insertWidget(int(m_lines.size()), row);
    row->show();  // not only when the layout gets to it: it is to take the focus
    m_lines.push_back({row, edit, remove});
    edit->installEventFilter(this);
    connect(edit, &QLineEdit::returnPressed, this, [this, edit] { goBehind(edit); });
    connect(edit, &QLineEdit::textChanged, this, [this, edit] { take(edit); });
    connect(remove, &QToolButton::clicked, this, [this, edit] { removeLine(edit); });
}

void StringListField::goBehind(const QLineEdit* edit)
{
    const std::size_t next = indexOf(edit) + 1;
    if (next == m_lines.size()) {
        if (edit->text().isEmpty())
            return m_lines.back().edit->setFocus();
        addLine({});
        nameLines();
    }
    m_lines[next].edit->setFocus();
}

void StringListField::removeLine(const QLineEdit* edit)
{
    const std::size_t index = indexOf(edit);
    if (m_lines.size() == 1) {
        m_lines.front().edit->clear();
        m_lines.front().edit->setFocus();
        return;
    }
    const Line gone = m_lines[index];
    gone.edit->clear();
    m_lines.erase(m_lines.begin() + std::ptrdiff_t(index));
    gone.row->hide();
    gone.row->deleteLater();
    setFocusProxy(m_lines.front().edit);
    nameLines();
    m_lines[std::min(index, m_lines.size() - 1)].edit->setFocus();
}

bool StringListField::eventFilter(QObject* watched, QEvent* event)
{
    auto* edit = qobject_cast<QLineEdit*>(watched);
    if (edit && event->type() == QEvent::KeyPress && edit->text().isEmpty() && m_lines.size() > 1) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Backspace || key == Qt::Key_Delete) {
            removeLine(edit);
            return true;
        }
    }
    return Field::eventFilter(watched, event);
}

void StringListField::take(const QLineEdit* edit)
{
    const QStringList now = written();
    const auto before = m_strings;
    nameLines();
    if (now.isEmpty()) {
        submit({});
        return;
    }
    if (!m_isArray) {
        const bool isString = now.size() == 1 && m_form == Form::StringOrArray;
        submit(isString ? plist::Value(now.front()) : plist::Value(arrayOf(now)));
        return;
    }
    // Only the item that was edited is written, so that the lines of its neighbours stay.
    qsizetype item = 0;
    for (const Line& line : m_lines) {
        if (line.edit == edit)
            break;
        item += line.edit->text().isEmpty() ? 0 : 1;
    }
    const plist::Path path{std::size_t(item)};
    const bool hasEmptyItems = before.contains(QString());
    if (hasEmptyItems || item > before.size())
        submit(plist::Value(arrayOf(now)));
    else if (now.size() < before.size())
        emit edited({plist::Edit::remove(path)});
    else if (now.size() == before.size() || item == before.size())
        emit edited({plist::Edit::set(path, plist::Value(edit->text()))});
    else
        emit edited({plist::Edit::insert(path, plist::Value(edit->text()))});
}

void StringListField::nameLines()
{
    m_add->setVisible(!m_lines.back().edit->text().isEmpty());
    m_add->setAccessibleName(m_name.isEmpty() ? m_add->text() : tr("Add another %1").arg(m_name));
    QLineEdit* before = nullptr;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        QLineEdit* edit = m_lines[i].edit;
        edit->setAccessibleName(i == 0 ? m_name : tr("%1 %2").arg(m_name).arg(i + 1));
        edit->setAccessibleDescription(m_description);
        edit->setPlaceholderText(i == 0 ? m_placeholder : QString());
        QToolButton* remove = m_lines[i].remove;
        // Lines are made when they are needed, and what is made last comes last when Tab is pressed.
        if (before)
            setTabOrder(before, edit);
        before = edit;
        remove->setAccessibleName(tr("Remove %1").arg(edit->accessibleName()));
        remove->setVisible(m_lines.size() > 1 || !edit->text().isEmpty());
    }
}

std::size_t StringListField::indexOf(const QLineEdit* edit) const
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [edit](const Line& line) { return line.edit == edit; });
    return std::size_t(found - m_lines.begin());
}

QStringList StringListField::written() const
{
    QStringList texts;
    for (const Line& line : m_lines) {
        if (!line.edit->text().isEmpty())
            texts << line.edit->text();
    }
    return texts;
}

}  // namespace ui
