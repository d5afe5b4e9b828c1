// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/path.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;

namespace profile {
class Profile;
}

namespace ui {

/// Which SCEP payload of the open profile a page beside it is about, or none: a server alone. Hidden where
/// the profile has none, and where there is no profile.
class PayloadChoice : public QWidget
{
    Q_OBJECT

public:
    explicit PayloadChoice(QWidget* parent = nullptr);

    /// The SCEP payloads of `profile`, which may be null; `current` is the one that is chosen.
    void show(const profile::Profile* profile, const std::optional<plist::Path>& current);
    [[nodiscard]] std::optional<plist::Path> current() const;

signals:
    /// Somebody chose another one, or none.
    void chosen(const std::optional<plist::Path>& payload);

private:
    QComboBox* m_box;
    std::vector<plist::Path> m_paths;
};

/// The paths of the SCEP payloads in `profile`.
[[nodiscard]] std::vector<plist::Path> scepPayloads(const profile::Profile& profile);

}  // namespace ui
