// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/handout_panel.h"

#include "core/base/save_file.h"
#include "core/delivery/steps.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/share/handout_preview.h"
#include "ui/share/share_cargo.h"
#include "ui/share/share_words.h"
#include "ui/trust/field_grid.h"
#include "ui/widgets/path_edit.h"

#include <QBuffer>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

HandoutPanel::HandoutPanel(ShareCargo& cargo, QString folder, QWidget* parent)
    : QDialog(parent)
    , m_cargo(cargo)
    , m_folder(std::move(folder))
    , m_language(new QComboBox(this))
    , m_path(new PathEdit(
          PathEdit::Purpose::Save, tr("PDF file"), tr("PDF documents (*.pdf);;All files (*)"), this))
    , m_preview(new HandoutPreview(this))
    , m_save(new QPushButton(this))
    , m_print(new QPushButton(tr("&Print…"), this))
    , m_remark(new Remark(this))
{
    setWindowTitle(tr("Hand-out"));
    const QStringList languages = delivery::stepLanguages();
    for (const QString& tag : languages)
        m_language->addItem(languageName(tag), tag);
    m_language->setCurrentIndex(m_language->findData(delivery::spokenLanguage(QLocale().bcp47Name())));
    layOut();
    connect(m_language, &QComboBox::currentIndexChanged, this, &HandoutPanel::refresh);
    connect(m_path, &PathEdit::pathChanged, this, &HandoutPanel::refresh);
    connect(m_save, &QPushButton::clicked, this, &HandoutPanel::savePdf);
    connect(m_print, &QPushButton::clicked, this, &HandoutPanel::print);
    connect(&m_cargo, &ShareCargo::made, this, &HandoutPanel::takePackage);
    m_cargo.pack();
    refresh();
}

void HandoutPanel::layOut()
{
    auto* grid = new FieldGrid(this);
    grid->add(tr("&Language"), m_language);
    grid->add(tr("PDF &file"), m_path, m_path->lineEdit());
    m_save->setDefault(true);
    m_print->setAutoDefault(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* row = new QHBoxLayout;
    row->addWidget(m_save);
    row->addWidget(m_print);
    row->addStretch(1);
    row->addWidget(buttons);
    auto* column = new QVBoxLayout(this);
    column->addWidget(grid);
    column->addWidget(m_preview, 1);
    column->addWidget(m_remark);
    column->addLayout(row);
    constexpr QSize usual(90, 44);
    resize(usual.width() * fontMetrics().averageCharWidth(), usual.height() * fontMetrics().height());
}

void HandoutPanel::setAddress(const QString& address)
{
    m_address = address;
    refresh();
}

void HandoutPanel::takePackage(const base::Result<delivery::Package>& package)
{
    m_package = package ? std::optional(*package) : std::nullopt;
    m_remark->tell(Tone::Error, package ? QString() : withHint(package.error()));
    if (package && m_path->path() == m_proposed) {
        m_proposed = m_folder + u'/' + QFileInfo(package->fileName).completeBaseName() + u".pdf"_s;
        m_path->setPath(m_proposed);
    }
    if (package)
        setWindowTitle(tr("Hand-out for “%1”").arg(package->title));
    refresh();
}

Handout HandoutPanel::handout() const
{
    return {*m_package, m_language->currentData().toString(), m_address};
}

void HandoutPanel::refresh()
{
    m_preview->show(m_package ? std::optional(handout()) : std::nullopt);
    m_save->setText(QFileInfo::exists(m_path->path()) ? tr("&Replace PDF") : tr("&Save as PDF"));
    m_save->setEnabled(m_package && !m_path->path().isEmpty());
    m_print->setEnabled(m_package.has_value());
}

bool HandoutPanel::paintOn(QPagedPaintDevice& device) const
{
    QPainter painter(&device);
    if (!painter.isActive())
        return false;
    paintHandout(painter, QRectF(painter.viewport()), handout());
    return painter.end();
}

void HandoutPanel::savePdf()
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageLayout(handoutPage());
    writer.setTitle(windowTitle());
    writer.setCreator(QGuiApplication::applicationDisplayName());
    const QString path = m_path->path();
    const bool isPainted = paintOn(writer);
    const auto saved =
        isPainted
            ? base::saveFile(path, pdf)
            : base::Result<>(base::Error{base::Error::Code::Internal, tr("The page could not be painted")});
    if (!saved) {
        m_remark->announce(Tone::Error, tr("The PDF was not saved: %1").arg(withHint(saved.error())));
        return;
    }
    m_remark->announce(Tone::Good, tr("Saved as %1").arg(path));
    emit delivered(tr("hand-out saved"));
    refresh();
}

void HandoutPanel::print()
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageLayout(handoutPage());
    printer->setDocName(windowTitle());
    auto* dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintPageRange, false);
    // The printer lives as long as the dialog may look at it.
    connect(dialog, &QObject::destroyed, this, [printer] {});
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this, [this](QPrinter* chosen) {
        if (!m_package)
            return;
        if (!paintOn(*chosen))
            return m_remark->announce(Tone::Error, tr("The printer does not take the page"));
        m_remark->announce(Tone::Good, tr("Sent to the printer"));
        emit delivered(tr("hand-out printed"));
    });
    dialog->open();
}

}  // namespace ui
