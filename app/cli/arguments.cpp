// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include <QCoreApplication>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <string>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

QString fromArgument(const std::string& text)
{
    return QString::fromLocal8Bit(text.data(), static_cast<qsizetype>(text.size()));
}

void finish(CLI::Option* option, const char* value, Need need)
{
    option->type_name(value);
    option->required(need == Need::Required);
}

}  // namespace

void Arguments::positional(const char* name, QString& into, const QString& help, Need need)
{
    const auto store = [&into](const std::string& text) {
        into = fromArgument(text);
    };
    finish(m_app.add_option_function<std::string>(name, store, help.toStdString()), "", need);
}

void Arguments::positionals(const char* name, QStringList& into, const QString& help)
{
    const auto store = [&into](const std::vector<std::string>& texts) {
        for (const std::string& text : texts)
            into << fromArgument(text);
    };
    finish(m_app.add_option_function<std::vector<std::string>>(name, store, help.toStdString()), "",
           Need::Required);
}

void Arguments::option(const char* names, const char* value, QString& into, const QString& help, Need need)
{
    const auto store = [&into](const std::string& text) {
        into = fromArgument(text);
    };
    finish(m_app.add_option_function<std::string>(names, store, help.toStdString()), value, need);
}

void Arguments::choice(
    const char* names, const QStringList& choices, QString& into, const QString& help, Need need)
{
    std::vector<std::string> allowed;
    for (const QString& word : choices)
        allowed.push_back(word.toStdString());
    const auto store = [&into](const std::string& text) {
        into = fromArgument(text);
    };
    auto* option = m_app.add_option_function<std::string>(names, store, help.toStdString());
    option->check(CLI::IsMember(allowed));
    finish(option, choices.join(u'|').toStdString().c_str(), need);
}

void Arguments::list(const char* names, const char* value, QStringList& into, const QString& help)
{
    const auto store = [&into](const std::vector<std::string>& texts) {
        for (const std::string& text : texts)
            into << fromArgument(text);
    };
    auto* option = m_app.add_option_function<std::vector<std::string>>(names, store, help.toStdString());
    // One value each time: the next word is somebody else's, and `[a,b]` is a value like any other.
    option->allow_extra_args(false);
    finish(option, value, Need::Optional);
}

void Arguments::flag(const char* names, bool& into, const QString& help)
{
    m_app.add_flag(names, into, help.toStdString());
}

void Arguments::format(Format& into, const QStringList& choices)
{
    std::vector<std::string> allowed;
    for (const QString& word : choices)
        allowed.push_back(word.toStdString());
    const auto store = [&into](const std::string& text) {
        into = text == "json"    ? Format::Json
               : text == "sarif" ? Format::Sarif
               : text == "html"  ? Format::Html
                                 : Format::Text;
    };
    auto* option = m_app.add_option_function<std::string>(
        "--format", store, QCoreApplication::translate("cli", "How to print the answer").toStdString());
    option->check(CLI::IsMember(allowed));
    finish(option, choices.join(u'|').toStdString().c_str(), Need::Optional);
}

void Arguments::file(QString& into)
{
    positional("FILE", into,
               QCoreApplication::translate("cli", "The profile: XML, binary or signed; - is standard input"));
}

void Arguments::path(QString& into)
{
    positional(
        "PATH", into,
        QCoreApplication::translate(
            "cli",
            "Which value: PayloadContent[0].PayloadContent.URL, or behind the UUID or type of a payload: "
            "@com.apple.security.scep.PayloadContent.URL"));
}

void Arguments::output(QString& into, Need need)
{
    option("-o,--output", "FILE", into,
           need == Need::Required
               ? QCoreApplication::translate("cli", "Where to write the result; - is standard output")
               : QCoreApplication::translate(
                   "cli", "Where to write the result instead of FILE; - is standard output"),
           need);
}

void Arguments::roots(QString& into)
{
    option("--roots", "PEM", into,
           QCoreApplication::translate("cli",
                                       "Certificates to trust instead of this computer's certificate store"));
}

void Arguments::at(QString& into)
{
    option("--at", "DATE", into,
           QCoreApplication::translate("cli",
                                       "Judge as of this day (2026-01-31) or moment (2026-01-31T12:00:00Z)"));
}

}  // namespace cli
