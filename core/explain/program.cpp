// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/program.h"

#include <QRegularExpression>

#include <array>

namespace explain {

QString programOf(const QString& line)
{
    constexpr qsizetype longestPrefix = 200;
    static const std::array shapes = {
        // Console: level, time and program, by tabs or blanks
        QRegularExpression(QStringLiteral(R"(^\w+\s+\d\d:\d\d:\d\d\.\d+ ?[-+]\d{4}\s+(\S+)\s)")),
        // log show: time, thread, type, activity, process number, time to live, program
        QRegularExpression(
            QStringLiteral(R"(^\S+ \S+\s+0x[0-9a-f]+\s+\w+\s+0x[0-9a-f]+\s+\d+\s+\d+\s+([^:\s]+):)")),
        // syslog and compact: program[12], program(library)[12], program{image}[12], program[12:3f]
        QRegularExpression(
            QStringLiteral(R"(([A-Za-z][\w.-]*)(?:\([^)]*\)|\{[^}]*\})?\[\d+(?::[0-9a-f]+)?\])"))};
    const QString prefix = line.first(std::min(line.size(), longestPrefix));
    for (const QRegularExpression& shape : shapes)
        if (const auto match = shape.match(prefix); match.hasMatch())
            return match.captured(1);
    return {};
}

}  // namespace explain
