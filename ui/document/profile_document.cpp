// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"

#include "core/base/save_file.h"
#include "core/plist/document.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QUndoCommand>

#include <utility>

namespace ui {

namespace {

QByteArray digestOf(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// The deepest path that both `a` and `b` lie at or below.
plist::Path commonAncestor(plist::Path a, const plist::Path& b)
{
    while (!b.startsWith(a))
        a = a.parent();
    return a;
}

sign::Opened newlyMade(const plist::Value& root)
{
    plist::Document document = plist::Document::create(root);
    const QByteArray text = document.text();
    return {sign::Container::Xml, text, std::nullopt, std::move(document)};
}

}  // namespace

/// One entry of the Edit menu: what was done to the bytes, enough to take it back and do it again.
class ProfileDocument::Step : public QUndoCommand
{
public:
    Step(ProfileDocument& document, const QString& text, plist::Change change, int mergeKey)
        : QUndoCommand(text)
        , m_document(document)
        , m_scope(change.scope())
        , m_mergeKey(mergeKey)
    {
        m_changes.push_back(std::move(change));
    }

    void undo() override
    {
        for (auto change = m_changes.rbegin(); change != m_changes.rend(); ++change)
            *change = m_document.m_opened.document.revert(*change);
        m_document.m_textBeforeStep.reset();
        m_document.took(m_scope);
    }

    void redo() override
    {
        // Pushing a step calls this for a change that has been made already.
        if (std::exchange(m_isNew, false))
            return;
        for (plist::Change& change : m_changes)
            change = m_document.m_opened.document.revert(change);
        m_document.m_textBeforeStep.reset();
        m_document.took(m_scope);
    }

    [[nodiscard]] int id() const override { return m_mergeKey == 0 ? -1 : m_mergeKey; }

    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = dynamic_cast<const Step*>(other);
        if (!next)
            return false;
        m_changes.insert(m_changes.end(), next->m_changes.begin(), next->m_changes.end());
        m_scope = commonAncestor(m_scope, next->m_scope);
        setObsolete(m_document.document().text() == m_document.m_textBeforeStep);
        return true;
    }

private:
    ProfileDocument& m_document;
    std::vector<plist::Change> m_changes;
    plist::Path m_scope;
    int m_mergeKey;
    bool m_isNew = true;
};

ProfileDocument::ProfileDocument(sign::Opened opened, const QString& filePath, QObject* parent)
    : QObject(parent)
    , m_opened(std::move(opened))
    , m_profile(std::make_unique<profile::Profile>(m_opened.document.root()))
    , m_filePath(filePath)
    , m_digestOnDisk(digestOf(m_opened.fileBytes))
{
    connect(&m_undoStack, &QUndoStack::cleanChanged, this, &ProfileDocument::fileChanged);
}

ProfileDocument::ProfileDocument(const plist::Value& root, QObject* parent)
    : ProfileDocument(newlyMade(root), QString(), parent)
{}

ProfileDocument::~ProfileDocument()
{
    // The stack says that it is empty when it goes; nobody must look at a half-destroyed document then.
    m_undoStack.blockSignals(true);
}

base::Result<std::unique_ptr<ProfileDocument>> ProfileDocument::open(const QString& filePath)
{
    auto bytes = base::loadFile(filePath, plist::maxBytes);
    if (!bytes)
        return bytes.error();
    auto opened = sign::open(*bytes);
    if (!opened)
        return opened.error();
    return std::make_unique<ProfileDocument>(*std::move(opened), filePath);
}

const sign::Signature* ProfileDocument::signature() const
{
    return m_opened.signature ? &*m_opened.signature : nullptr;
}

bool ProfileDocument::signatureIsLost() const
{
    return m_opened.signature.has_value() && m_opened.document.isModified();
}

QString ProfileDocument::displayName() const
{
    if (!m_filePath.isEmpty())
        return QFileInfo(m_filePath).fileName();
    const QString name = m_profile->displayName();
    return name.isEmpty() ? QCoreApplication::translate("ui", "Untitled") : name;
}

base::Result<void> ProfileDocument::apply(const QString& text,
                                          const std::vector<plist::Edit>& edits,
                                          int mergeKey)
{
    const QByteArray before = m_opened.document.text();
    auto change = m_opened.document.apply(edits);
    if (!change)
        return change.error();
    if (m_opened.document.text() == before)
        return {};

    const plist::Path scope = change->scope();
    const int stepsBefore = m_undoStack.index();
    m_undoStack.push(new Step(*this, text, *std::move(change), mergeKey));
    if (m_undoStack.index() > stepsBefore)
        m_textBeforeStep = before;
    else if (m_undoStack.index() < stepsBefore)
        m_textBeforeStep.reset();
    took(scope);
    return {};
}

bool ProfileDocument::isChangedOnDisk() const
{
    if (m_filePath.isEmpty() || !QFile::exists(m_filePath))
        return false;
    const auto bytes = base::loadFile(m_filePath, plist::maxBytes);
    return !bytes || digestOf(*bytes) != m_digestOnDisk;
}

base::Result<void> ProfileDocument::save(const QString& filePath)
{
    const auto bytes = toBytes();
    if (!bytes)
        return bytes.error();
    if (auto saved = base::saveFile(filePath, *bytes); !saved)
        return saved.error();
    m_filePath = filePath;
    m_digestOnDisk = digestOf(*bytes);
    m_undoStack.setClean();
    emit fileChanged();
    return {};
}

void ProfileDocument::took(const plist::Path& scope)
{
    m_profile = std::make_unique<profile::Profile>(m_opened.document.root());
    emit changed(scope);
    const bool wasLost = std::exchange(m_signatureWasLost, signatureIsLost());
    if (wasLost != m_signatureWasLost)
        emit fileChanged();
}

}  // namespace ui
