// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/mail_ways.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

using namespace Qt::Literals::StringLiterals;

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX has it in no header

namespace delivery {

namespace {

using namespace std::chrono_literals;

constexpr auto pollInterval = 50ms;
/// After that the mail program itself is what runs: some scripts wait for it to end.
constexpr auto longestStart = 15s;

// "Exit Codes" of xdg-email(1).
constexpr int fileMissing = 2;
constexpr int toolMissing = 3;

base::Error errorOf(int exitCode)
{
    if (exitCode == toolMissing)
        return {base::Error::Code::NotFound,
                QCoreApplication::translate("delivery", "xdg-email found no mail program")};
    if (exitCode == fileMissing)
        return {base::Error::Code::NotFound,
                QCoreApplication::translate("delivery", "xdg-email could not read the attachment")};
    return {base::Error::Code::Denied,
            QCoreApplication::translate("delivery", "xdg-email could not open the message"),
            u"exit code %1"_s.arg(exitCode)};
}

/// Somebody has to take note of a process that outlives the wait for it.
void leave(pid_t process)
{
    std::thread([process] { ::waitpid(process, nullptr, 0); }).detach();
}

/// Waits until `process` has ended or runs well.
base::Result<> await(pid_t process, const std::stop_token& stop)
{
    const auto end = std::chrono::steady_clock::now() + longestStart;
    while (std::chrono::steady_clock::now() < end) {
        int status = 0;
        const pid_t ended = ::waitpid(process, &status, WNOHANG);
        if (ended == process) {
            const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
            return code == 0 ? base::Result<>() : errorOf(code);
        }
        if (ended < 0 && errno != EINTR)
            break;
        if (stop.stop_requested()) {
            leave(process);
            return base::Error{base::Error::Code::Cancelled,
                               QCoreApplication::translate("delivery", "Cancelled")};
        }
        std::this_thread::sleep_for(pollInterval);
    }
    leave(process);
    return {};
}

/// xdg-email pastes paths into an address and, for some programs, into a list with commas and quotes.
base::Result<> checkPath(const QString& path)
{
    static const QRegularExpression trouble(u"[,'\"\\x00-\\x1f]"_s);
    if (!path.contains(trouble))
        return {};
    return base::Error{base::Error::Code::Unsupported,
                       QCoreApplication::translate(
                           "delivery", "xdg-email loses files with commas or quotes in their path: %1")
                           .arg(path)};
}

/// Starts what `arguments` name, a null behind them; what it prints is for nobody. Gives an errno, 0 is none.
int start(pid_t& process, const std::vector<char*>& arguments)
{
    posix_spawn_file_actions_t silence;
    ::posix_spawn_file_actions_init(&silence);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&silence, stream, "/dev/null", O_RDWR, 0);
    const int problem =
        ::posix_spawn(&process, arguments.front(), &silence, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&silence);
    return problem;
}

base::Result<> open(const QString& program, const MailDraft& draft, const std::stop_token& stop)
{
    QByteArrayList words{program.toLocal8Bit(),  "--utf8", "--subject",
                         draft.subject.toUtf8(), "--body", draft.body.toUtf8()};
    for (const QString& file : draft.files) {
        const QString path = QFileInfo(file).absoluteFilePath();
        if (const auto fits = checkPath(path); !fits)
            return fits.error();
        words << "--attach" << path.toLocal8Bit();
    }
    // As options: an address may begin with a hyphen.
    for (const MailAddress& address : draft.to)
        words << "--to" << address.spec();
    std::vector<char*> arguments;
    for (QByteArray& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t process = 0;
    const int problem = start(process, arguments);
    if (problem != 0)
        return base::Error{base::Error::Code::NotFound,
                           QCoreApplication::translate("delivery", "xdg-email could not be started"),
                           qt_error_string(problem)};
    return await(process, stop);
}

}  // namespace

MailWay xdgEmailWay()
{
    MailWay way{
        u"xdg-email"_s,
        QCoreApplication::translate("delivery", "Mail program of the desktop"),
        {false, QCoreApplication::translate("delivery", "xdg-email is not installed (package xdg-utils)")},
        {}};
    const QString program = QStandardPaths::findExecutable(u"xdg-email"_s);
    if (program.isEmpty())
        return way;
    way.readiness = {
        true,
        QCoreApplication::translate(
            "delivery", "Opens the message; some programs lose the attachment, so look whether it is there")};
    way.open = [program](const MailDraft& draft, const std::stop_token& stop) {
        return open(program, draft, stop);
    };
    return way;
}

}  // namespace delivery
