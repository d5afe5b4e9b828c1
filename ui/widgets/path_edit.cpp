// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/path_edit.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>

namespace ui {

PathEdit::PathEdit(Purpose purpose, const QString& label, const QString& filter, QWidget* parent)
    : QWidget(parent)
    , m_purpose(purpose)
    , m_label(label)
    , m_filter(filter)
    , m_line(new QLineEdit(this))
    , m_browse(new QPushButton(tr("Browse…"), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line, 1);
    row->addWidget(m_browse);
    m_line->setAccessibleName(label);
    m_line->setAcceptDrops(false);  // the whole row takes them
    m_browse->setAccessibleName(tr("Browse for %1").arg(label));
    setFocusProxy(m_line);
    setAcceptDrops(true);
    connect(m_line, &QLineEdit::textChanged, this, [this] { emit pathChanged(path()); });
    connect(m_browse, &QPushButton::clicked, this, &PathEdit::browse);
}

QString PathEdit::path() const { return m_line->text().trimmed(); }

void PathEdit::setPath(const QString& path) { m_line->setText(path); }

void PathEdit::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void PathEdit::dropEvent(QDropEvent* event)
{
    setPath(event->mimeData()->urls().value(0).toLocalFile());
    event->acceptProposedAction();
}

void PathEdit::browse()
{
    const QString chosen = m_purpose == Purpose::Open
                               ? QFileDialog::getOpenFileName(this, m_label, path(), m_filter)
                               : QFileDialog::getSaveFileName(this, m_label, path(), m_filter, nullptr,
                                                              QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty())
        setPath(chosen);
}

}  // namespace ui
