// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/linter.h"

#include "core/profile/secrets.h"
#include "ui/document/profile_document.h"
#include "ui/task.h"

#include <QDateTime>

namespace ui {

namespace {

struct Judgement
{
    std::vector<report::Finding> findings;
    int secretCount = 0;
};

}  // namespace

Linter::Linter(ProfileDocument& document,
               const schema::Store& store,
               const schema::Target& target,
               QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_store(store)
    , m_target(target)
{
    connect(&document, &ProfileDocument::changed, this, &Linter::run);
    run();
}

Linter::~Linter() { m_stop.request_stop(); }

void Linter::setTarget(const schema::Target& target)
{
    m_target = target;
    run();
}

lint::Context Linter::context() const { return {m_target, QDateTime::currentDateTimeUtc(), m_credentials}; }

void Linter::run()
{
    m_stop.request_stop();
    m_isCurrent = false;
    const quint64 generation = ++m_generation;
    m_stop = runThen(
        this,
        [document = m_document.document(), &store = m_store,
         context = context()](const std::stop_token& stop) {
            const profile::Profile profile(document.root());
            return Judgement{lint::evaluate(document, store, context, stop),
                             static_cast<int>(profile::findSecrets(profile, store).size())};
        },
        [this, generation](Judgement judgement) {
            if (generation != m_generation)
                return;
            m_findings = std::move(judgement.findings);
            m_secretCount = judgement.secretCount;
            m_isCurrent = true;
            emit finished();
        });
    emit started();
}

void Linter::fixAll()
{
    const quint64 generation = m_generation;
    runThen(
        this,
        [document = m_document.document(), &store = m_store, context = context()](const std::stop_token&) {
            return lint::repair(document, store, context);
        },
        [this, generation](const base::Result<lint::Repair>& repair) {
            // The document has moved on: what was found no longer fits it, so begin again.
            if (generation != m_generation)
                return fixAll();
            if (!repair)
                return emit fixingFailed(repair.error().message);
            if (!repair->edits.empty()) {
                if (const auto applied = m_document.apply(tr("Fix all"), repair->edits); !applied)
                    return emit fixingFailed(applied.error().message);
            }
            emit fixedAll(repair->titles);
        });
}

}  // namespace ui
