// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name
class App;
}

namespace cli {

enum class Need { Required, Optional };

/// The form in which a command tells what it found.
enum class Format { Text, Json, Sarif, Html };

/// What one command takes, in the program's own types; only this file's source knows CLI11.
///
/// The variables given here are filled in when the command line is read, so they must live as long as
/// the App. Help texts are translated by the caller.
class Arguments
{
public:
    explicit Arguments(CLI::App& app) : m_app(app) {}

    void positional(const char* name, QString& into, const QString& help, Need need = Need::Required);
    void positionals(const char* name, QStringList& into, const QString& help);
    /// `names` as in "-o,--output"; `value` is the word the help shows for what follows.
    void option(
        const char* names, const char* value, QString& into, const QString& help, Need need = Need::Optional);
    void choice(const char* names,
                const QStringList& choices,
                QString& into,
                const QString& help,
                Need need = Need::Optional);
    /// May be given again and again.
    void list(const char* names, const char* value, QStringList& into, const QString& help);
    void flag(const char* names, bool& into, const QString& help);
    /// `--format`, with the forms that this command knows.
    void format(Format& into, const QStringList& choices = {QStringLiteral("text"), QStringLiteral("json")});

    // The options that mean the same in every command that has them.
    void file(QString& into);
    void path(QString& into);
    void output(QString& into, Need need);
    void roots(QString& into);
    void at(QString& into);

private:
    CLI::App& m_app;
};

}  // namespace cli
