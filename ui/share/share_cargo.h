// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/package.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace ui {

class ProfileDocument;

/// What goes out when a document is shared: its bytes as saving would write them, or the file that was signed
/// from it, until it is edited again.
class ShareCargo : public QObject
{
    Q_OBJECT

public:
    /// `store` must outlive it.
    ShareCargo(ProfileDocument& document, const schema::Store& store, QObject* parent = nullptr);

    /// Packs anew; made() follows. A run before it is forgotten.
    void pack();
    /// Takes the exported file at `path` instead of the document.
    void takeFile(const QString& path);
    /// Nothing before the first made(), nor after one with an error.
    [[nodiscard]] const std::optional<delivery::Package>& package() const { return m_package; }
    /// Where the same bytes are on the disk; empty: nowhere as far as is known.
    [[nodiscard]] QString filePath() const;

signals:
    void made(const base::Result<delivery::Package>& package);

private:
    void start(const QString& exported);

    QPointer<ProfileDocument> m_document;
    const schema::Store& m_store;
    QString m_exported;  ///< empty: the document itself
    std::optional<delivery::Package> m_package;
    quint64 m_generation = 0;
};

}  // namespace ui
