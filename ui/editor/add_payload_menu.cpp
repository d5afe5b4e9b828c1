// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/add_payload_menu.h"

#include "core/profile/profile.h"
#include "ui/style/icon.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

AddPayloadMenu::AddPayloadMenu(QWidget* parent) : QMenu(tr("&Add Payload"), parent)
{
    const auto addType = [this](const QString& title, const QString& type) {
        connect(addAction(payloadIcon(type), title), &QAction::triggered, this,
                [this, type] { emit typeChosen(type); });
    };
    addType(tr("SCEP"), u"com.apple.security.scep"_s);
    connect(addAction(ui::icon(u"payload-certificate"_s), tr("Credentials…")), &QAction::triggered, this,
            &AddPayloadMenu::credentialsChosen);
    addType(tr("Wi-Fi"), u"com.apple.wifi.managed"_s);
    addType(tr("VPN"), u"com.apple.vpn.managed"_s);
    addType(tr("Mail"), u"com.apple.mail.managed"_s);
    addSeparator();
    connect(addAction(ui::icon(u"payload"_s), tr("Other…")), &QAction::triggered, this,
            &AddPayloadMenu::otherChosen);
}

void askPayloadType(const QStringList& types,
                    QWidget* parent,
                    const std::function<void(const QString& type)>& chosen)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QCoreApplication::translate("ui", "Add payload"));

    auto* model = new QStandardItemModel(dialog);
    for (const QString& type : types) {
        const QString title = profile::payloadTitle(type);
        auto* item =
            new QStandardItem(payloadIcon(type), title == type ? type : u"%1  (%2)"_s.arg(title, type));
        item->setData(type);
        item->setEditable(false);
        model->appendRow(item);
    }
    auto* filtered = new QSortFilterProxyModel(dialog);
    filtered->setSourceModel(model);
    filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    filtered->setSortCaseSensitivity(Qt::CaseInsensitive);
    filtered->sort(0);

    auto* filter = new QLineEdit(dialog);
    filter->setPlaceholderText(QCoreApplication::translate("ui", "Filter by name or type"));
    filter->setAccessibleName(QCoreApplication::translate("ui", "Filter by name or type"));
    filter->setClearButtonEnabled(true);
    auto* list = new QListView(dialog);
    list->setModel(filtered);
    list->setAccessibleName(QCoreApplication::translate("ui", "Payload types"));
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setCurrentIndex(filtered->index(0, 0));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    QPushButton* ok = buttons->button(QDialogButtonBox::Ok);
    ok->setText(QCoreApplication::translate("ui", "Add"));
    ok->setAccessibleName(QCoreApplication::translate("ui", "Add"));

    auto* column = new QVBoxLayout(dialog);
    column->addWidget(filter);
    column->addWidget(list, 1);
    column->addWidget(buttons);
    dialog->resize(dialog->fontMetrics().averageCharWidth() * 90, dialog->fontMetrics().height() * 28);

    QObject::connect(filter, &QLineEdit::textChanged, dialog, [filtered, list, ok](const QString& text) {
        filtered->setFilterFixedString(text);
        list->setCurrentIndex(filtered->index(0, 0));
        ok->setEnabled(list->currentIndex().isValid());
    });
    QObject::connect(list, &QListView::doubleClicked, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::accepted, parent, [list, chosen] {
        if (list->currentIndex().isValid())
            chosen(list->currentIndex().data(Qt::UserRole + 1).toString());
    });
    filter->setFocus();
    dialog->open();
}

}  // namespace ui
