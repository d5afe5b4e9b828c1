// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/redact.h"

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr qsizetype shortest = 4;

/// Takes one secret out of texts and bytes.
class Eraser
{
public:
    explicit Eraser(const base::Secret& secret) : m_bytes(secret.bytes()), m_text(QString::fromUtf8(m_bytes))
    {}
    ~Eraser() { m_text.fill(u'\0'); }
    Eraser(const Eraser&) = delete;
    Eraser& operator=(const Eraser&) = delete;

    void erase(QString& text) const { text.replace(m_text, u"•••"_s); }
    void erase(QByteArray& bytes) const { bytes.replace(m_bytes, QByteArray(m_bytes.size(), '*')); }
    void erase(QStringList& texts) const { texts.replaceInStrings(m_text, u"•••"_s); }
    void erase(Step& step) const;
    void erase(report::Finding& finding) const;

private:
    const QByteArray& m_bytes;
    QString m_text;
};

void Eraser::erase(Step& step) const
{
    erase(step.request);
    for (http::Header& header : step.headers)
        erase(header.value);
    erase(step.contentType);
    erase(step.beginning);
    erase(step.redirects);
    erase(step.verdict);
}

void Eraser::erase(report::Finding& finding) const
{
    erase(finding.message);
    erase(finding.measured);
    erase(finding.required);
}

bool isErasable(const base::Secret& secret) { return secret.bytes().size() >= shortest; }

}  // namespace

void redact(Step& step, const base::Secret& secret)
{
    if (isErasable(secret))
        Eraser(secret).erase(step);
}

void redact(Report& report, const base::Secret& secret)
{
    if (!isErasable(secret))
        return;
    const Eraser eraser(secret);
    eraser.erase(report.cause);
    for (Step& step : report.steps)
        eraser.erase(step);
    eraser.erase(report.hidden.failInfoText);
    eraser.erase(report.hidden.page);
    for (report::Finding& finding : report.findings)
        eraser.erase(finding);
    if (report.capabilities)
        eraser.erase(*report.capabilities);
}

}  // namespace scep
