// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/suggest.h"

#include <QCoreApplication>
#include <QTranslator>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <string>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList commandNames()
{
    QStringList names;
    for (const cli::Command* command : cli::allCommands())
        names << QString::fromLatin1(command->name);
    return names;
}

/// The command line with its commands, and what to do for the one that was named.
class Program
{
public:
    /// With `only` as its one command: a file called like another command is a file then. With all when null.
    explicit Program(const cli::Command* only)
        : m_app(QCoreApplication::translate("cli",
                                            "Authors, checks, repairs and signs Apple configuration profiles")
                    .toStdString(),
                "profilewright-cli")
    {
        m_app.set_help_flag("-h,--help",
                            QCoreApplication::translate("cli", "Print this help and stop").toStdString());
        m_app.set_version_flag(
            "--version", "profilewright-cli " PROFILEWRIGHT_VERSION,
            QCoreApplication::translate("cli", "Print the version and stop").toStdString());
        m_app.footer(
            QCoreApplication::translate("cli", "profilewright-cli COMMAND --help explains one command")
                .toStdString());
        m_app.get_formatter()->column_width(34);
        m_app.require_subcommand(1);
        for (const cli::Command* command : cli::allCommands())
            if (only == nullptr || only == command)
                add(*command);
    }

    int run(std::vector<std::string> words)
    {
        std::reverse(words.begin(), words.end());  // the order CLI11 wants
        try {
            m_app.parse(std::move(words));
        } catch (const CLI::Success& answer) {
            return printHelp(answer);
        } catch (const CLI::ParseError& problem) {
            return refuse(problem);
        }
        const auto chosen = std::find_if(m_runs.begin(), m_runs.end(),
                                         [](const Entry& entry) { return entry.app->parsed(); });
        return chosen->run();
    }

    void setJsonWanted() { m_format = cli::Format::Json; }

private:
    struct Entry
    {
        CLI::App* app;
        cli::Run run;
    };

    void add(const cli::Command& command)
    {
        CLI::App* sub = m_app.add_subcommand(
            command.name, QCoreApplication::translate("cli", command.summary).toStdString());
        cli::Arguments arguments(*sub);
        m_runs.push_back({sub, command.declare(arguments)});
    }

    int printHelp(const CLI::Success& answer)
    {
        const auto* version = dynamic_cast<const CLI::CallForVersion*>(&answer);
        cli::printText(QString::fromStdString(version ? m_app.version() + "\n" : m_app.help()));
        return cli::Done;
    }

    int refuse(const CLI::ParseError& problem)
    {
        QString message = QString::fromStdString(problem.what()).section(u'\n', 0, 0);
        const auto parsed = m_app.get_subcommands();
        const QString name = parsed.empty() ? QString() : QString::fromStdString(parsed.front()->get_name());
        QString hint = QCoreApplication::translate("cli", "See %1")
                           .arg(name.isEmpty() ? u"profilewright-cli --help"_s
                                               : u"profilewright-cli %1 --help"_s.arg(name));
        if (dynamic_cast<const CLI::ExtrasError*>(&problem) != nullptr && !parsed.empty()) {
            const QString word = QString::fromStdString(parsed.front()->remaining().front());
            message = QCoreApplication::translate("cli", "%1 does not take “%2”").arg(name, word);
            if (word.startsWith(u'-'))
                hint = cli::didYouMean(word, optionsOf(*parsed.front()), hint);
        }
        return cli::fail(cli::usageError(message, hint), m_format);
    }

    static QStringList optionsOf(const CLI::App& app)
    {
        QStringList names;
        for (const CLI::Option* option : app.get_options())
            for (const std::string& longName : option->get_lnames())
                names << u"--"_s + QString::fromStdString(longName);
        return names;
    }

    CLI::App m_app;
    std::vector<Entry> m_runs;
    cli::Format m_format = cli::Format::Text;
};

/// Whether JSON was asked for, known even where the rest of the line cannot be understood.
bool wantsJson(const QStringList& words)
{
    const qsizetype option = words.indexOf(u"--format"_s);
    return words.contains(u"--format=json"_s) || (option >= 0 && words.value(option + 1) == u"json");
}

/// `set FILE PATH -5`: a number is a value, not an option. CLI11 takes it for one unless it stands
/// behind `--`.
std::vector<std::string> withNumbersLast(std::vector<std::string> words)
{
    const auto isNumber = [](const std::string& word) {
        return word.size() > 1 && word[0] == '-' && (word[1] == '.' || (word[1] >= '0' && word[1] <= '9'));
    };
    if (words.empty() || words.front() != "set" || std::find(words.begin(), words.end(), "--") != words.end())
        return words;
    const auto numbers = std::stable_partition(words.begin(), words.end(),
                                               [&](const std::string& word) { return !isNumber(word); });
    if (numbers != words.end())
        words.insert(numbers, "--");
    return words;
}

/// The command that is named first; null when there are only options.
base::Result<const cli::Command*> commandIn(const QStringList& words)
{
    const cli::Command* none = nullptr;
    const auto word =
        std::find_if(words.begin(), words.end(), [](const QString& text) { return !text.startsWith(u'-'); });
    if (word == words.end()) {
        if (!words.isEmpty())
            return none;
        return cli::usageError(QCoreApplication::translate("cli", "Which command? There are %1")
                                   .arg(commandNames().join(u", "_s)),
                               QCoreApplication::translate("cli", "See profilewright-cli --help"));
    }
    for (const cli::Command* command : cli::allCommands())
        if (*word == QLatin1StringView(command->name))
            return command;
    return cli::usageError(
        QCoreApplication::translate("cli", "There is no command “%1”").arg(*word),
        cli::didYouMean(*word, commandNames(),
                        QCoreApplication::translate("cli", "See profilewright-cli --help")));
}

int runProgram(const QStringList& words, std::vector<std::string> raw)
{
    const bool isJson = wantsJson(words);
    const auto command = commandIn(words);
    if (!command)
        return cli::fail(command.error(), isJson ? cli::Format::Json : cli::Format::Text);
    Program program(*command);
    if (isJson)
        program.setJsonWanted();
    return program.run(withNumbersLast(std::move(raw)));
}

}  // namespace

int main(int argc, char* argv[])
{
    // Qt remarks on a locale that is not UTF-8 and goes on with one that is; nobody asked.
    const QtMessageHandler before = qInstallMessageHandler([](auto, const auto&, const auto&) {});
    const QCoreApplication app(argc, argv);
    qInstallMessageHandler(before);
    QCoreApplication::setApplicationName(u"profilewright-cli"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(PROFILEWRIGHT_VERSION));
    QTranslator translator;
    if (translator.load(QLocale(), u"app"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&translator);

#ifndef Q_OS_WIN
    const auto* const broken =
        std::find_if(argv + 1, argv + argc, [](const char* word) { return !QByteArray(word).isValidUtf8(); });
    if (broken != argv + argc)
        return cli::fail(cli::usageError(QCoreApplication::translate("cli", "Argument %1, “%2”, is not UTF-8")
                                             .arg(broken - argv)
                                             .arg(QString::fromUtf8(*broken))));
#endif
    int code = runProgram(QCoreApplication::arguments().mid(1), {argv + 1, argv + argc});
    if (const auto flushed = cli::flushOutput(); !flushed) {
        cli::printError(flushed.error());
        code = cli::Failed;
    }
    return code;
}
