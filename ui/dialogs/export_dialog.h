// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"
#include "core/schema/schema.h"
#include "ui/dialogs/export_job.h"
#include "ui/share/obstacle_line.h"

#include <QDialog>

#include <memory>
#include <vector>

class QGroupBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QScrollArea;
class QVBoxLayout;

namespace ui {

class ExportTarget;
class IdentityPicker;
class PathEdit;
class ProfileDocument;

/// Writes the profile as a .mobileconfig, unsigned or signed, and says before and after what a device will
/// show.
///
/// The document itself is not changed: what is exported is what is open, saved or not.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(ProfileDocument& document,
                 const schema::Store& store,
                 const std::vector<report::Finding>& findings,
                 QWidget* parent = nullptr);

    /// Where to write; proposed beside the open file.
    void setDestination(const QString& path);
    /// Fields that hold text which is not in the profile, and so not in the export.
    void setUnfinished(const QStringList& labels);
    /// The files that the signer was in last, as signerChosen() told them; a passphrase is asked for again.
    void setSigner(const QStringList& files, const QString& roots);

    void done(int result) override;

signals:
    /// The profile is in the file at `path` now.
    void exported(const QString& path);
    /// The dialog closes, and these files held a signer that could be used.
    void signerChosen(const QStringList& files, const QString& roots);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeSecurity();
    QWidget* makeIdentity();
    QWidget* makeContents(const schema::Store& store, const std::vector<report::Finding>& findings);
    void makeButtons(QVBoxLayout& column);
    void connectParts();
    void refresh();
    void forgetResult();
    void grow();
    void fit();
    void predict();
    void run();
    void tellResult(const QString& text);
    void finished(const base::Result<ExportResult>& result);
    [[nodiscard]] bool isSigning() const;
    [[nodiscard]] std::optional<Obstacle> obstacle() const;

    ProfileDocument& m_document;
    QScrollArea* m_scroll;
    QRadioButton* m_none;
    QRadioButton* m_sign;
    QGroupBox* m_identityBox;
    IdentityPicker* m_identity;
    PathEdit* m_roots;
    QLabel* m_problems;
    QLabel* m_label;
    QLabel* m_reasons;
    QLabel* m_unfinished;
    ExportTarget* m_target;
    QLabel* m_result;
    ObstacleLine* m_obstacle;
    QPushButton* m_export;
    QPushButton* m_show;
    QPushButton* m_copy;
    bool m_isRefused = false;  ///< by a device, as far as the checks can tell
    bool m_fatal = false;
    bool m_running = false;
    int m_generation = 0;
    QString m_written;
    QString m_done;  ///< what was told of it
    QString m_sha256;
};

}  // namespace ui
