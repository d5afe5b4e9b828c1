// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ndes_pages.h"
#include "tests/support/scripted_server.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QtEndian>

#include <atomic>
#include <chrono>
#include <thread>

namespace test {

/// What the administrator's site answers to whom it knows.
enum class NdesMode {
    English,  ///< as NDES does it: UTF-16LE without a mark
    Utf8,
    German,
    French,
    SinglePassword,
    CacheFull,
    NoPermission,
    DeniesAll,    ///< 401, whoever it is
    Forbidden,    ///< 403
    NotFound,     ///< 404
    ServerError,  ///< 500
    Stopped,      ///< 503
    Redirects,    ///< to another host
    Slow,         ///< the right page, in pieces over half a second
    Stalls,       ///< half a page, and no end
    Huge,         ///< three MiB
};

enum class NdesAuth { Windows, Basic };

/// The challenge messages of NTLM ([MS-NLMP]) as a server makes and checks them, with the password at hand.
class NtlmServer
{
public:
    NtlmServer(QString user, QString domain, QString password)
        : m_user(std::move(user))
        , m_domain(std::move(domain))
        , m_password(std::move(password))
    {}

    static bool isNegotiate(const QByteArray& message) { return isType(message, 1); }

    /// 2.2.1.2, CHALLENGE_MESSAGE.
    [[nodiscard]] QByteArray challenge() const
    {
        constexpr quint32 flags = 0x1 | 0x4 | 0x200 | 0x8000 | 0x10000 | 0x80000 | 0x800000;
        constexpr quint32 fixedPart = 48;
        const QByteArray target = utf16(m_domain);
        QByteArray info;
        for (const auto& [id, value] :
             {std::pair<quint16, QByteArray>{2, target}, {1, utf16(QStringLiteral("NDES"))}, {0, {}}})
            info += number(id) + number(static_cast<quint16>(value.size())) + value;
        QByteArray message("NTLMSSP\0", 8);
        message += number(quint32(2)) + field(target, fixedPart) + number(flags) + nonce + QByteArray(8, '\0')
                   + field(info, fixedPart + static_cast<quint32>(target.size()));
        return message + target + info;
    }

    /// 3.3.2: whether the AUTHENTICATE_MESSAGE proves the password (NTLMv2).
    [[nodiscard]] bool accepts(const QByteArray& message) const
    {
        constexpr qsizetype proofSize = 16;
        const QByteArray answer = part(message, 20);
        const QString domain = fromUtf16(part(message, 28));
        const QString user = fromUtf16(part(message, 36));
        if (!isType(message, 3) || answer.size() <= proofSize + 8
            || user.compare(m_user, Qt::CaseInsensitive) != 0
            || domain.compare(m_domain, Qt::CaseInsensitive) != 0)
            return false;
        const QByteArray hash = QCryptographicHash::hash(utf16(m_password), QCryptographicHash::Md4);
        const QByteArray key = hmac(utf16(user.toUpper() + domain), hash);
        return hmac(nonce + answer.mid(proofSize), key) == answer.left(proofSize);
    }

private:
    static constexpr char nonceBytes[] = "\x01\x23\x45\x67\x89\xab\xcd\xef";
    static inline const QByteArray nonce{nonceBytes, 8};

    template <class T>
    static QByteArray number(T value)
    {
        QByteArray bytes(sizeof(T), '\0');
        qToLittleEndian(value, bytes.data());
        return bytes;
    }
    static QByteArray field(const QByteArray& value, quint32 offset)
    {
        const auto size = static_cast<quint16>(value.size());
        return number(size) + number(size) + number(offset);
    }
    static QByteArray part(const QByteArray& message, qsizetype at)
    {
        if (message.size() < at + 8)
            return {};
        const auto size = qFromLittleEndian<quint16>(message.constData() + at);
        const auto offset = qFromLittleEndian<quint32>(message.constData() + at + 4);
        return message.mid(offset, size);
    }
    static bool isType(const QByteArray& message, quint32 type)
    {
        return message.startsWith(QByteArray("NTLMSSP\0", 8)) && message.mid(8, 4) == number(type);
    }
    static QByteArray utf16(const QString& text) { return encodedPage(text, PageEncoding::Utf16Le); }
    static QString fromUtf16(const QByteArray& bytes)
    {
        return QString::fromUtf16(reinterpret_cast<const char16_t*>(bytes.constData()), bytes.size() / 2);
    }
    static QByteArray hmac(const QByteArray& message, const QByteArray& key)
    {
        return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Md5);
    }

