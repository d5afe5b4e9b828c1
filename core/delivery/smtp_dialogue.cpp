// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/smtp_dialogue.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace delivery {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype codeLength = 3;
constexpr qsizetype longestText = 500;
constexpr int goOn = 334;
constexpr int goAhead = 354;
constexpr int firstRefusal = 400;

/// What a server says of a token that it does not take is JSON in Base64 (RFC 7628 §3.2.2, XOAUTH2 alike):
/// that in words; empty when it is none.
QString inWords(const QByteArray& text)
{
    const QJsonObject said = QJsonDocument::fromJson(QByteArray::fromBase64(text)).object();
    QStringList parts;
    for (auto one = said.begin(); one != said.end(); ++one)
        parts << u"%1 %2"_s.arg(one.key(), one.value().toVariant().toString());
    return parts.join(u", "_s);
}

}  // namespace

void SmtpDialogue::enter(Stage stage)
{
    m_stage = stage;
    m_code = 0;
    m_text.clear();
    m_isWithin = false;
}

void SmtpDialogue::said(QByteArrayView line)
{
    if (line.startsWith("MAIL FROM:")) {
        m_isStranger = m_stage == Stage::Hello;
        enter(Stage::Sender);
    } else if (line.startsWith("QUIT") && (m_stage != Stage::Login || m_code >= firstRefusal))
        m_isOver = true;
    else if (m_stage == Stage::Login || line.startsWith("AUTH "))
        enter(Stage::Login);  // what follows AUTH is Base64, which may look like any command
    else if (line.startsWith("RCPT TO:"))
        enter(Stage::Recipient);
    else if (line.startsWith("DATA"))
        enter(Stage::Data);
    else if (line.startsWith("STARTTLS"))
        enter(Stage::Tls);
    else if (line.startsWith("EHLO") || line.startsWith("HELO"))
        enter(Stage::Hello);
}

void SmtpDialogue::heard(QByteArrayView line)
{
    if (m_isOver)
        return;
    bool isNumber = false;
    const int code = line.first(std::min(codeLength, line.size())).toInt(&isNumber);
    if (!isNumber || line.size() < codeLength)
        return;
    if (!m_isWithin)
        m_text.clear();
    const QByteArrayView rest = line.sliced(codeLength);
    m_isWithin = rest.startsWith('-');
    const QByteArray words = (rest.isEmpty() ? rest : rest.sliced(1)).toByteArray().simplified();
    if (m_text.size() < longestText && !words.isEmpty())
        m_text += (m_text.isEmpty() ? "" : " ") + words;
    if (m_isWithin)
        return;
    m_code = code;
    if (m_stage == Stage::Data && code == goAhead)
        enter(Stage::Body);
}

void SmtpDialogue::bodyEnded() { enter(Stage::End); }

QString SmtpDialogue::enhancedCode() const
{
    static const QRegularExpression pattern(u"^([245]\\.\\d{1,3}\\.\\d{1,3})(?!\\S)"_s);
    return pattern.match(text()).captured(1);
}

QString SmtpDialogue::text() const
{
    QString text = m_code == goOn ? inWords(m_text) : QString();
    if (text.isEmpty())
        text = QString::fromUtf8(m_text.left(longestText));
    for (QChar& c : text)
        if (c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    return text;
}

bool SmtpDialogue::isTaken() const { return m_stage == Stage::End && m_code / 100 == 2; }

bool SmtpDialogue::isOpen() const { return m_stage == Stage::End && m_code < firstRefusal && !isTaken(); }

}  // namespace delivery
