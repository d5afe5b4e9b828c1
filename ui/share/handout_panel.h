// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/share/handout.h"

#include <QDialog>

class QComboBox;
class QPagedPaintDevice;
class QPushButton;

namespace ui {

class HandoutPreview;
class PathEdit;
class Remark;
class ShareCargo;

/// A window of its own for printing a hand-out, or saving it as PDF.
class HandoutPanel : public QDialog
{
    Q_OBJECT

public:
    /// `folder`: where the PDF is proposed.
    HandoutPanel(ShareCargo& cargo, QString folder, QWidget* parent = nullptr);

    /// Of the share that is open; empty: none is.
    void setAddress(const QString& address);

signals:
    /// What came of it, in a few words.
    void delivered(const QString& what);

private:
    void layOut();
    void takePackage(const base::Result<delivery::Package>& package);
    void refresh();
    [[nodiscard]] Handout handout() const;
    [[nodiscard]] bool paintOn(QPagedPaintDevice& device) const;
    void savePdf();
    void print();

    ShareCargo& m_cargo;
    std::optional<delivery::Package> m_package;
    QString m_address;
    QString m_folder;
    QString m_proposed;
    QComboBox* m_language;
    PathEdit* m_path;
    HandoutPreview* m_preview;
    QPushButton* m_save;
    QPushButton* m_print;
    Remark* m_remark;
};

}  // namespace ui
