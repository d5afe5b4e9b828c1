// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/translations_field.h"

#include "ui/editor/fields/combo_box.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

const QString defaultKey = u"default"_s;

const QStringList& languages()
{
    static const QStringList codes{u"en"_s, u"de"_s, u"fr"_s, u"es"_s, u"it"_s, u"nl"_s,      u"pl"_s,
                                   u"pt"_s, u"sv"_s, u"da"_s, u"ja"_s, u"ko"_s, u"zh-Hans"_s, u"zh-Hant"_s};
    return codes;
}

}  // namespace

TranslationsField::TranslationsField(QWidget* parent)
    : Field(parent)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QToolButton(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(4);
    m_add->setText(tr("Add language"));
    m_add->setFocusPolicy(Qt::TabFocus);
    m_layout->addWidget(m_add, 0, Qt::AlignLeading);
    setFocusProxy(m_add);
    connect(m_add, &QToolButton::clicked, this, [this] {
        addLine();
        nameLines();
        m_lines.back().language->setFocus();
    });
}

bool TranslationsField::canShow(const plist::Value& value) const
{
    const auto* dict = value.as<plist::Dict>();
    return dict && std::all_of(dict->begin(), dict->end(), [](const plist::Dict::Entry& entry) {
               return entry.second.type() == plist::Type::String;
           });
}

void TranslationsField::setValue(const plist::Value* value)
{
    const auto* dict = value ? value->as<plist::Dict>() : nullptr;
    m_dict = dict ? *dict : plist::Dict();
    if (isTextKept())
        giveBackKeys();
    if (isTextKept() || fits(m_dict))
        return;
    std::vector<plist::Dict::Entry> entries;
    for (const auto& entry : m_dict) {
        if (entry.first != defaultKey)
            entries.push_back(entry);
    }
    while (m_lines.size() > entries.size()) {
        m_lines.back().row->hide();
        m_lines.back().row->deleteLater();
        m_lines.pop_back();
    }
    while (m_lines.size() < entries.size())
        addLine();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        Line& line = m_lines[i];
        const QSignalBlocker language(line.language);
        const QSignalBlocker text(line.text);
        line.key = entries[i].first;
        line.language->setCurrentText(line.key);
        line.text->setText(*entries[i].second.as<QString>());
    }
    nameLines();
}

QString TranslationsField::expected() const { return tr("a dictionary of texts"); }

void TranslationsField::setName(const QString& name)
{
    m_name = name;
    nameLines();
}

void TranslationsField::setDescription(const QString& description)
{
    m_description = description;
    nameLines();
}

void TranslationsField::focusOn(const plist::Path& rest)
{
    for (const Line& line : m_lines) {
        if (!rest.isRoot() && line.key == rest.lastKey()) {
            line.text->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    m_add->setFocus(Qt::OtherFocusReason);
}

void TranslationsField::addLine()
{
    auto* row = new QWidget(this);
    auto* language = new ComboBox(row);
    language->setEditable(true);
    language->setInsertPolicy(QComboBox::NoInsert);
    language->addItems(languages());
    language->setCurrentText({});
    auto* text = new QLineEdit(row);
    auto* remove = new QToolButton(row);
    remove->setText(tr("Remove"));
    remove->setAutoRaise(true);
    remove->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(language);
    layout->addWidget(text, 1);
    layout->addWidget(remove);
    m_layout->insertWidget(int(m_lines.size()), row);
    row->show();  // not only when the layout gets to it: it is to take the focus
    m_lines.push_back({row, language, text, {}});
    connect(language, &QComboBox::currentTextChanged, this, [this, row] { take(row); });
    connect(text, &QLineEdit::textChanged, this, [this, row] { take(row); });
    connect(remove, &QToolButton::clicked, this, [this, row] { removeLine(row); });
}

void TranslationsField::removeLine(const QWidget* row)
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [row](const Line& line) { return line.row == row; });
    const Line gone = *found;
    m_lines.erase(found);
    gone.row->hide();
    gone.row->deleteLater();
    nameLines();
    m_add->setFocus();
    if (!gone.key.isEmpty())
        emit edited({plist::Edit::remove({gone.key})});
}

void TranslationsField::take(const QWidget* row)
{
    nameLines();
    const auto line =
        std::find_if(m_lines.begin(), m_lines.end(), [row](const Line& each) { return each.row == row; });
    const QString language = line->language->currentText().trimmed();
    const bool isTaken = std::any_of(m_lines.begin(), m_lines.end(), [&](const Line& other) {
        return other.row != row && other.key == language && !language.isEmpty();
    });
    if (isTaken || language == defaultKey) {
        emit rejected(tr("There is a text for “%1” already").arg(language));
        return;
    }
    emit rejected({});
    write(*line, language);
    takeWaiting();
}

void TranslationsField::write(Line& line, const QString& language)
{
    const QString text = line.text->text();
    const QString before = line.key;
    const QString after = text.isEmpty() ? QString() : language;
    line.key = after;
    if (before.isEmpty() && after.isEmpty())
        return;
    if (after.isEmpty())
        emit edited({plist::Edit::remove({before})});
    else if (before.isEmpty() || before == after)
        emit edited({plist::Edit::set({after}, plist::Value(text))});
    else
        emit edited({plist::Edit::rename({before}, after)});
}

void TranslationsField::takeWaiting()
{
    // A line that was refused may be right now that another has changed.
    const auto waiting = std::find_if(m_lines.begin(), m_lines.end(), [](const Line& line) {
        const QString language = line.language->currentText().trimmed();
        return !language.isEmpty() && !line.text->text().isEmpty() && language != line.key;
    });
    if (waiting != m_lines.end())
        take(waiting->row);
}

void TranslationsField::giveBackKeys()
{
    // The line that was refused had been renamed letter by letter: its entry has its first name again.
    QStringList unseen;
    for (const auto& [key, text] : m_dict) {
        const bool isSeen = std::any_of(m_lines.begin(), m_lines.end(),
                                        [&key = key](const Line& line) { return line.key == key; });
        if (!isSeen && key != defaultKey)
            unseen << key;
    }
    for (Line& line : m_lines) {
        if (!line.key.isEmpty() && !m_dict.contains(line.key))
            line.key = unseen.isEmpty() ? QString() : unseen.takeFirst();
    }
}

void TranslationsField::nameLines()
{
    for (const Line& line : m_lines) {
        const QString language = line.language->currentText();
        line.language->setAccessibleName(tr("%1: language").arg(m_name));
        line.text->setAccessibleName(language.isEmpty() ? tr("%1: text").arg(m_name)
                                                        : tr("%1: %2").arg(m_name, language));
        line.text->setAccessibleDescription(m_description);
        line.row->findChild<QToolButton*>()->setAccessibleName(
            tr("Remove %1").arg(line.text->accessibleName()));
    }
    m_add->setAccessibleDescription(m_description);
}

bool TranslationsField::fits(const plist::Dict& dict) const
{
    std::size_t shown = 0;
    for (const Line& line : m_lines) {
        if (line.key.isEmpty())
            continue;
        ++shown;
        const auto* text = dict.get<QString>(line.key);
        if (!text || *text != line.text->text() || line.language->currentText().trimmed() != line.key)
            return false;
    }
    return shown == dict.size() - (dict.contains(defaultKey) ? 1 : 0);
}

}  // namespace ui
