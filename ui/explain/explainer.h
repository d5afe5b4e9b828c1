// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/editor/source_text.h"
#include "ui/explain/profile_places.h"

#include <QObject>

#include <memory>
#include <mutex>
#include <optional>

namespace ui {

/// The catalogue of errors, read when it is first asked for; ask on worker threads.
class LazyCatalogue
{
public:
    [[nodiscard]] const explain::Catalogue& get() const;

private:
    mutable std::once_flag m_once;
    mutable std::optional<explain::Catalogue> m_catalogue;
};

/// A text and what was found in it.
struct Explained
{
    enum class Origin { Typed, Pasted, File };
    Origin origin = Origin::Typed;
    QString name = {};                      ///< the file's
    QByteArray text = {};                   ///< whose lines are spoken of
    std::shared_ptr<SourceText> rows = {};  ///< of a file or a pasted text that is too long to be edited
    explain::Explanation explanation = {};
    std::vector<NamedServer> servers = {};
    std::vector<ProfileInLog> profiles = {};
    bool isBlank = true;  ///< there is nothing to explain
};

/// Explains texts and files on a worker thread, one at a time: of those that wait, the last one wins.
class Explainer : public QObject
{
    Q_OBJECT

public:
    explicit Explainer(QObject* parent = nullptr);

    /// What is looked through for places that a log names; asked at every explanation.
    void setProfiles(OpenProfiles profiles) { m_profiles = std::move(profiles); }

    /// A code, a sentence or a log that was typed, or pasted as a whole.
    void explain(const QString& text, Explained::Origin origin = Explained::Origin::Typed);
    /// A file as large as plist::maxBytes at most: a log, or a property list of either kind.
    void explainFile(const QString& path);
    /// The same text once more, for profiles may have been opened.
    void explainAgain();
    /// Whatever is under way is forgotten.
    void cancel();

    /// What was explained last.
    [[nodiscard]] const Explained& explained() const { return m_explained; }
    /// The same with another of its chains of errors in front.
    [[nodiscard]] explain::Explanation other(std::size_t index) const;
    [[nodiscard]] bool isUnderWay() const { return m_isRunning && !m_isForgotten; }

signals:
    void finished();
    void failed(const base::Error& error);

private:
    struct Job
    {
        Explained::Origin origin = Explained::Origin::Typed;
        QString text = {};
        QString path = {};
        QByteArray bytes = {};
    };
    [[nodiscard]] static base::Result<QByteArray> textOf(const Job& job);
    void run(Job job);
    void took(base::Result<Explained> result);

    std::shared_ptr<const LazyCatalogue> m_catalogue = std::make_shared<const LazyCatalogue>();
    OpenProfiles m_profiles;
    Explained m_explained;
    std::optional<Job> m_waiting;
    bool m_isRunning = false;
    bool m_isForgotten = false;  ///< nobody waits any more for what runs
};

}  // namespace ui
