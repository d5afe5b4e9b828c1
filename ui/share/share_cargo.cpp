// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/share_cargo.h"

#include "core/base/save_file.h"
#include "core/plist/document.h"
#include "ui/document/profile_document.h"
#include "ui/task.h"

#include <QFileInfo>

namespace ui {

ShareCargo::ShareCargo(ProfileDocument& document, const schema::Store& store, QObject* parent)
    : QObject(parent)
    , m_document(&document)
    , m_store(store)
{
    connect(&document, &ProfileDocument::changed, this, [this] {
        m_exported.clear();
        if (m_generation > 0)
            pack();
    });
    connect(&document, &ProfileDocument::fileChanged, this, [this] {
        if (m_generation > 0)
            pack();
    });
}

void ShareCargo::pack() { start(m_exported); }

void ShareCargo::takeFile(const QString& path)
{
    m_exported = path;
    start(path);
}

QString ShareCargo::filePath() const
{
    if (!m_exported.isEmpty())
        return m_exported;
    return m_document && !m_document->isModified() ? m_document->filePath() : QString();
}

void ShareCargo::start(const QString& exported)
{
    if (!m_document)
        return;
    const quint64 generation = ++m_generation;
    // The name of what was never saved is only for people.
    const QString name = exported.isEmpty() ? m_document->displayName() : QFileInfo(exported).fileName();
    const base::Result<QByteArray> bytes =
        exported.isEmpty() ? m_document->toBytes() : base::Result<QByteArray>(QByteArray());
    runThen(
        this,
        [exported, name, bytes, store = &m_store](const std::stop_token&) -> base::Result<delivery::Package> {
            const auto whole = exported.isEmpty() ? bytes : base::loadFile(exported, plist::maxBytes);
            if (!whole)
                return whole.error();
            return delivery::makePackage(*whole, name, *store);
        },
        [this, generation](const base::Result<delivery::Package>& package) {
            if (generation != m_generation)
                return;
            m_package = package ? std::optional(*package) : std::nullopt;
            emit made(package);
        });
}

}  // namespace ui
