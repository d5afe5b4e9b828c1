// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/credentials_import.h"

#include "core/base/save_file.h"
#include "ui/document/profile_document.h"
#include "ui/editor/forms/credentials_model.h"
#include "ui/editor/message_area.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr qint64 maxFileBytes = 16 * 1024 * 1024;

bool isCredentialsFile(const QUrl& url)
{
    static const QStringList suffixes{u"cer"_s, u"crt"_s, u"der"_s, u"pem"_s,
                                      u"p7b"_s, u"p7c"_s, u"p12"_s, u"pfx"_s};
    return url.isLocalFile() && suffixes.contains(QFileInfo(url.toLocalFile()).suffix().toLower());
}

bool isPem(const QString& text)
{
    return text.contains(u"-----BEGIN CERTIFICATE-----"_s)
           || text.contains(u"-----BEGIN X509 CERTIFICATE-----"_s)
           || text.contains(u"-----BEGIN TRUSTED CERTIFICATE-----"_s)
           || text.contains(u"-----BEGIN PKCS7-----"_s);
}

void tell(const ImportPlan& plan, QWidget* parent)
{
    const QStringList all = plan.problems + plan.skipped;
    if (all.isEmpty() || !parent)
        return;
    const Tone tone = plan.problems.isEmpty() ? Tone::Info : Tone::Error;
    if (auto* area = parent->window()->findChild<MessageArea*>()) {
        area->show(u"credentials"_s, {tone, all.join(u'\n')});
        return;
    }
    auto* box = new QMessageBox(plan.problems.isEmpty() ? QMessageBox::Information : QMessageBox::Warning,
                                QCoreApplication::translate("credentials", "Add credentials"),
                                all.join(u'\n'), QMessageBox::Ok, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void import(ProfileDocument& document,
            const std::vector<CredentialFile>& files,
            QStringList problems,
            QWidget* parent)
{
    ImportPlan plan = planImport(files, document.profile());
    plan.problems = problems + plan.problems;
    if (!plan.credentials.empty()) {
        const QString text = plan.credentials.size() == 1
                                 ? QCoreApplication::translate("credentials", "Add %1")
                                       .arg(plan.credentials.front().displayName)
                                 : QCoreApplication::translate("credentials", "Add %1 certificates")
                                       .arg(plan.credentials.size());
        const auto done = document.apply(text, importEdits(plan, document.root(), {}));
        if (!done)
            plan.problems << done.error().message;
    }
    tell(plan, parent);
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