    QString m_user;
    QString m_domain;
    QString m_password;
};

/// An NDES on the loopback: its administrator's site behind NTLM (offered beside Negotiate, as IIS does) or
/// Basic, with five slots for challenges.
class NdesServer
{
public:
    static inline const QString user = QStringLiteral("CORP\\anna");
    static inline const QString password = QStringLiteral("Kein Wort; zu niemand!");
    static inline const QString thumbprint = QStringLiteral("A656FA66 AB12B433 A2DA5CF7 CC153D9A");

    explicit NdesServer(NdesMode mode, NdesAuth auth = NdesAuth::Windows)
        : m_mode(mode)
        , m_auth(auth)
        , m_ntlm(user.section(u'\\', 1), user.section(u'\\', 0, 0), password)
        , m_server([this](Connection& connection) { serve(connection); })
    {}

    [[nodiscard]] QString address() const
    {
        return QStringLiteral("http://127.0.0.1:%1").arg(m_server.port());
    }
    /// The challenge in the slot `number`, from 1.
    [[nodiscard]] static QString challenge(int number)
    {
        return QStringLiteral("8CE317021F69%1").arg(number, 4, 16, QChar(u'0')).toUpper();
    }
    [[nodiscard]] int slotsTaken() const { return m_slots; }
    [[nodiscard]] int requests() const { return m_requests; }
    /// Whether anybody sent a password that can be read from the line.
    [[nodiscard]] bool hasSeenClearPassword() const { return m_clear; }

private:
    void serve(Connection& connection)
    {
        for (QByteArray head = receiveHead(connection); !head.isEmpty(); head = receiveHead(connection)) {
            ++m_requests;
            if (!head.startsWith("GET /certsrv/mscep_admin/ HTTP/1.1\r\n"))
                send(connection, "404 Not Found", "text/html", "<h1>404</h1>");
            else if (m_mode == NdesMode::DeniesAll)
                refuse(connection);
            else if (admits(connection, head))
                answer(connection);
            if (m_mode == NdesMode::Stalls)
                return connection.waitUntilClosed();
        }
    }

    static QByteArray receiveHead(Connection& connection)
    {
        QByteArray head;
        while (!head.contains("\r\n\r\n")) {
            const QByteArray more = connection.receive();
            if (more.isEmpty())
                return {};
            head += more;
        }
        return head;
    }

    static void send(Connection& connection,
                     const QByteArray& status,
                     const QByteArray& type,
                     const QByteArray& body,
                     const QByteArray& more = {})
    {
        connection.send("HTTP/1.1 " + status + "\r\nServer: Microsoft-IIS/10.0\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more + "\r\n"
                        + body);
    }

    void refuse(Connection& connection, const QByteArray& token = {}) const
    {
        const QByteArray offers =
            !token.isEmpty() ? "WWW-Authenticate: NTLM " + token.toBase64() + "\r\n"
            : m_auth == NdesAuth::Basic
                ? QByteArray("WWW-Authenticate: Basic realm=\"ndes\"\r\n")
                : QByteArray("WWW-Authenticate: Negotiate\r\nWWW-Authenticate: NTLM\r\n");
        send(connection, "401 Unauthorized", "text/html", "<h1>401 - Unauthorized</h1>", offers);
    }

