// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/writers.h"

#include "core/explain/redact.h"
#include "core/report/text_lines.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <functional>

namespace explain {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxShown = 200;

using Filter = std::function<QString(const QString&)>;

QString cut(QString text) { return text.size() > maxShown ? text.first(maxShown) + u'…' : text; }

QJsonArray toJson(const std::vector<Proof>& proofs)
{
    QJsonArray list;
    for (const Proof& proof : proofs)
        if (proof.line > 0)
            list << QJsonObject{{u"line"_s, proof.line}, {u"text"_s, withoutSecrets(proof.text)}};
    return list;
}

QJsonValue orNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QJsonArray toJson(const std::vector<NamedError>& errors)
{
    QJsonArray list;
    for (const NamedError& error : errors)
        list << QJsonObject{{u"domain"_s, orNull(error.domain)},
                            {u"code"_s, error.code},
                            {u"text"_s, withoutSecrets(error.text.isEmpty() ? error.what : error.text)},
                            {u"name"_s, orNull(error.name)},
                            {u"what"_s, error.what},
                            {u"known"_s, error.isKnown},
                            {u"source"_s, orNull(error.source)},
                            {u"line"_s, error.proof.line > 0 ? QJsonValue(error.proof.line) : QJsonValue()}};
    return list;
}

/// The parts of what is shown to people, with every text of the log put through a filter.
class Writer
{
public:
    explicit Writer(Filter filter) : m_filter(std::move(filter)) {}

    [[nodiscard]] QString errorLine(const NamedError& error) const
    {
        QString line =
            error.domain.isEmpty()
                ? QString::number(error.code)
                : u"%1 %2"_s.arg(error.isKnown ? error.domain : shown(error.domain)).arg(error.code);
        if (!error.name.isEmpty())
            line += u" – "_s + error.name;
        if (!error.text.isEmpty() && error.text != error.name)
            line += u": "_s + shown(error.text);
        if (!error.isKnown)
            line += QCoreApplication::translate("explain", " (not known here)");
        return line;
    }

    [[nodiscard]] QString proofLine(const Proof& proof) const
    {
        return QCoreApplication::translate("explain", "line %1: %2").arg(proof.line).arg(shown(proof.text));
    }

    [[nodiscard]] static QString causeLine(const Cause& cause)
    {
        return u"%1: %2"_s.arg(confidenceText(cause.confidence), cause.text);
    }

private:
    [[nodiscard]] QString shown(const QString& text) const { return report::printable(cut(m_filter(text))); }

    Filter m_filter;
};

void addProofs(QStringList& lines,
               const QString& indent,
               const std::vector<Proof>& proofs,
               const Writer& writer)
{
    for (const Proof& proof : proofs)
        if (proof.line > 0)
            lines << indent + writer.proofLine(proof);
}

}  // namespace

QJsonObject toJson(const Explanation& explanation)
{
    QJsonArray other;
    for (const auto& chain : explanation.other)
        other << toJson(chain);
    QJsonArray causes;
    for (const Cause& cause : explanation.causes)
        causes << QJsonObject{{u"id"_s, cause.id},
                              {u"confidence"_s, confidenceName(cause.confidence)},
                              {u"text"_s, cause.text},
                              {u"who"_s, cause.who},
                              {u"action"_s, cause.action},
                              {u"source"_s, cause.source},
                              {u"evidence"_s, toJson(cause.proofs)}};
    QJsonArray shows;
    for (const Remark& remark : explanation.remarks)
        shows << QJsonObject{{u"id"_s, remark.id},
                             {u"text"_s, remark.title},
                             {u"count"_s, qint64(remark.count)},
                             {u"evidence"_s, toJson(remark.proofs)}};
    return {{u"errors"_s, toJson(explanation.errors)},
            {u"other"_s, other},
            {u"recognised"_s, toJson(explanation.recognised)},
            {u"causes"_s, causes},
            {u"shows"_s, shows},
            {u"text"_s, explanation.what}};
}

QString toText(const Explanation& explanation)
{
    const Writer writer(&withoutSecrets);
    QStringList lines;
    QString indent;
    for (const NamedError& error : explanation.errors) {
        lines << indent + writer.errorLine(error);
        indent += u"  "_s;
    }
    if (!lines.isEmpty())
        lines << QString();
    lines << QCoreApplication::translate("explain", "What happened: %1").arg(explanation.what);
    for (const Cause& cause : explanation.causes) {
        lines << QString() << Writer::causeLine(cause);
        lines << QCoreApplication::translate("explain", "  who:    %1").arg(whoText(cause.who));
        lines << QCoreApplication::translate("explain", "  do:     %1").arg(cause.action);
        lines << QCoreApplication::translate("explain", "  source: %1").arg(cause.source);
        addProofs(lines, u"  "_s, cause.proofs, writer);
    }
    if (!explanation.remarks.empty())
        lines << QString() << QCoreApplication::translate("explain", "The log also shows:");
    for (const Remark& remark : explanation.remarks) {
        lines << u"  "_s + remark.title;
        addProofs(lines, u"    "_s, remark.proofs, writer);
    }
    if (!explanation.other.empty())
        lines << QString() << QCoreApplication::translate("explain", "Other errors in the log:");
    for (const auto& chain : explanation.other)
        lines << u"  "_s + writer.errorLine(chain.back());
    return lines.join(u'\n') + u'\n';
}

QString toReport(const Explanation& explanation, Names names)
{
    Redactor redactor;
    const Writer writer([&redactor, names](const QString& text) {
        return names == Names::Hidden ? redactor.redact(text) : withoutSecrets(text);
    });
    QStringList lines{QCoreApplication::translate("explain", "# Why an installation failed"), QString(),
                      explanation.what, QString()};
    for (const NamedError& error : explanation.errors)
        lines << u"1. "_s + writer.errorLine(error);
    if (!explanation.causes.empty())
        lines << QString() << QCoreApplication::translate("explain", "## Causes") << QString();
    for (const Cause& cause : explanation.causes) {
        lines << u"- "_s + Writer::causeLine(cause);
        lines << u"  "_s
                     + QCoreApplication::translate("explain", "%1: %2").arg(whoText(cause.who), cause.action);
        lines << u"  <%1>"_s.arg(cause.source);
        addProofs(lines, u"  - "_s, cause.proofs, writer);
    }
    if (!explanation.remarks.empty())
        lines << QString() << QCoreApplication::translate("explain", "## What the log also shows")
              << QString();
    for (const Remark& remark : explanation.remarks) {
        lines << u"- "_s + remark.title;
        addProofs(lines, u"  - "_s, remark.proofs, writer);
    }
    return lines.join(u'\n') + u'\n';
}

}  // namespace explain
