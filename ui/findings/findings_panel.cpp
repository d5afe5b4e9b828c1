// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findings_panel.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/findings/finding_details.h"
#include "ui/findings/finding_list.h"
#include "ui/findings/finding_model.h"
#include "ui/style/tone.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

QString unfinishedSentence(const QStringList& labels)
{
    const QString names = labels.join(QCoreApplication::translate("ui", ", "));
    return labels.size() == 1
               ? QCoreApplication::translate("ui", "1 field holds text that is not in the profile: %1")
                     .arg(names)
               : QCoreApplication::translate("ui", "%n fields hold text that is not in the profile: %1",
                                             nullptr, static_cast<int>(labels.size()))
                     .arg(names);
}

FindingsPanel::FindingsPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new FindingModel(this))
    , m_verdictIcon(new QLabel(this))
    , m_verdict(new QLabel(this))
    , m_counts(new HintLabel({}, this))
    , m_fixAll(new QPushButton(tr("Fix all"), this))
    , m_list(makeFindingList(m_model, this))
    , m_detailsRoom(new QScrollArea(this))
{
    const int gap = fontMetrics().height() / 2;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_verdict->setFont(bold);
    m_verdict->setWordWrap(true);
    m_fixAll->setAccessibleName(tr("Fix all"));
    m_fixAll->setToolTip(tr("Apply every fix there is, as one step that can be undone"));

    auto* words = new QVBoxLayout;
    words->setSpacing(gap / 4);
    words->addWidget(m_verdict);
    words->addWidget(m_counts);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(gap, gap, gap, gap);
    top->setSpacing(gap);
    top->addWidget(m_verdictIcon, 0, Qt::AlignTop);
    top->addLayout(words, 1);
    top->addWidget(m_fixAll, 0, Qt::AlignTop);

    m_list->installEventFilter(this);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_list, 2);
    // Below the list, not in it: a list's own widgets are unknown to assistive tools, and trap the Tab key.
    m_detailsRoom->setWidgetResizable(true);
    m_detailsRoom->setFrameShape(QFrame::NoFrame);
    m_detailsRoom->setFocusPolicy(Qt::NoFocus);
    m_detailsRoom->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_detailsRoom->hide();
    column->addWidget(m_detailsRoom, 3);
    setFocusProxy(m_list);

    connect(m_fixAll, &QPushButton::clicked, this, &FindingsPanel::fixAllAsked);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &FindingsPanel::showDetails);
    connect(m_list, &QListView::doubleClicked, this,
            [this](const QModelIndex& index) { emit showAsked(m_model->finding(index.row())); });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &FindingsPanel::refreshDetails);
    showVerdict();
}

void FindingsPanel::setFindings(const std::vector<report::Finding>& findings)
{
    m_model->setFindings(findings);
    showVerdict();
}

void FindingsPanel::setChecking() { m_counts->setText(tr("Checking…")); }

void FindingsPanel::setUnfinished(const QStringList& labels)
{
    if (labels == m_unfinished)
        return;
    m_unfinished = labels;
    showVerdict();
}

void FindingsPanel::setBrokenSignature(const QString& reason)
{
    if (reason == m_brokenSignature)
        return;
    m_brokenSignature = reason;
    showVerdict();
}

QString FindingsPanel::verdict() const
{
    if (!m_unfinished.isEmpty())
        return unfinishedSentence(m_unfinished);
    if (!m_brokenSignature.isEmpty())
        return tr("The signature does not hold: %1").arg(m_brokenSignature);
    const int errors = m_model->count(report::Severity::Error);
    const int warnings = m_model->count(report::Severity::Warning);
    if (errors > 0)
        return errors == 1 ? tr("Will fail on the device: 1 reason")
                           : tr("Will fail on the device: %n reasons", nullptr, errors);
    if (warnings > 0)
        return warnings == 1 ? tr("Ready with 1 warning") : tr("Ready with %n warnings", nullptr, warnings);
    return tr("Ready");
}

void FindingsPanel::showVerdict()
{
    QStringList counts;
    for (const auto severity : {report::Severity::Error, report::Severity::Warning, report::Severity::Info}) {
        if (const int count = m_model->count(severity); count > 0)
            counts.append(severityCount(severity, count));
    }
    m_counts->setText(counts.isEmpty() ? tr("Nothing found") : counts.join(u", "_s));
    m_verdict->setText(verdict());
    m_verdict->setAccessibleName(verdict());
    const int size = fontMetrics().height() * 3 / 2;
    m_verdictIcon->setPixmap(toneIcon(tone()).pixmap(QSize(size, size), devicePixelRatioF()));
    m_fixAll->setVisible(m_model->fixCount() > 1);
}

Tone FindingsPanel::tone() const
{
    if (!m_unfinished.isEmpty() || !m_brokenSignature.isEmpty()
        || m_model->count(report::Severity::Error) > 0)
        return Tone::Error;
    return m_model->count(report::Severity::Warning) > 0 ? Tone::Warning : Tone::Good;
}

void FindingsPanel::showNext() { step(1); }

void FindingsPanel::showPrevious() { step(-1); }

void FindingsPanel::step(int by)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int current = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : (by > 0 ? -1 : 0);
    const int row = (current + by + count) % count;
    m_list->setCurrentIndex(m_model->index(row));
    m_list->scrollTo(m_model->index(row));
    emit showAsked(m_model->finding(row));
}

void FindingsPanel::showDetails(const QModelIndex& index)
{
    if (m_details) {
        m_details->hide();
        m_details->deleteLater();
        m_details = nullptr;
    }
    m_detailsRoom->setVisible(index.isValid());
    if (!index.isValid())
        return;
    m_details = new FindingDetails(m_model->finding(index.row()));
    const QPersistentModelIndex kept = index;
    connect(m_details, &FindingDetails::showFieldAsked, this,
            [this, kept] { emit showAsked(m_model->finding(kept.row())); });
    connect(m_details, &FindingDetails::fixAsked, this, [this, kept] {
        const report::Finding finding = m_model->finding(kept.row());
        emit fixAsked(finding);
    });
    // The old one may be on the stack: a button of its own led here.
    if (QWidget* old = m_detailsRoom->takeWidget())
        old->deleteLater();
    m_detailsRoom->setWidget(m_details);
    QWidget* before = m_list;
    const auto buttons = m_details->findChildren<QAbstractButton*>();
    for (QWidget* button : buttons) {
        setTabOrder(before, button);
        before = button;
    }
    fitDetails();
}

void FindingsPanel::refreshDetails()
{
    // A new one would take the focus away from the buttons of the old.
    const QModelIndex index = m_list->currentIndex();
    if (m_details && index.isValid() && m_details->says(m_model->finding(index.row())))
        return;
    showDetails(index);
}

void FindingsPanel::fitDetails()
{
    if (!m_details)
        return;
    // At most: in a low window it scrolls, instead of making the window higher.
    m_detailsRoom->setMaximumHeight(m_details->heightForWidth(width()));
    QTimer::singleShot(0, m_list, [list = m_list] { list->scrollTo(list->currentIndex()); });
}

QSize FindingsPanel::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 56, fontMetrics().height() * 30};
}

bool FindingsPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress && m_list->currentIndex().isValid()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            emit showAsked(m_model->finding(m_list->currentIndex().row()));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FindingsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitDetails();
}

void FindingsPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        showVerdict();
        showDetails(m_list->currentIndex());
    }
}

}  // namespace ui
