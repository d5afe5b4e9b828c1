// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/chain_view.h"

#include "ui/trust/certificate_tile.h"
#include "ui/trust/time_line.h"
#include "ui/trust/trust_words.h"

#include <QButtonGroup>
#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ChainView::ChainView(QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("Chain of certificates"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_group, &QButtonGroup::idClicked, this,
            [this](int id) { emit chosen(static_cast<std::size_t>(id)); });
}

void ChainView::show(const report::CheckReport& report)
{
    const std::optional<std::size_t> before = current();
    const bool hadFocus = focusWidget() && isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    const bool isSameChain = before && *before < report.certificates.size()
                             && m_report.certificates[*before].der == report.certificates[*before].der;
    m_report = report;
    m_axis = TimeAxis(report);
    m_marks = lifetimeMarks(report);
    for (const Row& row : m_rows)
        delete row.tile;
    m_rows.clear();
    makeRows();
    setCurrent(isSameChain ? before : std::nullopt);
    if (hadFocus && isSameChain)
        tile(*before)->setFocus();
    place();
    updateGeometry();
    update();
}

void ChainView::makeRows()
{
    for (std::size_t i = 0; i < m_report.certificates.size(); ++i) {
        if (!m_report.certificates[i].issuedBy)
            addRow(i, {}, 0);
    }
    // Two that issued each other have nobody above them.
    for (std::size_t i = 0; i < m_report.certificates.size(); ++i) {
        if (!tile(i))
            addRow(i, {}, 0);
    }
}

void ChainView::addRow(std::size_t certificate, std::optional<std::size_t> parent, int depth)
{
    if (tile(certificate))
        return;
    const report::CheckedCertificate& shown = m_report.certificates[certificate];
    const QString issuer = shown.issuedBy ? m_report.certificates[*shown.issuedBy].name : QString();
    auto* made = new CertificateTile(m_report, certificate, issuer, limitsOf(certificate), this);
    m_group->addButton(made, static_cast<int>(certificate));
    if (!m_rows.empty())
        setTabOrder(m_rows.back().tile, made);
    made->show();
    const std::size_t row = m_rows.size();
    m_rows.push_back({certificate, parent, depth, made});
    for (std::size_t i = 0; i < m_report.certificates.size(); ++i) {
        if (m_report.certificates[i].issuedBy == certificate)
            addRow(i, row, depth + 1);
    }
}

QString ChainView::limitsOf(std::size_t certificate) const
{
    QStringList limits;
    for (const LifetimeMark& mark : m_marks) {
        if (mark.certificate == certificate)
            limits << tr("may live %1 days, until %2").arg(mark.days).arg(dayText(mark.at));
    }
    return limits.join(u"; "_s);
}

CertificateTile* ChainView::tile(std::size_t certificate) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [&](const Row& one) { return one.certificate == certificate; });
    return row == m_rows.end() ? nullptr : row->tile;
}

std::vector<std::size_t> ChainView::order() const
{
    std::vector<std::size_t> order;
    for (const Row& row : m_rows)
        order.push_back(row.certificate);
    return order;
}

void ChainView::setCurrent(std::optional<std::size_t> certificate)
{
    m_group->setExclusive(false);
    for (const Row& row : m_rows)
        row.tile->setChecked(row.certificate == certificate);
    m_group->setExclusive(true);
}

std::optional<std::size_t> ChainView::current() const
{
    const int id = m_group->checkedId();
    return id < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(id));
}

bool ChainView::isNarrow(int width) const { return width < fontMetrics().averageCharWidth() * 84; }

int ChainView::rowHeight(int width) const
{
    const int tile = m_rows.empty() ? 0 : m_rows.front().tile->sizeHint().height();
    return isNarrow(width) ? tile + unit() * 2 : tile;
}

int ChainView::heightForWidth(int width) const
{
    // Above the labels of the axis, below those of the days.
    return unit() * 2 + static_cast<int>(m_rows.size()) * (rowHeight(width) + unit()) + unit() * 2;
}

QSize ChainView::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 90;
    return {width, heightForWidth(width)};
}

QSize ChainView::minimumSizeHint() const { return {fontMetrics().averageCharWidth() * 40, unit() * 10}; }

void ChainView::place()
{
    const bool narrow = isNarrow(width());
    const int height = rowHeight(width());
    const int tileHeight = narrow ? height - unit() * 2 : height;
    const int room = narrow ? width() : width() * 11 / 20;
    int top = unit() * 2;
    for (Row& row : m_rows) {
        constexpr int deepest = 6;
        const int indent = std::min(row.depth, deepest) * unit() * 3 / 2;
        row.tile->setGeometry(indent, top, room - indent - 1, tileHeight);
        row.bar = narrow ? QRect(unit() / 2, top + tileHeight, width() - unit(), height - tileHeight)
                         : QRect(room + unit(), top, width() - room - unit() * 2, height);
        top += height + unit();
    }
}

QRect ChainView::axisRoom() const
{
    if (m_rows.empty())
        return {};
    const QRect first = m_rows.front().bar;
    return {first.left(), 0, first.width(), m_rows.back().bar.bottom() + unit() * 2 + unit() / 2};
}

void ChainView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void ChainView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        place();
        updateGeometry();
    }
}

void ChainView::mousePressEvent(QMouseEvent* event)
{
    for (const Row& row : m_rows) {
        if (row.bar.contains(event->pos()))
            row.tile->click();
    }
}

void ChainView::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = mixed(palette().color(QPalette::WindowText), palette().color(QPalette::Window), 0.6);
    for (const Row& row : m_rows) {
        if (!row.parent)
            continue;
        // From who signed, down and across to whom.
        const QRect from = m_rows[*row.parent].tile->geometry();
        const QRect to = row.tile->geometry();
        const double x = from.left() + unit() * 0.75;
        const double y = to.center().y();
        const bool isIndented = to.left() > from.left();
        painter.setPen(QPen(line, 1.5));
        painter.setBrush(line);
        const QPointF tip = isIndented ? QPointF(to.left(), y) : QPointF(x, to.top());
        painter.drawLine(QPointF(x, from.bottom()), QPointF(x, tip.y()));
        painter.drawLine(QPointF(x, tip.y()), tip);
        const double wing = unit() * 0.28;
        const QPointF back = isIndented ? QPointF(-wing * 1.4, 0) : QPointF(0, -wing * 1.4);
        const QPointF side = isIndented ? QPointF(0, wing) : QPointF(wing, 0);
        painter.drawPolygon(QPolygonF({tip, tip + back + side, tip + back - side}));
    }
    if (m_axis.isEmpty() || m_rows.empty())
        return;
    TimeLinePainter time(painter, *this, m_axis, m_report);
    time.drawAxis(axisRoom());
    for (const Row& row : m_rows)
        time.drawBar(m_report.certificates[row.certificate], row.tile->tone(), row.bar);
    for (const Row& row : m_rows) {
        for (const LifetimeMark& mark : m_marks) {
            if (mark.certificate == row.certificate)
                time.drawMark(mark, row.bar);
        }
    }
    time.drawNow(axisRoom());
}

}  // namespace ui
