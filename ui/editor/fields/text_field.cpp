// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/text_field.h"

#include "ui/editor/fields/any_field.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

namespace ui {

namespace {

constexpr int linesShown = 3;

}  // namespace

QToolButton* makeShowButton(QLineEdit* edit, QWidget* parent)
{
    edit->setEchoMode(QLineEdit::Password);
    edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    auto* button = new QToolButton(parent);
    button->setCheckable(true);
    button->setText(QCoreApplication::translate("form", "Show"));
    button->setFocusPolicy(Qt::TabFocus);
    QObject::connect(button, &QToolButton::toggled, edit, [edit](bool shown) {
        edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    });
    return button;
}

TextField::TextField(Kind kind, QWidget* parent) : Field(parent), m_edit(new QLineEdit(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit);
    setFocusProxy(m_edit);
    switch (kind) {
    case Kind::Plain: break;
    case Kind::Secret: layout->addWidget(makeShowButton(m_edit, this)); break;
    case Kind::ReadOnly: {
        m_edit->setReadOnly(true);
        auto* copy = new QToolButton(this);
        copy->setText(tr("Copy"));
        copy->setFocusPolicy(Qt::TabFocus);
        connect(copy, &QToolButton::clicked, this,
                [this] { QGuiApplication::clipboard()->setText(m_edit->text()); });
        layout->addWidget(copy);
        break;
    }
    }
    if (kind == Kind::ReadOnly)
        return;
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString& text) {
        submit(text.isEmpty() ? std::nullopt : std::optional(plist::Value(text)));
    });
}

void TextField::setPlaceholder(const QString& text) { m_edit->setPlaceholderText(text); }

bool TextField::canShow(const plist::Value& value) const { return value.type() == plist::Type::String; }

void TextField::setValue(const plist::Value* value)
{
    const QString text = value ? textOf(*value) : QString();
    if (isTextKept() || m_edit->text() == text)
        return;
    const QSignalBlocker blocker(m_edit);
    m_edit->setText(text);
    m_edit->setCursorPosition(0);
}

std::optional<plist::Value> TextField::converted(const plist::Value& value) const
{
    switch (value.type()) {
    case plist::Type::Bool:
    case plist::Type::Integer:
    case plist::Type::Real:
    case plist::Type::Raw: return plist::Value(textOf(value));
    default: return {};
    }
}

QString TextField::expected() const { return typeWithArticle(plist::Type::String); }

LongTextField::LongTextField(QWidget* parent) : Field(parent), m_edit(new QPlainTextEdit(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit);
    setFocusProxy(m_edit);
    m_edit->setTabChangesFocus(true);
    const int frame = 2 * m_edit->frameWidth() + 2 * int(m_edit->document()->documentMargin());
    m_edit->setFixedHeight(linesShown * m_edit->fontMetrics().lineSpacing() + frame);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        const QString text = m_edit->toPlainText();
        submit(text.isEmpty() ? std::nullopt : std::optional(plist::Value(text)));
    });
}

bool LongTextField::canShow(const plist::Value& value) const { return value.type() == plist::Type::String; }

void LongTextField::setValue(const plist::Value* value)
{
    const QString text = value ? textOf(*value) : QString();
    if (isTextKept() || m_edit->toPlainText() == text)
        return;
    const QSignalBlocker blocker(m_edit);
    m_edit->setPlainText(text);
}

QString LongTextField::expected() const { return typeWithArticle(plist::Type::String); }

}  // namespace ui
