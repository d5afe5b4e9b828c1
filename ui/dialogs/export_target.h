// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/share/obstacle_line.h"

#include <QGroupBox>

class QCheckBox;
class QLabel;
class QPushButton;

namespace ui {

class PathEdit;
class ProfileDocument;

/// Where an export goes. The file that is open is refused, any other that exists needs a yes.
class ExportTarget : public QGroupBox
{
    Q_OBJECT

public:
    explicit ExportTarget(const ProfileDocument& document, QWidget* parent = nullptr);

    void setText(const QString& text);
    /// Proposes a name beside the open file, unless the person has written one; a signed copy gets one of its
    /// own.
    void propose(bool isSigning);
    /// What was written is the file that this dialog made itself: it may be replaced unasked.
    void setWritten(const QString& path);

    /// The whole path; a name without a folder goes beside the open file, one without an ending gets
    /// .mobileconfig.
    [[nodiscard]] QString path() const;
    /// There is a file of that name.
    [[nodiscard]] bool exists() const;
    /// Why it may not be written as things stand on the disk now.
    [[nodiscard]] std::optional<Obstacle> obstacle() const;

public slots:
    /// Looks at the disk and says what it found.
    void refresh();

signals:
    void changed();

private:
    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString proposal(bool isSigning) const;
    [[nodiscard]] bool isOpenFile() const;
    [[nodiscard]] QString problem() const;

    const ProfileDocument& m_document;
    PathEdit* m_edit;
    QLabel* m_where;
    QLabel* m_problem;
    QCheckBox* m_replace;
    QPushButton* m_otherName;
    QString m_proposed;
    QString m_written;
};

}  // namespace ui
