// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form_row.h"

#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/style/tone.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int markOpacity = 60;  ///< of 255

QString withoutMnemonic(QString label) { return label.remove(u'&'); }

}  // namespace

FormRow* FormRow::manual(const QString& label, plist::Path path, Field* field)
{
    auto* row = new FormRow(label, std::move(path), field);
    row->m_isManual = true;
    row->m_menuButton->hide();
    return row;
}

FormRow::FormRow(const QString& label, plist::Path path, Field* field, QWidget* parent)
    : QWidget(parent)
    , m_name(withoutMnemonic(label))
    , m_path(std::move(path))
    , m_field(field)
    , m_text(new AnyField)
    , m_label(new QLabel(label, this))
    , m_menuButton(new QToolButton(this))
    , m_hint(new HintLabel({}, this))
    , m_message(new QWidget(this))
    , m_messageIcon(new QLabel(m_message))
    , m_messageText(new QLabel(m_message))
{
    m_text->hide();
    m_hint->hide();
    m_message->hide();
    m_label->setBuddy(input());
    m_messageText->setWordWrap(true);
    m_messageText->setTextFormat(Qt::PlainText);

    m_menuButton->setText(u"⋯"_s);
    m_menuButton->setAutoRaise(true);
    // Hidden, it keeps its place, so that the editors of all rows end at one line.
    QSizePolicy policy = m_menuButton->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_menuButton->setSizePolicy(policy);
    // A second tab stop at every row would be in the way; the menu key opens the same menu.
    m_menuButton->setFocusPolicy(Qt::NoFocus);
    m_menuButton->setAccessibleName(tr("More for %1").arg(m_name));
    connect(m_menuButton, &QToolButton::clicked, this,
            [this] { openMenu(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height()))); });

    auto* messageLayout = new QHBoxLayout(m_message);
    messageLayout->setContentsMargins({});
    messageLayout->addWidget(m_messageIcon, 0, Qt::AlignTop);
    messageLayout->addWidget(m_messageText, 1);

    auto* editors = new QHBoxLayout;
    editors->setContentsMargins({});
    editors->addWidget(m_field, 1);
    editors->addWidget(m_text, 1);
    editors->addWidget(m_menuButton, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(2);
    layout->addLayout(editors);
    layout->addWidget(m_message);
    layout->addWidget(m_hint);

    m_field->setName(m_name);
    m_text->setName(m_name);
    for (Field* editor : {m_field, static_cast<Field*>(m_text)}) {
        connect(editor, &Field::edited, this, &FormRow::take);
        connect(editor, &Field::rejected, this, [this](const QString& message) {
            m_rejected = message;
            updateMessage();
        });
    }
    setFocusProxy(m_field);
}

void FormRow::setHint(const QString& hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    updateMessage();
}

void FormRow::read(const plist::Value& root)
{
    if (m_isManual)
        return;
    const plist::Value* value = root.at(m_path);
    const plist::Value* parent = m_path.isRoot() ? nullptr : root.at(m_path.parent());
    const auto* siblings = parent ? parent->as<plist::Dict>() : nullptr;
    m_siblings = siblings ? siblings->size() : 0;
    m_value = value ? std::optional(*value) : std::nullopt;
    for (std::size_t i = 0; value && i < m_siblings; ++i) {
        if (siblings->entry(i).first == m_path.lastKey())
            m_position = i;
    }

    const bool isText = value && !m_field->canShow(*value);
    const bool hadFocus = input()->hasFocus();
    if (isText)
        m_text->setValue(value);
    else
        m_field->setValue(value);
    if (m_text->isHidden() == isText) {
        m_text->setVisible(isText);
        m_field->setVisible(!isText);
        m_label->setBuddy(input());
        setFocusProxy(isText ? static_cast<Field*>(m_text) : m_field);
        if (hadFocus)
            input()->setFocus();
    }
    updateMessage();
}

bool FormRow::isCurrent(const plist::Value& root) const
{
    const plist::Value* value = root.at(m_path);
    return value ? m_value == *value : !m_value;
}

void FormRow::setFinding(const report::Finding* finding)
{
    m_finding = finding ? std::optional(*finding) : std::nullopt;
    updateMessage();
}

