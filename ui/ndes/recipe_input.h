// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/recipe.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace ui {

class FieldGrid;

/// What the server is to be set up for: the request of the devices, and how many they are.
class RecipeInput : public QWidget
{
    Q_OBJECT

public:
    explicit RecipeInput(QWidget* parent = nullptr);

    void setKeyUse(const ndes::KeyUse& use);
    void setKeySize(int bits);
    /// What no field asks for: the length of the challenge and of the server's path.
    void setKnown(int challengeLength, int pathLength);
    /// As typed; also whether the number of devices is one.
    [[nodiscard]] base::Result<ndes::RecipeInput> input() const;
    void focusFirst();

signals:
    void changed();

private:
    QWidget* makeUse();

    FieldGrid* m_grid;
    QCheckBox* m_sign = nullptr;
    QCheckBox* m_encipher = nullptr;
    QLineEdit* m_template;
    QComboBox* m_keySize;
    QComboBox* m_raKeySize;
    QLineEdit* m_devices;
    scep::RequestShape m_known;
};

}  // namespace ui
