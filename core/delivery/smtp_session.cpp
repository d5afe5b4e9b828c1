// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/smtp_session.h"

#include "core/delivery/smtp_sockets.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <curl/curl.h>

namespace delivery {

namespace {

constexpr int pollMilliseconds = 1000;

/// As libcurl takes them.
long secondsOf(std::chrono::duration<long> seconds) { return seconds.count(); }

/// One message on its way.
struct Transfer
{
    CURL* easy = nullptr;
    const QByteArray* message = nullptr;
    qsizetype position = 0;
    long lastTimeout = 0;
    const SentBytes* sent = nullptr;
    const std::stop_token* stop = nullptr;
    bool mustSignIn = false;
    SmtpDialogue dialogue;

    /// libcurl sends without signing in where the server offers no way to.
    [[nodiscard]] bool isUnwelcome() const { return mustSignIn && dialogue.isStranger(); }
};

std::size_t readMessage(char* into, std::size_t size, std::size_t count, void* context)
{
    auto& transfer = *static_cast<Transfer*>(context);
    if (transfer.stop->stop_requested() || transfer.isUnwelcome())
        return CURL_READFUNC_ABORT;
    const auto room = static_cast<qsizetype>(size) * static_cast<qsizetype>(count);
    const qsizetype part = std::min(room, transfer.message->size() - transfer.position);
    const QByteArrayView bytes = QByteArrayView(*transfer.message).sliced(transfer.position, part);
    std::copy(bytes.begin(), bytes.end(), into);
    transfer.position += part;
    if (transfer.position == transfer.message->size()) {
        // libcurl knows the size and asks no more, so what it has is as good as sent.
        transfer.dialogue.bodyEnded();
        // A server may look into the message before it answers, and giving up then leaves it open.
        curl_easy_setopt(transfer.easy, CURLOPT_LOW_SPEED_TIME, transfer.lastTimeout);
        curl_easy_setopt(transfer.easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, transfer.lastTimeout);
    }
    if (*transfer.sent)
        (*transfer.sent)(transfer.position);
    return static_cast<std::size_t>(part);
}

int listen(CURL* /*easy*/, curl_infotype type, char* bytes, std::size_t size, void* context)
{
    auto& dialogue = static_cast<Transfer*>(context)->dialogue;
    const QByteArrayView line(bytes, static_cast<qsizetype>(size));
    if (type == CURLINFO_HEADER_OUT)
        dialogue.said(line);
    else if (type == CURLINFO_HEADER_IN)
        dialogue.heard(line);
    return 0;
}

int watch(
    void* context, curl_off_t /*downTotal*/, curl_off_t /*down*/, curl_off_t /*upTotal*/, curl_off_t /*up*/)
{
    const auto& transfer = *static_cast<const Transfer*>(context);
    return transfer.stop->stop_requested() || transfer.isUnwelcome() ? 1 : 0;
}

curl_socket_t openSocket(void* context, curlsocktype /*purpose*/, curl_sockaddr* address)
{
    return static_cast<SmtpSockets*>(context)->open(*address);
}

int closeSocket(void* context, curl_socket_t socket)
{
    return static_cast<SmtpSockets*>(context)->close(socket);
}

std::size_t ignore(char* /*bytes*/, std::size_t size, std::size_t count, void* /*context*/)
{
    return size * count;
}

/// This computer's roots and those of the account in one file, which is how libcurl takes more.
QByteArray rootsOf(const SmtpAccount& account)
{
    QByteArray pem;
    const char* path = curl_version_info(CURLVERSION_NOW)->cainfo;
    QFile file(QString::fromLocal8Bit(path == nullptr ? "" : path));
    if (file.open(QIODevice::ReadOnly))
        pem = file.readAll() + '\n';
    for (const x509::Certificate& root : account.roots)
        pem += root.pem() + '\n';
    return pem;
}

bool isRefused(CURL* easy)
{
    long number = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
#ifdef Q_OS_WIN
    return number == WSAECONNREFUSED;
#else
    return number == ECONNREFUSED;
#endif
}

SmtpEnd endOf(CURLcode code, CURL* easy, const SmtpDialogue& dialogue)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST: return SmtpEnd::NoHost;
    case CURLE_COULDNT_CONNECT: return isRefused(easy) ? SmtpEnd::Refused : SmtpEnd::NoConnection;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR: return SmtpEnd::Untrusted;
    case CURLE_USE_SSL_FAILED: return SmtpEnd::NoStartTls;
    case CURLE_SSL_CONNECT_ERROR: return SmtpEnd::Tls;
    case CURLE_LOGIN_DENIED: return SmtpEnd::Login;
    case CURLE_OPERATION_TIMEDOUT: return SmtpEnd::Timeout;
    default: break;
    }
    // For the rest libcurl has one code for a refusal and for a line that broke.
    constexpr int firstRefusal = 400;
    if (dialogue.code() >= firstRefusal)
        return SmtpEnd::Answered;
    switch (code) {
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_PARTIAL_FILE: return SmtpEnd::Cut;
    default: return SmtpEnd::Internal;
    }
}

