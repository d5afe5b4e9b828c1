// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/form_harness.h"

#include <QAbstractButton>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace test {

inline const QByteArray challenge = "Zettelkasten-4711";

/// A SCEP server in a program of its own, and what was asked of it.
class ScepServer
{
public:
    explicit ScepServer(const QStringList& modes, const QStringList& more = {})
    {
        QStringList arguments = {QStringLiteral("--challenge"), QString::fromLatin1(challenge)};
        arguments += more;
        for (const QString& mode : modes)
            arguments << QStringLiteral("--mode") << mode;
        m_program.start(QStringLiteral(SCEP_SERVER), arguments);
        while (!m_program.canReadLine()) {
            if (!m_program.waitForReadyRead(10'000))
                qFatal("the SCEP server does not start");
        }
        m_first = QJsonDocument::fromJson(m_program.readLine()).object();
    }
    ~ScepServer()
    {
        m_program.closeWriteChannel();
        m_program.waitForFinished();
    }
    ScepServer(const ScepServer&) = delete;
    ScepServer& operator=(const ScepServer&) = delete;

    [[nodiscard]] QString url() const { return m_first.value(QStringLiteral("url")).toString(); }
    /// How often `operation` was asked for.
    [[nodiscard]] qsizetype count(const QByteArray& operation)
    {
        m_program.waitForReadyRead(50);
        m_said += m_program.readAllStandardOutput();
        return m_said.count(operation);
    }

private:
    QProcess m_program;
    QJsonObject m_first;
    QByteArray m_said;
};

/// A profile with a SCEP payload for `url`; `keySize` and `more` are entries of its settings.
inline QByteArray scepXml(const QString& url, const QByteArray& keySize, const QByteArray& more = {})
{
    return profileXml(
        payloadXml("com.apple.security.scep", R"(			<key>PayloadContent</key>
			<dict>
				<key>Challenge</key>
				<string>)" + challenge
                                                  + R"(</string>
				<key>Key Type</key>
				<string>RSA</string>
				<key>Key Usage</key>
				<integer>5</integer>
)" + keySize + more + R"(				<key>Retries</key>
				<integer>1</integer>
				<key>RetryDelay</key>
				<integer>30</integer>
				<key>Subject</key>
				<array>
					<array>
						<array>
							<string>CN</string>
							<string>iphone-1</string>
						</array>
					</array>
				</array>
				<key>URL</key>
				<string>)" + url.toUtf8()
                                                  + R"(</string>
			</dict>
)"));
}

inline const QByteArray keySize2048 = "\t\t\t\t<key>Keysize</key>\n\t\t\t\t<integer>2048</integer>\n";

/// The button with that text, mnemonics left out; null when none can be seen.
inline QAbstractButton* button(QWidget* root, const QString& text)
{
    const auto buttons = root->findChildren<QAbstractButton*>();
    for (QAbstractButton* one : buttons) {
        if (one->text().remove(u'&') == text && one->isVisibleTo(root))
            return one;
    }
    return nullptr;
}

}  // namespace test
