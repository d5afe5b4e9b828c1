// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/landing_page.h"

#include "core/delivery/qr_code.h"
#include "core/delivery/resource.h"
#include "core/delivery/steps.h"

#include <QJsonObject>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

constexpr QByteArrayView style = R"(:root{color-scheme:light dark;--ink:#1c1c1e;--ground:#f2f2f7;--card:#fff;
--quiet:#5c5c62;--accent:#0058d0;--on-accent:#fff;--warn:#9a3412;--line:#d1d1d6}
@media(prefers-color-scheme:dark){:root{--ink:#f2f2f7;--ground:#000;--card:#1c1c1e;--quiet:#aeaeb2;
--accent:#6cb2ff;--on-accent:#001a33;--warn:#ffb38a;--line:#3a3a3c}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.45 system-ui,sans-serif;
overflow-wrap:anywhere}
main{max-width:36rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.2;margin:.75rem 0 1rem}
h2{font-size:1.125rem;margin:1.75rem 0 .5rem}
section.profile{background:var(--card);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
section.profile h2{margin-top:0}
dl{margin:0 0 1rem;display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}
dt{color:var(--quiet)}
dd{margin:0}
.code{font-family:ui-monospace,monospace;white-space:pre-wrap}
a.button{display:block;text-align:center;background:var(--accent);color:var(--on-accent);font-weight:600;
text-decoration:none;padding:.8rem;border-radius:.75rem}
a.button:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.warn{color:var(--warn);font-weight:600}
li{margin:.4rem 0}
ul,ol{padding-inline-start:1.5rem}
details{margin-top:.75rem}
summary{color:var(--quiet)}
svg{max-width:100%;height:auto}
)";

/// Text of a profile for markup: no control characters, which a profile may hold, and no markup.
QString plain(QString text)
{
    for (QChar& character : text)
        if (character.category() == QChar::Other_Control)
            character = u' ';
    return text.toHtmlEscaped();
}

/// Writes the page from top to bottom.
class Page
{
public:
    Page(std::span<const LandingRow> rows, const QString& language)
        : m_rows(rows)
        , m_language(language)
        , m_locale(language)
        , m_texts(readSentences(language))
        , m_words(m_texts.value("page"_L1).toObject())
    {}

    QByteArray run() &&
    {
        const QString heading = m_rows.size() == 1 ? word("heading"_L1) : word("headingSeveral"_L1);
        m_html = u"<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta name=\"robots\" content=\"noindex\">\n"
                 "<meta name=\"format-detection\" content=\"telephone=no\">\n"
                 "<title>%2</title>\n<style>"_s.arg(m_language, heading);
        m_html += QString::fromUtf8(landingStyle()) + u"</style>\n</head>\n<body>\n<main>\n"_s;
        m_html += u"<h1>%1</h1>\n"_s.arg(heading);
        if (m_rows.size() > 1)
            m_html += u"<p>%1</p>\n"_s.arg(word("several"_L1));
        for (const LandingRow& row : m_rows)
            addProfile(row);
        addSteps();
        m_html += u"</main>\n</body>\n</html>\n"_s;
        return m_html.toUtf8();
    }

private:
    /// A word of the page; ours, and escaped all the same.
    [[nodiscard]] QString word(QLatin1StringView key) const
    {
        return m_words.value(key).toString().toHtmlEscaped();
    }

    void addFact(QLatin1StringView key, const QString& value)
    {
        if (!value.isEmpty())
            m_html += u"<dt>"_s + word(key) + u"</dt><dd><bdi>"_s + plain(value) + u"</bdi></dd>\n"_s;
    }

    void addProfile(const LandingRow& row)
    {
        const Package& package = *row.package;
        m_html +=
            u"<section class=\"profile\">\n<h2><bdi>"_s + plain(package.title) + u"</bdi></h2>\n<dl>\n"_s;
        addFact("organization"_L1, package.organization);
        addFact("contains"_L1, payloadTitles(package, m_language).join(u", "_s));
        addFact("signer"_L1, package.isSigned ? package.signer : QString());
        addFact("size"_L1, m_words.value("bytes"_L1).toString().arg(m_locale.toString(package.bytes.size())));
        m_html += u"<dt>"_s + word("fingerprint"_L1) + u"</dt><dd class=\"code\">"_s
                  + fingerprintBeginning(package.sha256) + u"</dd>\n</dl>\n"_s;
        if (!package.isSigned)
            m_html += u"<p class=\"warn\">%1</p>\n"_s.arg(word("unsigned"_L1));
        // Without the attribute `download`, which would make a file of it that nobody installs.
        m_html += u"<a class=\"button\" href=\""_s + row.path.toHtmlEscaped() + u"\">"_s + word("download"_L1)
                  + u"</a>\n"_s;
        if (m_rows.size() > 1) {
            if (const auto code = QrCode::fromText(row.url))
                m_html += u"<details><summary>QR</summary>\n"_s + code->toSvg() + u"\n</details>\n"_s;
        }
        m_html += u"</section>\n"_s;
    }

    /// The steps for all of them: what one of them needs is told.
    [[nodiscard]] Steps commonSteps() const
    {
        Package common = *m_rows.front().package;
        for (const LandingRow& row : m_rows) {
            common.hasRoot = common.hasRoot || row.package->hasRoot;
            common.isSigned = common.isSigned && row.package->isSigned;
            common.isForMac = common.isForMac && row.package->isForMac;
        }
        return stepsFor(common, Way::Web, m_language);
    }

    void addSteps()
    {
        if (m_rows.empty())
            return;
        const Steps steps = commonSteps();
        if (m_rows.size() == 1)
            m_html += u"<h2><bdi>%1</bdi></h2>\n"_s.arg(plain(steps.title));
        addList(u"ol"_s, steps.lines);
        m_html += u"<h2>%1</h2>\n"_s.arg(word("notes"_L1));
        addList(u"ul"_s, QStringList(steps.notes) << m_words.value("compare"_L1).toString());
    }

    void addList(const QString& tag, const QStringList& lines)
    {
        m_html += u"<%1>\n"_s.arg(tag);
        for (const QString& line : lines)
            m_html += u"<li>"_s + plain(line) + u"</li>\n"_s;
        m_html += u"</%1>\n"_s.arg(tag);
    }

    std::span<const LandingRow> m_rows;
    QString m_language;
    QLocale m_locale;
    QJsonObject m_texts;
    QJsonObject m_words;
    QString m_html;
};

}  // namespace

QByteArray landingPage(std::span<const LandingRow> rows, const QString& language)
{
    return Page(rows, language).run();
}

QByteArray landingStyle() { return style.toByteArray(); }

QString fingerprintBeginning(const QByteArray& sha256)
{
    constexpr qsizetype shown = 8;
    QStringList groups;
    const QByteArray beginning = sha256.first(std::min(sha256.size(), shown));
    for (qsizetype i = 0; i < beginning.size(); i += 2)
        groups << QString::fromLatin1(beginning.mid(i, 2).toHex().toUpper());
    return groups.join(u' ');
}

}  // namespace delivery