struct FreeList
{
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

struct SmtpSession::State
{
    explicit State(const SmtpAccount& owner) : account(owner) {}
    ~State()
    {
        // QUIT is said, but nobody waits for the answer to it.
        sockets.endReading();
        curl_easy_cleanup(easy);
        curl_multi_cleanup(multi);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void setUp();
    void setUpLogin() const;
    [[nodiscard]] CURLcode run(const std::stop_token& stop) const;

    const SmtpAccount& account;
    SmtpSockets sockets;
    CURLM* multi = curl_multi_init();
    CURL* easy = curl_easy_init();
    QByteArray roots;
    std::array<char, CURL_ERROR_SIZE> detail{};
};

void SmtpSession::State::setUp()
{
    const bool isImplicit = account.server.encryption == SmtpServer::Encryption::Implicit;
    const QByteArray url = (isImplicit ? "smtps://" : "smtp://") + account.server.toString().toLatin1();
    curl_easy_setopt(easy, CURLOPT_URL, url.constData());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    const bool mayBeClear = account.clear == SmtpAccount::Clear::Allowed;
    curl_easy_setopt(easy, CURLOPT_USE_SSL, long{mayBeClear ? CURLUSESSL_TRY : CURLUSESSL_ALL});
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    if (!account.roots.empty()) {
        roots = rootsOf(account);
        curl_blob blob{roots.data(), static_cast<std::size_t>(roots.size()), CURL_BLOB_NOCOPY};
        curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
    }
    setUpLogin();
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // does not wait for a name server that is silent
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, detail.data());
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, openSocket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &sockets);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, closeSocket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, &sockets);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, readMessage);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, listen);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, watch);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, secondsOf(account.timeout));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
}

void SmtpSession::State::setUpLogin() const
{
    if (account.user.isEmpty())
        return;
    curl_easy_setopt(easy, CURLOPT_USERNAME, account.user.toUtf8().constData());
    if (account.proof == SmtpAccount::Proof::Password) {
        curl_easy_setopt(easy, CURLOPT_PASSWORD, account.secret.bytes().constData());
        return;
    }
    curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, account.secret.bytes().constData());
    // Else it would sign in with an empty password where the server takes no token.
    curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2;AUTH=OAUTHBEARER");
}

CURLcode SmtpSession::State::run(const std::stop_token& stop) const
{
    CURLcode code = CURLE_FAILED_INIT;
    if (curl_multi_add_handle(multi, easy) != CURLM_OK)
        return code;
    int running = 1;
    while (running > 0 && !stop.stop_requested()) {
        if (curl_multi_perform(multi, &running) != CURLM_OK)
            break;
        if (running > 0)
            curl_multi_poll(multi, nullptr, 0, pollMilliseconds, nullptr);
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left))
        if (message->msg == CURLMSG_DONE)
            code = message->data.result;
    curl_multi_remove_handle(multi, easy);
    return code;
}

SmtpSession::SmtpSession(const SmtpAccount& account) : d(std::make_unique<State>(account)) { d->setUp(); }

SmtpSession::~SmtpSession() = default;

SmtpOutcome SmtpSession::send(const QByteArray& message,
                              const MailAddress& from,
                              const MailAddress& to,
                              const SentBytes& sent,
                              const std::stop_token& stop)
{
    Transfer transfer{
        d->easy, &message, 0, secondsOf(d->account.lastTimeout), &sent, &stop, !d->account.user.isEmpty(),
        {}};
    const std::unique_ptr<curl_slist, FreeList> recipients(
        curl_slist_append(nullptr, ('<' + to.spec() + '>').constData()));
    const long timeout = secondsOf(d->account.timeout);
    curl_easy_setopt(d->easy, CURLOPT_MAIL_FROM, ('<' + from.spec() + '>').constData());
    curl_easy_setopt(d->easy, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(d->easy, CURLOPT_INFILESIZE_LARGE, curl_off_t{message.size()});
    curl_easy_setopt(d->easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, timeout);
    curl_easy_setopt(d->easy, CURLOPT_LOW_SPEED_TIME, timeout);
    curl_easy_setopt(d->easy, CURLOPT_READDATA, &transfer);
    curl_easy_setopt(d->easy, CURLOPT_DEBUGDATA, &transfer);
    curl_easy_setopt(d->easy, CURLOPT_XFERINFODATA, &transfer);
    curl_easy_setopt(d->easy, CURLOPT_VERBOSE, 1L);  // goes to listen() alone
    curl_easy_setopt(d->easy, CURLOPT_NOPROGRESS, 0L);
    d->detail.fill('\0');

    CURLcode code = CURLE_OK;
    {
        const std::stop_callback wake(stop, [this] {
            d->sockets.endAll();
            curl_multi_wakeup(d->multi);
        });
        code = d->run(stop);
    }
    // What is said from here on belongs to no message.
    curl_easy_setopt(d->easy, CURLOPT_VERBOSE, 0L);
    curl_easy_setopt(d->easy, CURLOPT_NOPROGRESS, 1L);
    const SmtpDialogue& dialogue = transfer.dialogue;
    if (dialogue.isTaken())
        return {};
    const SmtpEnd end = stop.stop_requested()    ? SmtpEnd::Cancelled
                        : transfer.isUnwelcome() ? SmtpEnd::Login
                                                 : endOf(code, d->easy, dialogue);
    return {
        judge(end, dialogue, d->account, QString::fromLatin1(to.spec()), QString::fromUtf8(d->detail.data())),
        dialogue.isOpen()};
}

}  // namespace delivery
