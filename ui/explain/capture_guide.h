// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

/// What can be explained, and how to get at a log that tells more.
class CaptureGuide : public QWidget
{
    Q_OBJECT

public:
    explicit CaptureGuide(QWidget* parent = nullptr);
};

}  // namespace ui
