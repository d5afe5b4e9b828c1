// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/moment_bar.h"

#include "ui/editor/fields/combo_box.h"
#include "ui/trust/field_grid.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QStringList versionsOf(schema::Platform platform)
{
    if (platform == schema::Platform::Macos)
        return {u"10.13"_s, u"10.14"_s, u"10.15"_s, u"11"_s, u"12"_s,
                u"13"_s,    u"14"_s,    u"15"_s,    u"26"_s, u"27"_s};
    return {u"11"_s, u"12"_s, u"13"_s, u"14"_s, u"15"_s, u"16"_s, u"17"_s, u"18"_s, u"26"_s, u"27"_s};
}

}  // namespace

MomentBar::MomentBar(std::function<QDateTime()> now, QWidget* parent) : QWidget(parent), m_now(std::move(now))
{
    m_day = today();
    makeDay();
    makeSystem();
    m_back = new QPushButton(tr("Today, newest syste&m"), this);
    m_back->setToolTip(tr("Judge as a device with the newest system does today"));
    connect(m_back, &QPushButton::clicked, this, &MomentBar::backToNow);
    arrange();
    fillVersions();
    setSpan(m_day.addYears(-1), m_day.addYears(1));
    m_back->setEnabled(false);
}

void MomentBar::makeDay()
{
    m_daySlider = new QSlider(Qt::Horizontal, this);
    m_daySlider->setAccessibleName(tr("Day, as days since the first certificate began"));
    m_dayEdit = new QDateEdit(this);
    m_dayEdit->setCalendarPopup(true);
    m_dayEdit->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_dayEdit->setDateRange(QDate(1990, 1, 1), QDate(2999, 12, 31));
    // While a year is being typed it is another one.
    m_dayEdit->setKeyboardTracking(false);
    m_dayEdit->setFocusPolicy(Qt::StrongFocus);
    connect(m_daySlider, &QSlider::valueChanged, this, [this](int days) { setDay(m_first.addDays(days)); });
    connect(m_dayEdit, &QDateEdit::dateChanged, this, &MomentBar::setDay);
}

void MomentBar::makeSystem()
{
    m_platform = new ComboBox(this);
    m_platform->addItem(tr("iOS and iPadOS"), static_cast<int>(schema::Platform::Ios));
    m_platform->addItem(tr("macOS"), static_cast<int>(schema::Platform::Macos));
    m_versionSlider = new QSlider(Qt::Horizontal, this);
    m_versionSlider->setAccessibleName(tr("Version, older to newer"));
    m_versionSlider->setTickPosition(QSlider::TicksBelow);
    m_versionSlider->setPageStep(1);
    m_version = new ComboBox(this);
    m_version->setAccessibleName(tr("Version"));
    connect(m_platform, &QComboBox::activated, this, [this] {
        fillVersions();
        changedSomething();
    });
    connect(m_versionSlider, &QSlider::valueChanged, this, [this](int index) {
        m_version->setCurrentIndex(index);
        changedSomething();
    });
    connect(m_version, &QComboBox::activated, this, [this](int index) { m_versionSlider->setValue(index); });
}

void MomentBar::arrange()
{
    const auto holding = [this](std::initializer_list<std::pair<QWidget*, int>> parts) {
        auto* holder = new QWidget(this);
        auto* row = new QHBoxLayout(holder);
        row->setContentsMargins({});
        for (const auto& [part, stretch] : parts)
            row->addWidget(part, stretch);
        holder->setFocusProxy(parts.begin()->first);
        return holder;
    };
    auto* grid = new FieldGrid(this);
    grid->add(tr("&Day"), holding({{m_dayEdit, 0}, {m_daySlider, 1}}), m_dayEdit);
    grid->add(tr("S&ystem"), holding({{m_platform, 0}, {m_version, 0}, {m_versionSlider, 1}}), m_platform);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(fontMetrics().height());
    row->addWidget(grid, 1);
    row->addWidget(m_back, 0, Qt::AlignTop);
}

QDate MomentBar::today() const { return m_now().toUTC().date(); }

std::optional<QDate> MomentBar::otherDay() const
{
    return m_day == today() ? std::nullopt : std::optional(m_day);
}

QDateTime MomentBar::asOf() const
{
    return m_day == today() ? m_now().toUTC() : QDateTime(m_day, QTime(12, 0), Qt::UTC);
}

schema::Target MomentBar::target() const
{
    schema::Target target;
    target.platform = static_cast<schema::Platform>(m_platform->currentData().toInt());
    target.version = QVersionNumber::fromString(m_version->currentText());
    target.isExplicit = true;
    return target;
}

void MomentBar::setSpan(const QDate& first, const QDate& last)
{
    m_first = std::min({first, today(), m_day});
    const QDate end = std::max({last, today(), m_day});
    const QSignalBlocker quiet(m_daySlider);
    m_daySlider->setRange(0, static_cast<int>(m_first.daysTo(end)));
    m_daySlider->setPageStep(30);
    setDay(m_day);
}

void MomentBar::setDay(const QDate& day)
{
    const bool isNew = day != m_day;
    m_day = day;
    const QSignalBlocker quietEdit(m_dayEdit);
    const QSignalBlocker quietSlider(m_daySlider);
    m_dayEdit->setDate(day);
    m_daySlider->setValue(static_cast<int>(m_first.daysTo(day)));
    if (isNew)
        changedSomething();
}

void MomentBar::fillVersions()
{
    const int before = m_version->currentIndex();
    m_version->clear();
    m_version->addItems(versionsOf(static_cast<schema::Platform>(m_platform->currentData().toInt())));
    const int newest = m_version->count() - 1;
    const QSignalBlocker quiet(m_versionSlider);
    m_versionSlider->setRange(0, newest);
    m_version->setCurrentIndex(before < 0 ? newest : before);
    m_versionSlider->setValue(m_version->currentIndex());
}

void MomentBar::backToNow()
{
    {
        const QSignalBlocker quiet(this);
        m_versionSlider->setValue(m_versionSlider->maximum());
        setDay(today());
    }
    changedSomething();
}

void MomentBar::changedSomething()
{
    m_back->setEnabled(m_day != today() || m_versionSlider->value() != m_versionSlider->maximum());
    emit changed();
}

}  // namespace ui
