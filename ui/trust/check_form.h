// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/probe.h"
#include "core/trust/check.h"
#include "ui/style/tone.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;

namespace ui {

class FieldGrid;

/// What is checked, and for what: a server or files, or the profile whose certificates are looked at.
class CheckForm : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Server, Files, Profile };

    explicit CheckForm(QWidget* parent = nullptr);

    [[nodiscard]] Kind kind() const { return m_kind; }
    void setKind(Kind kind);
    void setFiles(const QStringList& paths);
    void setAddress(const QString& address);
    [[nodiscard]] const QStringList& files() const { return m_files; }
    /// The server as typed; also whether it can be read as one.
    [[nodiscard]] base::Result<tls::Endpoint> endpoint() const;
    [[nodiscard]] QString host() const;
    [[nodiscard]] QString passphrase() const;
    /// Nothing: as the payloads of the profile say.
    [[nodiscard]] std::optional<trust::Purpose> purpose() const;
    /// Nothing: every kind of root that is possible.
    [[nodiscard]] std::optional<trust::Anchors> anchors() const;
    [[nodiscard]] QStringList trustedNames() const;

    /// Shows the field for the passphrase of a PKCS #12 file, and goes there.
    void askForPassphrase();
    void setProgress(const QString& step, double done);
    /// Between a click on Check and the end of it.
    void setUnderWay(bool isUnderWay);
    /// What is to be known about the last try; empty takes it away.
    void tell(Tone tone, const QString& text);
    [[nodiscard]] QString told() const;
    void focusFirst();
    /// What pressing Check does, for as long as there is nothing else to read.
    void setHintShown(bool isShown);

signals:
    void checkAsked();
    void cancelAsked();
    void browseAsked();
    /// The person turned from a server to files, or back.
    void kindChosen();
    /// Another purpose, root or name: what is at hand can be judged anew.
    void questionChanged();

private:
    void makeKinds();
    void makeFields();
    void makeButtons();
    void fillPurposes();
    void arrange();
    void readFiles();

    Kind m_kind = Kind::Server;
    QStringList m_files;
    bool m_needsPassphrase = false;
    QWidget* m_kinds = nullptr;
    QRadioButton* m_serverKind = nullptr;
    QRadioButton* m_filesKind = nullptr;
    FieldGrid* m_grid = nullptr;
    QLineEdit* m_address = nullptr;
    QComboBox* m_startTls = nullptr;
    QWidget* m_fileRow = nullptr;
    QLineEdit* m_fileLine = nullptr;
    QLineEdit* m_host = nullptr;
    QLineEdit* m_passphrase = nullptr;
    QComboBox* m_purpose = nullptr;
    QComboBox* m_anchors = nullptr;
    QLineEdit* m_trustedNames = nullptr;
    QWidget* m_buttons = nullptr;
    QPushButton* m_check = nullptr;
    QPushButton* m_cancel = nullptr;
    QProgressBar* m_progress = nullptr;
    QWidget* m_remark = nullptr;
    QLabel* m_remarkIcon = nullptr;
    QLabel* m_remarkText = nullptr;
    QLabel* m_hint = nullptr;
};

}  // namespace ui
