// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/message_area.h"

#include "ui/style/icon.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

class Bar : public QWidget
{
public:
    Bar(const Message& message, const std::function<void()>& close, QWidget* parent)
        : QWidget(parent)
        , m_tone(message.tone)
        , m_icon(new QLabel(this))
        , m_text(new QLabel(message.text, this))
    {
        m_text->setWordWrap(true);
        m_text->setTextFormat(Qt::PlainText);
        m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_text->setFocusPolicy(Qt::ClickFocus);
        m_text->setAccessibleName(message.text);
        m_icon->setAccessibleName(message.text);

        auto* row = new QHBoxLayout(this);
        const int gap = fontMetrics().height() / 2;
        row->setContentsMargins(gap, gap / 2, gap / 2, gap / 2);
        row->setSpacing(gap);
        row->addWidget(m_icon, 0, Qt::AlignVCenter);
        row->addWidget(m_text, 1);
        for (const Message::Button& button : message.buttons) {
            auto* push = new QPushButton(button.text, this);
            push->setAccessibleName(QString(button.text).remove(u'&'));
            push->setAutoDefault(false);
            connect(push, &QPushButton::clicked, this, [run = button.run, close, stays = button.stays] {
                // Closing destroys this lambda, so both are kept until it returns.
                const auto runLast = run;
                const auto closeFirst = close;
                if (!stays)
                    closeFirst();
                runLast();
            });
            row->addWidget(push, 0, Qt::AlignVCenter);
        }
        auto* dismiss = new QToolButton(this);
        dismiss->setIcon(icon(u"close"_s));
        dismiss->setAutoRaise(true);
        dismiss->setToolTip(MessageArea::tr("Close this message"));
        dismiss->setAccessibleName(MessageArea::tr("Close this message"));
        dismiss->setFocusPolicy(Qt::TabFocus);
        connect(dismiss, &QToolButton::clicked, this, close);
        row->addWidget(dismiss, 0, Qt::AlignVCenter);
        showIcon();
    }

    [[nodiscard]] QString text() const { return m_text->text(); }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        Q_UNUSED(event)
        QPainter painter(this);
        painter.fillRect(rect(), toneBackground(m_tone, palette()));
        painter.setPen(mixed(toneColor(m_tone, palette()), palette().color(QPalette::Window), 0.45));
        painter.drawLine(rect().bottomLeft(), rect().bottomRight());
        painter.fillRect(QRect(rect().topLeft(), QSize(qMax(3, fontMetrics().height() / 5), height())),
                         toneColor(m_tone, palette()));
    }

    void changeEvent(QEvent* event) override
    {
        QWidget::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            showIcon();
    }

private:
    void showIcon()
    {
        const int size = fontMetrics().height();
        m_icon->setPixmap(toneIcon(m_tone).pixmap(QSize(size, size), devicePixelRatioF()));
    }

    Tone m_tone;
    QLabel* m_icon;
    QLabel* m_text;
};

}  // namespace

MessageArea::MessageArea(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void MessageArea::show(const QString& topic, const Message& message)
{
    remove(topic);
    auto* bar = new Bar(
        message, [this, topic] { remove(topic); }, this);
    m_bars.insert(topic, bar);
    m_layout->insertWidget(0, bar);
    bar->setVisible(!m_silent.contains(topic));
    if (bar->isHidden())
        return;
    QAccessibleEvent alert(bar, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageArea::remove(const QString& topic)
{
    if (QWidget* bar = m_bars.take(topic)) {
        m_layout->removeWidget(bar);
        bar->hide();
        bar->deleteLater();
    }
}

void MessageArea::focusOn(const QString& topic)
{
    const QWidget* bar = m_bars.value(topic);
    if (auto* first = bar ? bar->findChild<QPushButton*>() : nullptr)
        first->setFocus(Qt::ShortcutFocusReason);
}

void MessageArea::setSilent(const QStringList& topics)
{
    m_silent = topics;
    for (auto bar = m_bars.cbegin(); bar != m_bars.cend(); ++bar)
        bar.value()->setVisible(!topics.contains(bar.key()));
}

void MessageArea::clear()
{
    const QStringList topics = m_bars.keys();
    for (const QString& topic : topics)
        remove(topic);
}

QString MessageArea::text(const QString& topic) const
{
    const auto* bar = dynamic_cast<const Bar*>(m_bars.value(topic));
    return bar ? bar->text() : QString();
}

}  // namespace ui
