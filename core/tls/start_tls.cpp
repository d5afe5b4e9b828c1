// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/start_tls.h"

#include "core/x509/asn1.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace tls {

namespace {

using Code = base::Error::Code;

constexpr qsizetype maxWords = qsizetype{64} * 1024;

base::Error notOffered(StartTls how, const QByteArray& answer)
{
    return {Code::Network,
            QCoreApplication::translate("tls", "The server does not offer STARTTLS for %1")
                .arg(startTlsName(how).toUpper()),
            QString::fromLatin1(answer.left(200).toPercentEncoding(" +-*./:=[]")),
            QCoreApplication::translate("tls", "Is it a port on which TLS begins at once?")};
}

base::Error refused(StartTls how, const QByteArray& answer)
{
    return {Code::Network,
            QCoreApplication::translate("tls", "The server refuses STARTTLS for %1: it said %2")
                .arg(startTlsName(how).toUpper(), excerpt(answer)),
            {},
            QCoreApplication::translate("tls", "Is it a port on which TLS begins at once?")};
}

base::Error otherService(StartTls how, const QByteArray& answer)
{
    return {Code::Network, QCoreApplication::translate("tls", "The server does not speak %1: it said %2")
                               .arg(startTlsName(how).toUpper(), excerpt(answer))};
}

base::Error broken(Traffic traffic)
{
    if (traffic == Traffic::Cancelled)
        return cancelled();
    if (traffic == Traffic::TimedOut)
        return {Code::Network,
                QCoreApplication::translate("tls", "The server accepts the connection and then says nothing"),
                {},
                QCoreApplication::translate("tls", "Is it a port on which TLS begins at once?")};
    return {Code::Network, QCoreApplication::translate("tls", "The server hangs up before TLS has begun")};
}

/// The talk in clear before TLS. What comes behind the last answer is dropped, as RFC 3207, 4.2 wants it.
class Talk
{
public:
    Talk(Socket& socket, StartTls how, const Patience& patience)
        : m_socket(socket)
        , m_how(how)
        , m_patience(patience)
    {}

    base::Result<> smtp()
    {
        auto greeting = answer("220");
        if (!greeting)
            return greeting.error();
        // RFC 2606 keeps this name from belonging to anybody.
        auto features = say("EHLO client.invalid\r\n", "250");
        if (!features)
            return features.error();
        if (!features->toUpper().contains("STARTTLS"))
            return notOffered(m_how, *features);
        return last(say("STARTTLS\r\n", "220"));
    }

    base::Result<> imap()
    {
        auto greeting = answer("* ");
        if (!greeting)
            return greeting.error();
        auto features = say("a1 CAPABILITY\r\n", "a1 OK");
        if (!features)
            return features.error();
        if (!features->toUpper().contains("STARTTLS"))
            return notOffered(m_how, *features);
        return last(say("a2 STARTTLS\r\n", "a2 OK"));
    }

    base::Result<> pop3()
    {
        auto greeting = answer("+OK");
        if (!greeting)
            return greeting.error();
        return last(say("STLS\r\n", "+OK"));
    }

    /// RFC 4511, 4.14.1: an ExtendedRequest, and the resultCode 0 in the answer.
    base::Result<> ldap()
    {
        const QByteArray request = QByteArray::fromHex("301d02010177188016") + "1.3.6.1.4.1.1466.20037";
        if (const Traffic traffic = m_socket.send(request, m_patience); traffic != Traffic::Done)
            return broken(traffic);
        QByteArray reply;
        while (true) {
            if (const Traffic traffic = m_socket.receive(reply, m_patience); traffic != Traffic::Done)
                return broken(traffic);
            if (!reply.startsWith('\x30') || reply.size() > maxWords)
                return otherService(m_how, reply);
            const auto message = x509::readElement(reply);
            if (message && message->length >= 0)
                break;
        }
        return isSuccess(reply) ? base::Result<>() : notOffered(m_how, reply);
    }

private:
    /// The resultCode of an ExtendedResponse (RFC 4511, 4.12) is the first thing in it.
    static bool isSuccess(QByteArrayView reply)
    {
        const auto message = x509::readElement(reply);
        reply = reply.sliced(message->size);
        const auto number = x509::readElement(reply);
        if (!number || number->length < 0)
            return false;
        reply = reply.sliced(number->size + number->length);
        const auto response = x509::readElement(reply);
        return response && response->tag == 0x78
               && reply.sliced(response->size).startsWith(QByteArrayView("\x0a\x01\x00", 3));
    }

