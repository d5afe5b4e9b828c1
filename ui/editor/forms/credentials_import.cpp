// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/credentials_import.h"

#include "core/base/save_file.h"
#include "ui/document/profile_document.h"
#include "ui/editor/forms/credentials_identity.h"
#include "ui/editor/forms/credentials_model.h"
#include "ui/editor/message_area.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr qint64 maxFileBytes = qint64(16) * 1024 * 1024;
const QString importName = u"import"_s;

bool isCredentialsFile(const QUrl& url)
{
    static const QStringList suffixes{u"cer"_s, u"crt"_s, u"der"_s, u"pem"_s, u"p7b"_s,
                                      u"p7c"_s, u"p12"_s, u"pfx"_s, u"key"_s};
    return url.isLocalFile() && suffixes.contains(QFileInfo(url.toLocalFile()).suffix().toLower());
}

bool isPem(const QString& text)
{
    return text.contains(u"-----BEGIN CERTIFICATE-----"_s)
           || text.contains(u"-----BEGIN X509 CERTIFICATE-----"_s)
           || text.contains(u"-----BEGIN TRUSTED CERTIFICATE-----"_s)
           || text.contains(u"-----BEGIN PKCS7-----"_s) || text.contains(u"PRIVATE KEY-----"_s);
}

/// A few sentences, and how many more there would be.
QStringList firstOf(const QStringList& texts)
{
    constexpr qsizetype most = 4;
    if (texts.size() <= most)
        return texts;
    const auto further = static_cast<int>(texts.size() - most + 1);
    return texts.first(most - 1) << QCoreApplication::translate("credentials", "…and %n more like this",
                                                                nullptr, further);
}

/// One import: what it told, and the identities that can still be made of its private keys.
class Import : public QObject
{
public:
    Import(ProfileDocument& document, QWidget* parent)
        : QObject(parent)
        , m_document(&document)
        , m_parent(parent)
    {}

    void run(const std::vector<CredentialFile>& files, QStringList problems);
    [[nodiscard]] bool isOffering() const { return !m_keys.empty(); }

private:
    void tell(const QStringList& texts, Tone tone);
    void askForIdentity();
    void add(const NewIdentity& identity);
    void offer();

    QPointer<ProfileDocument> m_document;
    QWidget* m_parent;
    std::vector<LooseKey> m_keys;
    QStringList m_added;  ///< PayloadUUIDs of what this import added
};

void Import::run(const std::vector<CredentialFile>& files, QStringList problems)
{
    ImportPlan plan = planImport(files, m_document->profile());
    problems += plan.problems;
    const std::size_t before = m_document->profile().payloads().size();
    if (!plan.credentials.empty()) {
        const QString text = plan.credentials.size() == 1
                                 ? QCoreApplication::translate("credentials", "Add %1")
                                       .arg(plan.credentials.front().displayName)
                                 : QCoreApplication::translate("credentials", "Add %1 certificates")
                                       .arg(plan.credentials.size());
        const auto done = m_document->apply(text, importEdits(plan, m_document->root(), {}));
        if (!done)
            problems << done.error().message;
    }
    const auto& payloads = m_document->profile().payloads();
    for (std::size_t i = before; i < payloads.size(); ++i)
        m_added << payloads[i].uuid;
    m_keys = std::move(plan.keys);
    QStringList texts = firstOf(problems) + firstOf(plan.skipped);
    for (const LooseKey& key : m_keys)
        texts << whatWasLeftOut(key);
    tell(texts, !problems.isEmpty() ? Tone::Error : !m_keys.empty() ? Tone::Warning : Tone::Info);
}

void Import::tell(const QStringList& texts, Tone tone)
{
    if (!m_parent)
        return;
    auto* area = m_parent->window()->findChild<MessageArea*>();
    if (area)
        area->remove(u"skipped"_s);
    if (texts.isEmpty())
        return;
    const QString offer = QCoreApplication::translate("credentials", "Make an identity…");
    if (area) {
        Message message{tone, texts.join(u'\n')};
        if (!m_keys.empty())
            message.buttons.push_back({offer, [self = QPointer(this)] {
                                           if (self)
                                               self->askForIdentity();
                                       }});
        // What was left out for good is over with the next change; a key waits for its certificate.
        area->show(m_keys.empty() ? u"skipped"_s : u"credentials"_s, message);
        return;
    }
    auto* box = new QMessageBox(tone == Tone::Info ? QMessageBox::Information : QMessageBox::Warning,
                                QCoreApplication::translate("credentials", "Add credentials"),
                                texts.join(u'\n'), QMessageBox::Ok, m_parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_keys.empty()) {
        const QAbstractButton* make = box->addButton(offer, QMessageBox::ActionRole);
        QObject::connect(make, &QAbstractButton::clicked, this, &Import::askForIdentity);
    }
    box->open();
}

void Import::askForIdentity()
{
    if (!m_document || m_keys.empty())
        return;
    auto* dialog = new IdentityDialog(m_keys.front(), m_parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &IdentityDialog::made, this, &Import::add);
    connect(dialog, &QDialog::rejected, this, &Import::offer);
    dialog->open();
}

void Import::add(const NewIdentity& identity)
{
    if (!m_document)
        return;
    const auto done = m_document->apply(QCoreApplication::translate("credentials", "Make the identity %1")
                                            .arg(identity.certificate.displayName()),
                                        identityEdits(identity, m_document->document(), m_added, {}));
    m_keys.erase(m_keys.begin());
    if (!done)
        tell({done.error().message}, Tone::Error);
    else if (isOffering())
        offer();
    else
        deleteLater();
}

/// What a message offers is gone with it, so it is told again.
void Import::offer()
{
    QStringList texts;
    for (const LooseKey& key : m_keys)
        texts << whatWasLeftOut(key);
    tell(texts, Tone::Warning);
}

void import(ProfileDocument& document,
            const std::vector<CredentialFile>& files,
            const QStringList& problems,
            QWidget* parent)
{
    Import silent(document, nullptr);
    if (!parent)
        return silent.run(files, problems);
    // What the one before still offers goes with its message; so do the keys it holds.
    const auto olds = parent->findChildren<QObject*>(importName, Qt::FindDirectChildrenOnly);
    for (QObject* old : olds)
        old->deleteLater();
    auto* next = new Import(document, parent);
    next->setObjectName(importName);
    next->run(files, problems);
    if (!next->isOffering())
        next->deleteLater();
}

}  // namespace

bool canImportCredentials(const QMimeData& data)
{
    const QList<QUrl> urls = data.urls();
    if (!urls.isEmpty())
        return std::any_of(urls.begin(), urls.end(), isCredentialsFile);
    return data.hasText() && isPem(data.text());
}

void importCredentials(ProfileDocument& document, const QMimeData& data, QWidget* parent)
{
    QStringList paths;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    if (!paths.isEmpty())
        importCredentialFiles(document, paths, parent);
    else if (data.hasText())
        import(document, {{ {}, data.text().toUtf8() }}, {}, parent);
}

void importCredentialFiles(ProfileDocument& document, const QStringList& paths, QWidget* parent)
{
    std::vector<CredentialFile> files;
    QStringList problems;
    for (const QString& path : paths) {
        const QString name = QFileInfo(path).fileName();
        const auto bytes = base::loadFile(path, maxFileBytes);
        if (bytes)
            files.push_back({name, *bytes});
        else
            problems << (bytes.error().message.contains(name) ? bytes.error().message
                                                              : name + u": "_s + bytes.error().message);
    }
    import(document, files, problems, parent);
}

}  // namespace ui
