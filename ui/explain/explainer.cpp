// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explainer.h"

#include "core/base/save_file.h"
#include "ui/explain/log_edit.h"
#include "ui/task.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// Longer lines are no code that somebody typed.
constexpr qsizetype maxTyped = 120;

bool isBlank(const QByteArray& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

explain::Explanation explanationOf(const QByteArray& text, const explain::Catalogue& catalogue)
{
    if (text.size() <= maxTyped) {
        const QString typed = QString::fromUtf8(text).trimmed();
        if (!typed.contains(u'\n'))
            if (auto explanation = explain::explainCode(typed, catalogue))
                return *std::move(explanation);
    }
    return explain::explainLog(text, catalogue);
}

Explained explainedOf(const QByteArray& text,
                      const explain::Catalogue& catalogue,
                      const std::vector<OpenProfile>& profiles)
{
    if (isBlank(text))
        return {.text = text};
    Explained explained{.text = text, .explanation = explanationOf(text, catalogue), .isBlank = false};
    explained.servers = serversIn(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    explained.profiles = lookFor(profiles, text);
    return explained;
}

}  // namespace

const explain::Catalogue& LazyCatalogue::get() const
{
    std::call_once(m_once, [this] { m_catalogue.emplace(); });
    return *m_catalogue;
}

base::Result<QByteArray> Explainer::textOf(const Job& job)
{
    if (job.path.isEmpty())
        return job.text.isEmpty() ? job.bytes : job.text.toUtf8();
    const auto bytes = base::loadFile(job.path, plist::maxBytes);
    return bytes ? base::Result<QByteArray>(explain::textOf(*bytes)) : bytes.error();
}

Explainer::Explainer(QObject* parent) : QObject(parent) {}

void Explainer::explain(const QString& text, Explained::Origin origin)
{
    run({.origin = origin, .text = text});
}

void Explainer::explainFile(const QString& path) { run({.origin = Explained::Origin::File, .path = path}); }

void Explainer::explainAgain()
{
    if (!m_explained.isBlank && !m_isRunning)
        run({.bytes = m_explained.text});
}

void Explainer::cancel()
{
    m_waiting.reset();
    m_isForgotten = m_isRunning;
}

explain::Explanation Explainer::other(std::size_t index) const
{
    // What was explained has filled the catalogue.
    return explain::explainOther(m_explained.explanation, index, m_catalogue->get());
}

void Explainer::run(Job job)
{
    if (m_isRunning) {
        m_waiting = std::move(job);
        return;
    }
    m_isRunning = true;
    m_isForgotten = false;
    runThen(
        this,
        [job = std::move(job), catalogue = m_catalogue,
         profiles = m_profiles ? m_profiles() : std::vector<OpenProfile>()](
            const std::stop_token&) -> base::Result<Explained> {
            const auto text = textOf(job);
            if (!text)
                return text.error();
            Explained explained = explainedOf(*text, catalogue->get(), profiles);
            explained.origin = job.origin;
            if (job.origin != Explained::Origin::Typed && text->size() > LogEdit::maxBytes)
                explained.rows = std::make_shared<SourceText>(*text);
            explained.name = QFileInfo(job.path).fileName();
            return explained;
        },
        [this](base::Result<Explained> result) { took(std::move(result)); });
}

void Explainer::took(base::Result<Explained> result)
{
    m_isRunning = false;
    if (m_waiting) {
        run(*std::exchange(m_waiting, std::nullopt));
        return;
    }
    if (m_isForgotten)
        return;
    if (!result) {
        emit failed(result.error());
        return;
    }
    m_explained = *std::move(result);
    emit finished();
}

}  // namespace ui
