// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/scan.h"

#include <array>

namespace explain {

namespace {

constexpr std::size_t maxText = 512;

}  // namespace

QString describedAt(std::string_view text, std::initializer_list<std::size_t> places)
{
    static constexpr std::array labels = {std::string_view(" US Desc"), std::string_view(" US Sugg"),
                                          std::string_view(" Sugg"),    std::string_view(" Domain"),
                                          std::string_view("\\n"),      std::string_view("\n")};
    for (const std::size_t place : places) {
        if (place == 0)
            continue;
        std::string_view field = text.substr(place, maxText);
        for (const std::string_view label : labels)
            field = field.substr(0, field.find(label));
        if (QString found = toText(field); !found.isEmpty())
            return found;
    }
    return {};
}

Quoted quotedBehind(std::string_view log, std::size_t at)
{
    std::size_t begin = skipBlanks(log, at, Blanks::InLine);
    std::string_view end = "\n";
    if (log.substr(begin).starts_with("\\\"")) {
        end = "\\\"";
    } else if (begin > at && log.substr(begin).starts_with("\"")) {
        end = "\"";
    } else if (!log.substr(begin).starts_with("): ")) {
        return {{}, at};
    }
    begin += end == "\n" ? 3 : end.size();
    const std::string_view text = log.substr(begin, maxText);
    const std::size_t length = text.find(end);
    if (length == std::string_view::npos && end != "\n")
        return {{}, at};
    // Behind `):` an arrow may lead on to the next error, so only quotes are done with.
    if (end != "\n")
        at = begin + length + end.size();
    return {toText(text.substr(0, length)), at};
}

QStringList paramsBehind(std::string_view text, std::size_t at)
{
    constexpr std::size_t ahead = 160;
    const std::string_view near = text.substr(at, ahead);
    const std::size_t label = near.find("Params");
    if (label == std::string_view::npos || near.substr(0, label).find("Domain") != std::string_view::npos
        || near.substr(0, label).find("NSError") != std::string_view::npos)
        return {};
    std::string_view list = text.substr(at + label, 2 * maxText);
    const std::size_t open = list.find('(');
    if (open == std::string_view::npos)
        return {};
    list = list.substr(open + 1);
    list = list.substr(0, list.find("\n)"));
    QStringList params;
    for (const QString& part : toText(list).split(u'\n')) {
        QString value = part.trimmed();
        while (value.endsWith(u',') || value.endsWith(u')'))
            value.chop(1);
        if (value.startsWith(u'"') && value.endsWith(u'"') && value.size() > 1)
            value = value.sliced(1, value.size() - 2);
        if (!value.isEmpty())
            params << value;
    }
    return params;
}

}  // namespace explain