void FormRow::setProblem(const QString& message)
{
    m_problem = message;
    updateMessage();
}

void FormRow::focusOn(const plist::Path& path)
{
    plist::Path rest = path;
    for (std::size_t i = 0; i < m_path.depth() && !rest.isRoot(); ++i)
        rest = rest.withoutFirst();
    if (m_text->isHidden())
        m_field->focusOn(rest);
    else
        m_text->setFocus(Qt::OtherFocusReason);
}

void FormRow::setMarked(bool isMarked)
{
    m_isMarked = isMarked;
    update();
}

void FormRow::setShown(bool isShown)
{
    setVisible(isShown);
    m_label->setVisible(isShown);
}

void FormRow::paintEvent(QPaintEvent* event)
{
    QWidget::paintEvent(event);
    if (!m_isMarked)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor color = palette().color(QPalette::Highlight);
    painter.setPen(color);
    color.setAlpha(markOpacity);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
}

void FormRow::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_isManual)
        openMenu(event->globalPos());
}

void FormRow::openMenu(const QPoint& globalPosition)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* reset =
        menu->addAction(tr("Reset to not set"), this, [this] { take({plist::Edit::remove({})}); });
    reset->setEnabled(m_value.has_value());
    if (const auto value = conversion())
        menu->addAction(tr("Convert to %1").arg(m_field->expected()), this,
                        [this, value] { take({plist::Edit::set({}, *value)}); });
    menu->addSeparator();
    menu->addAction(tr("Copy key name"), this,
                    [this] { QGuiApplication::clipboard()->setText(m_path.lastKey()); });
    menu->addAction(tr("Copy path"), this,
                    [this] { QGuiApplication::clipboard()->setText(m_path.toString()); });
    menu->popup(globalPosition);
}

void FormRow::take(std::vector<plist::Edit> edits)
{
    const bool isWhole = edits.size() == 1 && edits.front().path.isRoot();
    if (isWhole && edits.front().kind == plist::Edit::Kind::Remove && !m_value)
        return;
    if (isWhole && edits.front().kind == plist::Edit::Kind::Set) {
        if (m_value && *m_value == *edits.front().value)
            return;
        // A key that was emptied and is typed anew goes back to its line.
        if (!m_value && m_position && m_siblings > 0)
            edits = {plist::Edit::insert({}, *edits.front().value, std::min(*m_position, m_siblings))};
    }
    for (plist::Edit& edit : edits)
        edit.path = m_path / edit.path;
    m_problem.clear();
    emit edited(edits, qHash(m_path.toString()));
}

void FormRow::updateMessage()
{
    QString text;
    auto severity = report::Severity::Error;
    if (!m_rejected.isEmpty()) {
        text = m_rejected;
    } else if (!m_problem.isEmpty()) {
        text = m_problem;
    } else if (m_finding) {
        text = m_finding->message;
        severity = m_finding->severity;
    } else if (m_value && !m_text->isHidden()) {
        severity = report::Severity::Warning;
        const bool isToken =
            m_value->as<plist::Raw>() && !plist::tokens(m_value->as<plist::Raw>()->text).empty();
        text = isToken
                   ? tr("A placeholder stands where %1 belongs; it is kept as it is").arg(m_field->expected())
                   : tr("This is %1 where %2 belongs; it is kept as it is")
                         .arg(typeWithArticle(m_value->type()), m_field->expected());
    }
    m_message->setVisible(!text.isEmpty());
    m_messageText->setText(text);
    if (!text.isEmpty()) {
        const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
        m_messageIcon->setPixmap(toneIcon(toneOf(severity)).pixmap(size));
    }
    QStringList description;
    if (!text.isEmpty())
        description << severityWord(severity) + u": "_s + text;
    if (!m_hint->text().isEmpty())
        description << m_hint->text();
    m_field->setDescription(description.join(u"\n"_s));
    m_text->setDescription(description.join(u"\n"_s));
}

QWidget* FormRow::input() const
{
    const Field* shown = m_text->isHidden() ? m_field : static_cast<Field*>(m_text);
    return shown->focusProxy();
}

std::optional<plist::Value> FormRow::conversion() const
{
    if (!m_value || m_text->isHidden())
        return {};
    return m_field->converted(*m_value);
}

}  // namespace ui