    /// Whether the request proves who sends it; asks for the next proof otherwise.
    bool admits(Connection& connection, const QByteArray& head)
    {
        const QByteArray start = "\r\nAuthorization: ";
        const qsizetype at = head.indexOf(start);
        const QByteArray value =
            at < 0 ? QByteArray()
                   : head.mid(at + start.size(), head.indexOf("\r\n", at + 2) - at - start.size());
        const QByteArray token = QByteArray::fromBase64(value.mid(value.indexOf(' ') + 1));
        m_clear = m_clear || value.startsWith("Basic ");
        if (m_auth == NdesAuth::Basic && token == (user + u':' + password).toUtf8())
            return true;
        if (m_auth == NdesAuth::Windows && value.startsWith("NTLM ")) {
            if (m_ntlm.accepts(token))
                return true;
            refuse(connection, NtlmServer::isNegotiate(token) ? m_ntlm.challenge() : QByteArray());
            return false;
        }
        refuse(connection);
        return false;
    }

    void answer(Connection& connection)
    {
        switch (m_mode) {
        case NdesMode::Forbidden: return send(connection, "403 Forbidden", "text/html", "<h1>403</h1>");
        case NdesMode::NotFound: return send(connection, "404 Not Found", "text/html", "<h1>404</h1>");
        case NdesMode::ServerError:
            return send(connection, "500 Internal Server Error", "text/html", "<h1>500</h1>");
        case NdesMode::Stopped:
            return send(connection, "503 Service Unavailable", "text/html", "<h2>Service Unavailable</h2>");
        case NdesMode::Redirects:
            return send(connection, "302 Found", "text/html", "",
                        "Location: https://portal.example.com/login\r\n");
        case NdesMode::Huge: return send(connection, "200 OK", "text/html", QByteArray(3 * 1024 * 1024, ' '));
        default: sendPage(connection);
        }
    }

    void sendPage(Connection& connection)
    {
        const QByteArray body = page();
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                                + QByteArray::number(body.size()) + "\r\n\r\n";
        if (m_mode == NdesMode::Stalls)
            return connection.send(head + body.left(body.size() / 2));
        if (m_mode != NdesMode::Slow)
            return connection.send(head + body);
        connection.send(head);
        constexpr qsizetype pieces = 10;
        for (qsizetype i = 0; i <= pieces; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            const qsizetype size = body.size() / pieces;
            connection.send(body.mid(i * size, size));
        }
    }

    QByteArray page()
    {
        constexpr int mostSlots = 5;
        if (m_mode == NdesMode::NoPermission)
            return encodedPage(noPermissionPage(), PageEncoding::Utf16Le);
        if (m_mode == NdesMode::CacheFull || m_slots >= mostSlots)
            return encodedPage(cacheFullPage(), PageEncoding::Utf16Le);
        const QString next = challenge(m_mode == NdesMode::SinglePassword ? 1 : ++m_slots);
        switch (m_mode) {
        case NdesMode::German:
            return encodedPage(germanChallengePage(next, thumbprint), PageEncoding::Utf16Le);
        case NdesMode::French:
            return encodedPage(frenchChallengePage(next, thumbprint), PageEncoding::Utf16Le);
        case NdesMode::Utf8:
            return encodedPage(englishChallengePage(next, thumbprint, onceFor60), PageEncoding::Utf8);
        case NdesMode::SinglePassword:
            return encodedPage(englishChallengePage(next, thumbprint, again), PageEncoding::Utf16Le);
        default: return encodedPage(englishChallengePage(next, thumbprint, onceFor60), PageEncoding::Utf16Le);
        }
    }

    NdesMode m_mode;
    NdesAuth m_auth;
    NtlmServer m_ntlm;
    std::atomic<int> m_slots = 0;
    std::atomic<int> m_requests = 0;
    std::atomic<bool> m_clear = false;
    ScriptedServer m_server;  // last: its thread uses all of the above
};

}  // namespace test
