// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/mail_ways.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <windows.h>
// Needs the types of windows.h.
#include <mapi.h>
#include <string>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

// https://learn.microsoft.com/windows/win32/api/mapi/nc-mapi-mapisendmailw

/// mapi32.dll, loaded for one message: the stub forwards to whatever mail program is the default now.
class MapiLibrary
{
public:
    MapiLibrary() : m_library(::LoadLibraryExW(L"mapi32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32)) {}
    ~MapiLibrary()
    {
        if (m_library != nullptr)
            ::FreeLibrary(m_library);
    }
    MapiLibrary(const MapiLibrary&) = delete;
    MapiLibrary& operator=(const MapiLibrary&) = delete;

    [[nodiscard]] LPMAPISENDMAILW sendMail() const
    {
        return m_library == nullptr
                   ? nullptr
                   : reinterpret_cast<LPMAPISENDMAILW>(::GetProcAddress(m_library, "MAPISendMailW"));
    }

private:
    HMODULE m_library;
};

/// A message in the structures of MAPI; they point into what this keeps.
class MapiMessage
{
public:
    explicit MapiMessage(const MailDraft& draft)
        : m_subject(draft.subject.toStdWString())
        , m_body(QString(draft.body).replace(u"\n"_s, u"\r\n"_s).toStdWString())
    {
        for (const MailAddress& address : draft.to) {
            m_addresses.push_back(u"SMTP:%1"_s.arg(QString::fromLatin1(address.spec())).toStdWString());
            m_names.push_back(QString::fromLatin1(address.spec()).toStdWString());
        }
        for (const QString& file : draft.files) {
            const QFileInfo info(file);
            m_paths.push_back(QDir::toNativeSeparators(info.absoluteFilePath()).toStdWString());
            m_fileNames.push_back(info.fileName().toStdWString());
        }
        fill();
    }
    MapiMessage(const MapiMessage&) = delete;
    MapiMessage& operator=(const MapiMessage&) = delete;

    [[nodiscard]] lpMapiMessageW message() { return &m_message; }

private:
    void fill()
    {
        for (std::size_t i = 0; i < m_addresses.size(); ++i) {
            MapiRecipDescW recipient{};
            recipient.ulRecipClass = MAPI_TO;
            recipient.lpszName = m_names[i].data();
            recipient.lpszAddress = m_addresses[i].data();
            m_recipients.push_back(recipient);
        }
        for (std::size_t i = 0; i < m_paths.size(); ++i) {
            MapiFileDescW file{};
            file.nPosition = static_cast<ULONG>(-1);  // not drawn into the text
            file.lpszPathName = m_paths[i].data();
            file.lpszFileName = m_fileNames[i].data();
            m_files.push_back(file);
        }
        m_message.lpszSubject = m_subject.data();
        m_message.lpszNoteText = m_body.data();
        m_message.nRecipCount = static_cast<ULONG>(m_recipients.size());
        m_message.lpRecips = m_recipients.data();
        m_message.nFileCount = static_cast<ULONG>(m_files.size());
        m_message.lpFiles = m_files.data();
    }

    std::wstring m_subject;
    std::wstring m_body;
    std::vector<std::wstring> m_addresses;
    std::vector<std::wstring> m_names;
    std::vector<std::wstring> m_paths;
    std::vector<std::wstring> m_fileNames;
    std::vector<MapiRecipDescW> m_recipients;
    std::vector<MapiFileDescW> m_files;
    MapiMessageW m_message{};
};

base::Result<> answerOf(ULONG code)
{
    if (code == SUCCESS_SUCCESS)
        return {};
    if (code == MAPI_E_USER_ABORT)
        return base::Error{
            base::Error::Code::Cancelled,
            QCoreApplication::translate("delivery", "The message was closed without being sent")};
    return base::Error{
        base::Error::Code::Unsupported,
        QCoreApplication::translate("delivery", "The mail program could not open a message"),
        u"MAPI error %1"_s.arg(code),
        QCoreApplication::translate(
            "delivery", "The new Outlook takes no messages from other programs; save a draft instead")};
}

/// Blocks until the person has sent or closed the message, so call it from a worker thread.
base::Result<> open(const MailDraft& draft, const std::stop_token& /*stop*/)
{
    const MapiLibrary library;
    const LPMAPISENDMAILW sendMail = library.sendMail();
    if (sendMail == nullptr)
        return base::Error{
            base::Error::Code::NotFound,
            QCoreApplication::translate("delivery", "This computer has no mail program with MAPI")};
    MapiMessage message(draft);
    return answerOf(sendMail(0, 0, message.message(), MAPI_DIALOG | MAPI_LOGON_UI, 0));
}

}  // namespace

MailWay mapiWay()
{
    MailWay way{
        u"mapi"_s,
        QCoreApplication::translate("delivery", "Default mail program"),
        {false, QCoreApplication::translate("delivery", "This computer has no mail program with MAPI")},
        open};
    if (MapiLibrary().sendMail() != nullptr)
        way.readiness = {true, QCoreApplication::translate(
                                   "delivery", "Opens the message; look whether the attachment is there")};
    return way;
}

}  // namespace delivery
