// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"

#include <QObject>

namespace ui {

class ProfileDocument;

/// What came of sharing a profile last. It stays with the profile's file, in the settings and never in the
/// profile: through saving, also under another name, and until the file is opened again.
class LastDelivery : public QObject
{
    Q_OBJECT

public:
    /// Knows at once what is known of the file. Both must outlive it.
    LastDelivery(ProfileDocument& document, app::Settings& settings, QObject* parent = nullptr);

    /// `what`: a few words without the time, as in "mailed to 3".
    void note(const QString& what, const QDateTime& at = QDateTime::currentDateTimeUtc());
    /// "mailed to 3, 14:02", with the day in front of the time if it is not today; empty: nothing is known.
    [[nodiscard]] QString sentence() const;

signals:
    void changed();
    void settingsChanged();

private:
    void keep();
    void follow();

    ProfileDocument& m_document;
    app::Settings& m_settings;
    QString m_path;  ///< of the file it is kept for
    app::Delivery m_last;
};

}  // namespace ui
