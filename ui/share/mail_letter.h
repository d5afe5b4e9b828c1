// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/delivery/mail_message.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace ui {

/// Who gets a profile by mail, in which language, and the letter as it will read.
class MailLetter : public QWidget
{
    Q_OBJECT

public:
    explicit MailLetter(QWidget* parent = nullptr);

    void setPackage(const std::optional<delivery::Package>& package);
    /// InvalidInput: nobody is named, or something that is no address.
    [[nodiscard]] base::Result<std::vector<delivery::MailAddress>> recipients() const;
    [[nodiscard]] QString language() const;
    /// As typed; empty: the one that is proposed.
    [[nodiscard]] QString subject() const;
    void focusFirst();
    [[nodiscard]] QWidget* firstField() const;  ///< who gets it
    [[nodiscard]] QWidget* lastField() const;   ///< in the order of the Tab key

signals:
    void changed();

private:
    void preview();

    std::optional<delivery::Package> m_package;
    QLineEdit* m_to;
    QComboBox* m_language;
    QLineEdit* m_subject;
    QPlainTextEdit* m_body;
};

/// Reads `anna@example.com, Bert <bert@example.com>`, with commas, semicolons or line ends between.
[[nodiscard]] base::Result<std::vector<delivery::MailAddress>> readRecipients(const QString& text);

}  // namespace ui
