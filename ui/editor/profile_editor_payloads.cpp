// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/references.h"
#include "ui/document/profile_document.h"
#include "ui/editor/add_payload_menu.h"
#include "ui/editor/form.h"
#include "ui/editor/forms/credentials_import.h"
#include "ui/editor/payload_list_model.h"
#include "ui/editor/payload_list_view.h"
#include "ui/editor/profile_editor.h"
#include "ui/findings/linter.h"

#include <QFileDialog>
#include <QMimeData>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace ui {

bool ProfileEditor::apply(const QString& text, const std::vector<plist::Edit>& edits)
{
    const auto applied = m_document.apply(text, edits);
    if (!applied)
        emit messageShown(u"edit"_s, {Tone::Error, applied.error().message});
    return applied.has_value();
}

void ProfileEditor::addPayload(const QString& type)
{
    const plist::Value payload = profile::newPayload(type, m_document.profile(), m_defaults);
    if (!apply(tr("Add %1").arg(profile::payloadTitle(type)),
               profile::appendPayload(m_document.profile(), payload)))
        return;
    m_payloads->setCurrent(m_document.profile().payloads().size() - 1);
    setTab(Tab::Form);
    focusForm();
}

void ProfileEditor::addCredentials(const QMimeData& files)
{
    const std::size_t before = m_document.profile().payloads().size();
    importCredentials(m_document, files, this);
    if (m_document.profile().payloads().size() == before)
        return;
    m_payloads->setCurrent(m_document.profile().payloads().size() - 1);
    setTab(Tab::Form);
    focusForm();
}

void ProfileEditor::askForCredentials()
{
    auto* dialog = new QFileDialog(this, tr("Add credentials"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Certificates and identities (*.cer *.crt *.der *.pem *.p7b *.p7c *.p12 *.pfx *.key)"),
         tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& paths) {
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls.append(QUrl::fromLocalFile(path));
        QMimeData files;
        files.setUrls(urls);
        addCredentials(files);
    });
    dialog->open();
}

void ProfileEditor::askForPayloadType()
{
    askPayloadType(m_store.payloadTypes(), this, [this](const QString& type) { addPayload(type); });
}

void ProfileEditor::removePayload()
{
    const auto payload = currentPayload();
    if (!payload)
        return;
    const profile::Payload& removed = m_document.profile().payloads()[*payload];
    const QString name = m_payloads->model()->indexOf(payload).data().toString();
    const auto references = profile::referencesTo(m_document.profile(), *payload, m_store);
    QStringList users;
    for (const profile::FoundReference& reference : references) {
        const QString user = m_payloads->model()->indexOf(reference.from).data().toString();
        if (!users.contains(user))
            users.append(user);
    }
    if (!apply(tr("Delete %1").arg(name), {plist::Edit::remove(removed.path)}))
        return;
    const std::size_t left = m_document.profile().payloads().size();
    m_payloads->setCurrent(left == 0 ? std::nullopt : std::optional(std::min(*payload, left - 1)));
    // The form that had the focus is gone, and so may be the button.
    m_payloads->setFocus();
    if (!users.isEmpty()) {
        emit messageShown(u"references"_s,
                          {Tone::Warning,
                           tr("“%1” was deleted, but is still used by: %2").arg(name, users.join(u", "_s)),
                           {{tr("Undo"), [this] {
                                 m_document.undoStack()->undo();
                             }}}});
    }
}

void ProfileEditor::duplicatePayload()
{
    commitPending();
    const auto payload = currentPayload();
    if (!payload)
        return;
    const profile::Profile& profile = m_document.profile();
    const std::vector<plist::Value> copies =
        profile::duplicate(profile, {*payload}, m_store, m_defaults.uuid);
    if (copies.empty())
        return;
    const QString name = m_payloads->model()->indexOf(payload).data().toString();
    const plist::Path place = plist::Path{u"PayloadContent"_s, profile.payloads()[*payload].index + 1};
    const bool isLast = *payload + 1 == profile.payloads().size();
    const auto edits = isLast ? profile::appendPayload(profile, copies.front())
                              : std::vector{plist::Edit::insert(place, copies.front())};
    if (!apply(tr("Duplicate %1").arg(name), edits))
        return;
    m_payloads->setCurrent(*payload + 1);
    emit messageShown(u"duplicated"_s,
                      {Tone::Info, tr("The copy of “%1” has an identifier and a UUID of its own").arg(name)});
}

void ProfileEditor::movePayload(Direction direction)
{
    const auto payload = currentPayload();
    if (!payload)
        return;
    const PayloadListModel& model = *m_payloads->model();
    const auto place = direction == Direction::Up ? model.placeAbove(*payload) : model.placeBelow(*payload);
    if (place)
        movePayloadTo(*payload, *place);
}

void ProfileEditor::movePayloadTo(std::size_t payload, std::size_t place)
{
    commitPending();
    const auto& payloads = m_document.profile().payloads();
    if (payload >= payloads.size() || place >= payloads.size())
        return;
    const QString name = m_payloads->model()->indexOf(payload).data().toString();
    const QString uuid = payloads[payload].uuid;
    if (apply(tr("Move %1").arg(name), {plist::Edit::move(payloads[payload].path, payloads[place].index)}))
        m_payloads->setCurrent(place);
}

void ProfileEditor::fix(const report::Finding& finding)
{
    if (!finding.fix)
        return;
    // Found in an earlier text while a newer one is being judged: its places may have moved.
    if (!m_linter->isCurrent()) {
        emit messageShown(u"edit"_s, {Tone::Info, tr("The profile is being checked, try again in a moment")});
        return;
    }
    apply(finding.fix->title, finding.fix->edits());
}

void ProfileEditor::fixedAll(const QStringList& titles)
{
    if (titles.isEmpty()) {
        emit messageShown(u"fixed"_s, {Tone::Info, tr("There is nothing that can be fixed automatically")});
        return;
    }
    const int count = static_cast<int>(titles.size());
    emit messageShown(u"fixed"_s, {Tone::Good,
                                   count == 1 ? tr("1 fix applied") : tr("%n fixes applied", nullptr, count),
                                   {{tr("Undo"), [this] {
                                         m_document.undoStack()->undo();
                                     }}}});
}

}  // namespace ui
