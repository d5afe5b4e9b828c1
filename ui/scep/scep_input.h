// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/style/tone.h"

#include <QUrl>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class FieldGrid;
class WaitRow;

/// Which SCEP server is asked, and the buttons that ask it.
class ScepInput : public QWidget
{
    Q_OBJECT

public:
    explicit ScepInput(QWidget* parent = nullptr);

    /// The server is that of a payload, said in `text`; empty: it is typed here.
    void setPayload(const QString& text);
    void setUrl(const QUrl& url);
    /// As typed; also whether it can be read as one.
    [[nodiscard]] base::Result<QUrl> url() const;
    [[nodiscard]] std::optional<QString> name() const;
    /// What pressing the buttons does, as long as there is nothing else to read.
    void setHint(const QString& text);

    /// Between a click on a button and the end of it.
    void setUnderWay(bool isUnderWay);
    /// What is to be known about the last try; empty takes it away.
    void tell(Tone tone, const QString& text);
    /// What is wrong with the address, and the way to mend it, if there is one.
    void refuse(const base::Error& error);
    [[nodiscard]] QString told() const;
    [[nodiscard]] WaitRow& wait() { return *m_wait; }
    void focusFirst();
    void focusCancel();

signals:
    void probeAsked();
    void dryRunAsked();
    void cancelAsked();

private:
    void makeFields();
    void makeButtons();
    void makeRemark();

    FieldGrid* m_grid;
    QLineEdit* m_url = nullptr;
    QLineEdit* m_name = nullptr;
    QLabel* m_payload;
    QWidget* m_buttons = nullptr;
    QPushButton* m_probe = nullptr;
    QPushButton* m_dryRun = nullptr;
    WaitRow* m_wait = nullptr;
    QWidget* m_remark = nullptr;
    QLabel* m_remarkIcon = nullptr;
    QLabel* m_remarkText = nullptr;
    QPushButton* m_complete = nullptr;  ///< puts http:// in front
    QLabel* m_hint;
};

}  // namespace ui
