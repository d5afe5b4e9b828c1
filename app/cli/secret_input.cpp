// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secret_input.h"

#include "app/cli/output.h"
#include "core/base/save_file.h"

#include <QCoreApplication>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>
#endif

#include <optional>
#include <utility>

namespace cli {

namespace {

constexpr qsizetype maxPasswordBytes = 4096;

/// Without the one line end that editors and `echo` put behind it.
base::Secret withoutLineEnd(QByteArray bytes)
{
    if (bytes.endsWith('\n'))
        bytes.chop(1);
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    return base::Secret(std::move(bytes));
}

base::Result<base::Secret> fromVariable(const QString& name)
{
    const QByteArray variable = name.toLocal8Bit();
    if (!qEnvironmentVariableIsSet(variable.constData()))
        return base::Error{
            base::Error::Code::NotFound,
            QCoreApplication::translate("cli", "There is no environment variable %1").arg(name)};
    QByteArray value = qgetenv(variable.constData());
    qunsetenv(variable.constData());
    return base::Secret(std::move(value));
}

#ifdef Q_OS_UNIX
/// The terminal with echo off; back to what it was when this goes.
class QuietTerminal
{
public:
    QuietTerminal() : m_file(::open("/dev/tty", O_RDWR | O_CLOEXEC))
    {
        if (m_file < 0 || ::tcgetattr(m_file, &m_before) != 0)
            return;
        termios quiet = m_before;
        // Without ISIG an interrupt arrives as a character, so that the terminal is always put back; without
        // ICANON it arrives at once.
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG | ICANON);
        quiet.c_cc[VMIN] = 1;
        quiet.c_cc[VTIME] = 0;
        m_isReady = ::tcsetattr(m_file, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal()
    {
        if (m_isReady)
            ::tcsetattr(m_file, TCSAFLUSH, &m_before);
        if (m_file >= 0)
            ::close(m_file);
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;

    [[nodiscard]] bool isReady() const { return m_isReady; }

    /// Asks and reads one line; nothing when the person gave up.
    [[nodiscard]] std::optional<base::Secret> ask(const QString& question) const
    {
        print(question.toUtf8());
        QByteArray line;
        line.reserve(maxPasswordBytes);  // so that no shorter buffer is left behind with a part of it
        char character = 0;
        bool isDone = false;
        while (!isDone && line.size() < maxPasswordBytes && ::read(m_file, &character, 1) == 1) {
            if (isKey(VINTR, character) || isKey(VQUIT, character) || isKey(VSUSP, character)) {
                print("\n");
                return std::nullopt;
            }
            if (isKey(VERASE, character) || character == '\b')
                eraseLast(line);
            else if (isKey(VKILL, character))
                line.resize(0);
            else if (character == '\n' || character == '\r' || isKey(VEOF, character))
                isDone = true;
            else
                line.append(character);
        }
        print("\n");
        return base::Secret(std::move(line));
    }

private:
    /// Whether `character` is what the person's terminal uses for this.
    [[nodiscard]] bool isKey(std::size_t which, char character) const
    {
        return m_before.c_cc[which] != _POSIX_VDISABLE
               && m_before.c_cc[which] == static_cast<unsigned char>(character);
    }

    /// Takes off one character, which in UTF-8 may be several bytes.
    static void eraseLast(QByteArray& line)
    {
        constexpr unsigned continuation = 0x80;
        constexpr unsigned mask = 0xC0;
        while (!line.isEmpty()) {
            const auto last = static_cast<unsigned char>(line.back());
            line.chop(1);
            if ((last & mask) != continuation)
                return;
        }
    }

    void print(const QByteArray& text) const
    {
        [[maybe_unused]] const auto written =
            ::write(m_file, text.constData(), static_cast<std::size_t>(text.size()));
    }

    int m_file;
    bool m_isReady = false;
    termios m_before{};
};

base::Result<base::Secret> fromTerminal(const QString& what)
{
    const QuietTerminal terminal;
    if (!terminal.isReady())
        return base::Error{
            base::Error::Code::Denied,
            QCoreApplication::translate("cli",
                                        "%1 needs a passphrase, and there is no terminal to ask for it")
                .arg(what),
            {},
            QCoreApplication::translate("cli", "Give it with --password-file or --password-env")};
    auto answer = terminal.ask(QCoreApplication::translate("cli", "Passphrase of %1: ").arg(what));
    if (!answer)
        return base::Error{base::Error::Code::Cancelled, QCoreApplication::translate("cli", "Given up")};
    return *std::move(answer);
}
#else
base::Result<base::Secret> fromTerminal(const QString& what)
{
    return base::Error{base::Error::Code::Denied,
                       QCoreApplication::translate("cli", "%1 needs a passphrase").arg(what),
                       {},
                       QCoreApplication::translate("cli", "Give it with --password-file or --password-env")};
}
#endif

}  // namespace

void PasswordSource::declare(Arguments& arguments)
{
    arguments.option("--password-file", "FILE", file,
                     QCoreApplication::translate(
                         "cli", "Read the passphrase from this file; one line end behind it does not count"));
    arguments.option(
        "--password-env", "NAME", variable,
        QCoreApplication::translate("cli", "Read the passphrase from this environment variable"));
}

namespace {

/// What `source` names; nothing when it names nothing.
base::Result<std::optional<base::Secret>> fromSource(const PasswordSource& source)
{
    if (!source.file.isEmpty() && !source.variable.isEmpty())
        return usageError(
            QCoreApplication::translate("cli", "--password-file and --password-env exclude each other"));
    if (!source.file.isEmpty()) {
        auto bytes = base::loadFile(source.file, maxPasswordBytes);
        if (!bytes)
            return bytes.error();
        return std::optional(withoutLineEnd(*std::move(bytes)));
    }
    if (source.variable.isEmpty())
        return std::optional<base::Secret>();
    auto secret = fromVariable(source.variable);
    if (!secret)
        return secret.error();
    return std::optional(*std::move(secret));
}

}  // namespace

base::Result<base::Secret> readPassword(const PasswordSource& source, const QString& what)
{
    auto given = fromSource(source);
    if (!given)
        return given.error();
    return given->has_value() ? *std::move(*given) : fromTerminal(what);
}

base::Result<sign::Identity> unlock(
    const PasswordSource& source,
    const QString& what,
    const std::function<base::Result<sign::Identity>(const base::Secret&)>& open)
{
    const auto given = fromSource(source);
    if (!given)
        return given.error();
    if (given->has_value())
        return open(**given);
    auto identity = open(base::Secret());
    if (identity || identity.error().code != base::Error::Code::Denied)
        return identity;
    const auto secret = fromTerminal(what);
    return secret ? open(*secret) : secret.error();
}

}  // namespace cli
