// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace delivery {

/// How far a client and a server have come with one message, told from the lines they exchange.
///
/// Nothing of what the client says is kept, so no password is; of what the server says, the last answer.
class SmtpDialogue
{
public:
    enum class Stage {
        Connect,    ///< up to the server's greeting
        Hello,      ///< EHLO
        Tls,        ///< STARTTLS and the handshake behind it
        Login,      ///< AUTH
        Sender,     ///< MAIL FROM
        Recipient,  ///< RCPT TO
        Data,       ///< DATA, up to the leave to go on
        Body,       ///< the message is on its way
        End,        ///< all of it may be there, and the server has to say whether it takes it
    };

    void said(QByteArrayView line);   ///< a command of the client
    void heard(QByteArrayView line);  ///< one line of an answer
    void bodyEnded();                 ///< the last bytes of the message were handed to the connection

    [[nodiscard]] Stage stage() const { return m_stage; }
    /// Whether the message was begun on a new connection without signing in.
    [[nodiscard]] bool isStranger() const { return m_isStranger; }
    /// The code of the whole answer to the last command (RFC 5321 §4.2); 0: there is none yet.
    [[nodiscard]] int code() const { return m_code; }
    /// Class, subject and detail of RFC 3463, "5.2.2"; empty when the answer has none.
    [[nodiscard]] QString enhancedCode() const;
    /// What the server said with it, printable, in one line; why it takes no token in words (RFC 7628
    /// §3.2.2).
    [[nodiscard]] QString text() const;

    [[nodiscard]] bool isTaken() const;
    /// Whether nobody but the server knows what became of the message: it had all of it, and said neither
    /// that it takes it nor that it does not.
    [[nodiscard]] bool isOpen() const;

private:
    void enter(Stage stage);

    Stage m_stage = Stage::Connect;
    int m_code = 0;
    QByteArray m_text;
    bool m_isWithin = false;  ///< an answer of several lines has begun
    bool m_isStranger = false;
    bool m_isOver = false;  ///< the client has said QUIT, and what comes now answers to that
};

}  // namespace delivery
