// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QThread>

namespace test {

/// A real `openssl s_server` on a free port of the loopback, there as long as the object is.
///
/// What it says goes to a file: a pipe that nobody reads would stop it sooner or later.
class TlsServer
{
public:
    /// `arguments` go to s_server, but for the port. Ends the test program when it does not come up.
    explicit TlsServer(const QStringList& arguments,
                       const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment())
    {
        m_process.setProcessEnvironment(environment);
        m_process.setStandardOutputFile(said());
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(
            QStringLiteral("openssl"),
            QStringList{QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0")}
                + arguments);
        if (!m_process.waitForStarted() || !waitUntilItAccepts())
            qFatal("openssl s_server does not start: %s", output().constData());
    }
    ~TlsServer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }

    /// What it has printed so far.
    [[nodiscard]] QByteArray output() const
    {
        QFile file(said());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    [[nodiscard]] QString said() const { return m_folder.filePath(QStringLiteral("said")); }

    bool waitUntilItAccepts()
    {
        // s_server tells the port when it was asked for any.
        const QRegularExpression accepts(QStringLiteral("ACCEPT \\S*:(\\d+)"));
        for (const QDeadlineTimer deadline(10'000); !deadline.hasExpired(); QThread::msleep(2)) {
            const auto match = accepts.match(QString::fromLatin1(output()));
            m_port = static_cast<quint16>(match.captured(1).toUInt());
            if (m_port != 0)
                return true;
            if (m_process.waitForFinished(0))
                return false;
        }
        return false;
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

/// Runs the openssl tool; ends the test program when it fails.
inline void openssl(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl %s: %s", qPrintable(arguments.join(u' ')),
               process.readAllStandardError().constData());
}

}  // namespace test