    base::Result<QByteArray> say(const QByteArray& words, const QByteArray& expected)
    {
        if (const Traffic traffic = m_socket.send(words, m_patience); traffic != Traffic::Done)
            return broken(traffic);
        return answer(expected);
    }

    /// Reads whole lines until one that ends an answer; fails when it is not the expected one.
    base::Result<QByteArray> answer(const QByteArray& expected)
    {
        QByteArray heard;
        qsizetype from = 0;
        while (true) {
            for (qsizetype end = heard.indexOf('\n', from); end >= 0; end = heard.indexOf('\n', from)) {
                const QByteArray line = heard.sliced(from, end - from).trimmed();
                from = end + 1;
                if (!isLast(line, expected))
                    continue;
                if (line.startsWith(expected))
                    return heard;
                return refusal(line);
            }
            if (heard.size() > maxWords)
                return otherService(m_how, heard);
            const Traffic traffic = m_socket.receive(heard, m_patience);
            if (traffic != Traffic::Done)
                return heard.isEmpty() ? broken(traffic) : otherService(m_how, heard);
        }
    }

    /// Of SMTP "250-" goes on and "250 " ends; of IMAP the line with our tag ends.
    bool isLast(const QByteArray& line, const QByteArray& expected) const
    {
        switch (m_how) {
        case StartTls::Smtp: return line.size() < 4 || line.at(3) != '-';
        case StartTls::Imap: return expected.startsWith('*') || line.startsWith(expected.left(2));
        default: return true;
        }
    }

    base::Error refusal(const QByteArray& line) const
    {
        const bool speaks =
            (m_how == StartTls::Smtp && !line.isEmpty() && line.at(0) >= '4' && line.at(0) <= '5')
            || (m_how == StartTls::Imap && line.startsWith('a'))
            || (m_how == StartTls::Pop3 && line.startsWith("-ERR"));
        return speaks ? refused(m_how, line) : otherService(m_how, line);
    }

    static base::Result<> last(const base::Result<QByteArray>& answered)
    {
        return answered ? base::Result<>() : answered.error();
    }

    Socket& m_socket;
    StartTls m_how;
    const Patience& m_patience;
};

bool isPrintable(char c) { return c >= 0x20 && c < 0x7f; }

}  // namespace

QString excerpt(const QByteArray& bytes)
{
    constexpr qsizetype maxShown = 60;
    const auto* const end = std::find_if_not(bytes.begin(), bytes.end(), isPrintable);
    if (const qsizetype length = end - bytes.begin(); length >= 3) {
        const QString text = QString::fromLatin1(bytes.left(std::min(length, maxShown)));
        return u"“%1”"_s.arg(length > maxShown ? text + u'…' : text);
    }
    return QString::fromLatin1(bytes.left(16).toHex(' ')) + (bytes.size() > 16 ? u"…"_s : QString());
}

base::Result<> startTls(Socket& socket, StartTls how, const Patience& patience)
{
    Talk talk(socket, how, patience);
    switch (how) {
    case StartTls::None: return {};
    case StartTls::Smtp: return talk.smtp();
    case StartTls::Imap: return talk.imap();
    case StartTls::Pop3: return talk.pop3();
    case StartTls::Ldap: return talk.ldap();
    }
    Q_UNREACHABLE();
}

}  // namespace tls
