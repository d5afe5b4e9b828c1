// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/explain.h"

#include <QWidget>

class QVBoxLayout;

namespace ui {

/// A chain of errors as a stack: the outermost on top, what led to it below and further in, the innermost,
/// which tells most, emphasised.
class ErrorStack : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorStack(QWidget* parent = nullptr);

    void show(const std::vector<explain::NamedError>& errors);

signals:
    void lineAsked(int line);

private:
    [[nodiscard]] QWidget* makeTile(const explain::NamedError& error, bool isInnermost);

    QVBoxLayout* m_column;
};

/// "MCSCEPErrorDomain 22003", or the code alone.
[[nodiscard]] QString errorTitle(const explain::NamedError& error);

}  // namespace ui
