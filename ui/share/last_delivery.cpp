// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/last_delivery.h"

#include "ui/document/profile_document.h"
#include "ui/share/share_words.h"

namespace ui {

LastDelivery::LastDelivery(ProfileDocument& document, app::Settings& settings, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_settings(settings)
    , m_path(document.filePath())
    , m_last(settings.deliveryOf(m_path))
{
    connect(&document, &ProfileDocument::fileChanged, this, &LastDelivery::follow);
}

void LastDelivery::note(const QString& what, const QDateTime& at)
{
    m_last = {what, at};
    keep();
    emit changed();
}

void LastDelivery::keep()
{
    // Before the profile has a file there is nothing to keep it for.
    if (m_path.isEmpty())
        return;
    m_settings.setDelivery(m_path, m_last);
    emit settingsChanged();
}

void LastDelivery::follow()
{
    if (m_document.filePath() == m_path)
        return;
    // What was known of a file that was written over is known no more.
    m_path = m_document.filePath();
    keep();
}

QString LastDelivery::sentence() const
{
    return m_last.what.isEmpty() ? QString() : whatAndWhen(m_last.what, m_last.at);
}

}  // namespace ui
