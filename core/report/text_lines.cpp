// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/text_lines.h"

#include <QCoreApplication>

namespace report {

using namespace Qt::Literals::StringLiterals;

/// `text` for a terminal: a file's content must not move the cursor or start a new line.
QString printable(QString text)
{
    for (QChar& c : text) {
        if (c == u'\n' || c == u'\t')
            c = u' ';
        else if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QString placeText(const QString& path, const std::optional<base::TextPosition>& position)
{
    return position ? u"%1:%2:%3"_s.arg(printable(path)).arg(position->line).arg(position->column)
                    : printable(path);
}

void addDetail(QStringList& lines, const QString& name, const QString& text)
{
    if (!text.isEmpty())
        lines << u"    %1: %2"_s.arg(name, printable(text));
}

void addFinding(QStringList& lines, const QString& where, const Finding& finding)
{
    lines << u"%1: %2: %3 [%4]"_s.arg(where, severityName(finding.severity), printable(finding.message),
                                      finding.rule);
    addDetail(lines, QCoreApplication::translate("report", "measured"), finding.measured);
    addDetail(lines, QCoreApplication::translate("report", "required"), finding.required);
    addDetail(lines, QCoreApplication::translate("report", "since"), finding.since);
    addDetail(lines, QCoreApplication::translate("report", "why"), finding.why);
    addDetail(lines, QCoreApplication::translate("report", "path"),
              finding.path ? finding.path->toString() : QString());
    addDetail(lines, QCoreApplication::translate("report", "fix"),
              finding.fix ? finding.fix->title : finding.advice);
    addDetail(lines, QCoreApplication::translate("report", "source"), finding.source);
}

}  // namespace report
