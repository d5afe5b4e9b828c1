// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form_row.h"

#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/style/tone.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

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
    m_menuButton->setToolTip(tr("More (Shift+F10)"));
    m_menuButton->setAccessibleName(tr("More for %1").arg(m_name));
    connect(m_menuButton, &QToolButton::clicked, this, [this] {
        openMenu(new QMenu(this), m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height())));
    });

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
    connectField(m_field);
    connectField(m_text);
    setFocusProxy(m_field);
}

void FormRow::connectField(Field* field)
{
    connect(field, &Field::edited, this, &FormRow::take);
    connect(field, &Field::rejected, this, &FormRow::refuse);
    connect(field, &Field::committed, this, &FormRow::beginEdit);
    connect(field, &Field::failed, this, [this](const QString& message) {
        m_failure = message;
        updateMessage();
    });
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
    const bool isOther = !isCurrent(root);
    m_value = value ? std::optional(*value) : std::nullopt;
    for (std::size_t i = 0; value && i < m_siblings; ++i) {
        if (siblings->entry(i).first == m_path.lastKey())
            m_position = i;
    }
    if (isOther && !m_isRestoring) {
        m_rejected.clear();
        m_problem.clear();
        m_failure.clear();
        emit unfinishedChanged();
    }
    if (isOther && !m_isWriting)
        beginEdit();
    // Text that was refused stays for as long as the value does.
    if (!isUnfinished() || m_isRestoring)
        showValue(value);
    updateMessage();
}

void FormRow::showValue(const plist::Value* value)
{
    const bool isText = value && !m_field->canShow(*value);
    if (m_isRestoring && m_text->isHidden() == isText)
        return;  // the text that is kept stands in the other editor
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
    if (!message.isEmpty())
        restore();
    updateMessage();
    emit unfinishedChanged();
}

void FormRow::beginEdit()
{
    m_before = m_value;
    ++m_edit;
}

void FormRow::commit()
{
    m_field->commit();
    m_text->commit();
    beginEdit();
}

void FormRow::dropText()
{
    m_rejected.clear();
    m_problem.clear();
    showValue(m_value ? &*m_value : nullptr);
    updateMessage();
    emit unfinishedChanged();
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
        openMenu(new QMenu(this), event->globalPos());
}

void FormRow::openMenuOf(QWidget* widget, const QPoint& globalPosition)
{
    QMenu* menu = nullptr;
    auto* line = qobject_cast<QLineEdit*>(widget);
    if (!line)
        line = widget->findChild<QLineEdit*>();
    if (line)
        menu = line->createStandardContextMenu();
    else if (auto* text = qobject_cast<QPlainTextEdit*>(widget))
        menu = text->createStandardContextMenu();
    if (menu)
        menu->addSeparator();
    if (m_isManual && menu) {
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(globalPosition);
    } else if (!m_isManual) {
        openMenu(menu ? menu : new QMenu(this), globalPosition);
    }
}

void FormRow::openMenu(QMenu* menu, const QPoint& globalPosition)
{
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* reset =
        menu->addAction(tr("Reset to not set"), this, [this] { take({plist::Edit::remove({})}); });
    reset->setEnabled(m_value.has_value());
    if (const auto value = conversion())
        menu->addAction(tr("Convert to %1").arg(m_field->expected()), this,
                        [this, value] { take({plist::Edit::set({}, *value)}); });
    menu->addSeparator();
    menu->addAction(tr("Copy key name"), this,
                    [this] { QApplication::clipboard()->setText(m_path.lastKey()); });
    menu->addAction(tr("Copy path"), this, [this] { QApplication::clipboard()->setText(m_path.toString()); });
    menu->popup(globalPosition);
}

void FormRow::take(std::vector<plist::Edit> edits)
{
    m_problem.clear();
    m_failure.clear();
    updateMessage();
    emit unfinishedChanged();
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
    const bool wasWriting = std::exchange(m_isWriting, true);
    emit edited(edits, qHash(m_path.toString(), m_edit));
    m_isWriting = wasWriting;
    // What comes from elsewhere, such as a screen reader, comes whole.
    if (!hasFocusInside())
        beginEdit();
}

void FormRow::refuse(const QString& message)
{
    m_rejected = message;
    m_problem.clear();
    m_failure.clear();
    if (!message.isEmpty())
        restore();
    updateMessage();
    emit unfinishedChanged();
}

void FormRow::restore()
{
    if (m_isRestoring || m_value == m_before)
        return;
    m_isRestoring = true;
    m_field->setTextKept(true);
    m_text->setTextKept(true);
    const QString problem = m_problem;
    if (!m_before)
        take({plist::Edit::remove({})});
    else if (!m_value)
        take({plist::Edit::set({}, *m_before)});
    else
        take(m_field->changes(*m_value, *m_before));
    m_problem = problem;
    m_text->setTextKept(false);
    m_field->setTextKept(false);
    m_isRestoring = false;
}

bool FormRow::hasFocusInside() const
{
    const QWidget* focused = QApplication::focusWidget();
    return focused && isAncestorOf(focused);
}

void FormRow::updateMessage()
{
    QString text;
    auto severity = report::Severity::Error;
    if (isUnfinished()) {
        text = m_rejected.isEmpty() ? m_problem : m_rejected;
        text += u'\n'
                + (m_value ? tr("What is typed is not in the profile: the value stays as it was")
                           : tr("What is typed is not in the profile: nothing is set"));
    } else if (!m_failure.isEmpty()) {
        text = m_failure;
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
