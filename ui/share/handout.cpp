// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/handout.h"

#include "core/delivery/landing_page.h"
#include "core/delivery/qr_code.h"
#include "core/delivery/resource.h"
#include "core/delivery/steps.h"
#include "ui/share/qr_view.h"

#include <QAbstractTextDocumentLayout>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextOption>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// The two parts of the page: what the profile is, beside the code, and the steps below.
struct Parts
{
    QStringList facts;
    delivery::Steps steps;
    QString notes;  ///< the heading above the notes
};

Parts partsOf(const Handout& handout)
{
    const delivery::Package& package = handout.package;
    const QJsonObject words = delivery::readSentences(handout.language).value(u"page"_s).toObject();
    const auto word = [&](const QString& key) {
        return words.value(key).toString();
    };
    const auto fact = [](const QString& name, const QString& value) {
        return u"%1: %2"_s.arg(name, value);
    };
    Parts parts;
    if (!package.organization.isEmpty())
        parts.facts << fact(word(u"organization"_s), package.organization);
    if (!package.payloads.isEmpty())
        parts.facts << fact(word(u"contains"_s),
                            delivery::payloadTitles(package, handout.language).join(u", "_s));
    if (!package.isSigned)
        parts.facts << word(u"unsigned"_s);
    else if (!package.signer.isEmpty())
        parts.facts << fact(word(u"signer"_s), package.signer);
    parts.facts << fact(word(u"fingerprint"_s), delivery::fingerprintBeginning(package.sha256));
    const delivery::Way way = handout.address.isEmpty() ? delivery::Way::File : delivery::Way::Web;
    parts.steps = delivery::stepsFor(package, way, handout.language);
    parts.notes = word(u"notes"_s);
    return parts;
}

/// Paragraphs one after the other in `document`, sizes relative to its default font.
class Writer
{
public:
    explicit Writer(QTextDocument& document) : m_document(document), m_cursor(&document) {}

    void heading(const QString& text, qreal scale)
    {
        QTextCharFormat format;
        format.setFontWeight(QFont::DemiBold);
        format.setFontPointSize(size() * scale);
        QTextBlockFormat block;
        block.setTopMargin(m_isFirst ? 0 : size());
        block.setBottomMargin(0.5 * size());
        paragraph(text, block, format);
    }
    void text(const QString& line, const QTextCharFormat& format = {})
    {
        QTextBlockFormat block;
        block.setBottomMargin(0.3 * size());
        paragraph(line, block, format);
    }
    /// For who has to type it.
    void address(const QString& address)
    {
        QTextCharFormat format;
        format.setFontWeight(QFont::DemiBold);
        format.setFontPointSize(size() * 1.15);
        text(address, format);
    }
    /// A line behind its mark, in a column of its own.
    void item(const QString& mark, const QString& line)
    {
        const qreal indent = 2 * size();
        QTextBlockFormat block;
        block.setBottomMargin(0.4 * size());
        block.setLeftMargin(indent);
        block.setTextIndent(-indent);
        block.setTabPositions({QTextOption::Tab(indent, QTextOption::LeftTab)});
        paragraph(mark + u'\t' + line, block, {});
    }

private:
    [[nodiscard]] qreal size() const { return m_document.defaultFont().pointSizeF(); }
    void paragraph(const QString& text, const QTextBlockFormat& block, const QTextCharFormat& format)
    {
        if (!m_isFirst)
            m_cursor.insertBlock();
        m_isFirst = false;
        m_cursor.setBlockFormat(block);
        QTextCharFormat black = format;
        black.setForeground(Qt::black);
        m_cursor.setCharFormat(black);
        m_cursor.insertText(text);
    }

    QTextDocument& m_document;
    QTextCursor m_cursor;
    bool m_isFirst = true;
};

/// A document of `size` points high type, laid out for points, `width` of them wide.
void prepare(QTextDocument& document, qreal size, qreal width)
{
    QFont font = QGuiApplication::font();
    font.setPointSizeF(size);
    document.setDefaultFont(font);
    document.setDocumentMargin(0);
    document.setUseDesignMetrics(true);
    document.setTextWidth(width);
}

void drawAt(QPainter& painter, QTextDocument& document, QPointF place)
{
    painter.save();
    painter.translate(place);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, Qt::black);
    document.documentLayout()->draw(&painter, context);
    painter.restore();
}

}  // namespace

void paintHandout(QPainter& painter, const QRectF& page, const Handout& handout)
{
    const Parts parts = partsOf(handout);
    const auto code = delivery::QrCode::fromText(handout.address);
    // Everything is laid out on a page of this width, and drawn as large as the real one is.
    constexpr qreal wide = 640;
    constexpr qreal codeSide = 210;
    const qreal high = wide * page.height() / page.width();
    // In halves of a point: as large as there is room for.
    constexpr int largest = 30;
    constexpr int smallest = 8;
    for (int halves = largest; halves >= smallest; --halves) {
        const qreal size = halves / 2.0;
        const qreal room = code ? wide - codeSide - size : wide;
        QTextDocument head;
        prepare(head, size, room);
        Writer top(head);
        top.heading(handout.package.title, 2);
        for (const QString& fact : parts.facts)
            top.text(fact);
        if (code)
            top.address(handout.address);
        QTextDocument body;
        prepare(body, size, wide);
        Writer below(body);
        below.heading(parts.steps.title, 1.3);
        for (qsizetype i = 0; i < parts.steps.lines.size(); ++i)
            below.item(u"%1."_s.arg(i + 1), parts.steps.lines[i]);
        if (!parts.steps.notes.isEmpty())
            below.heading(parts.notes, 1.1);
        for (const QString& note : parts.steps.notes)
            below.item(u"•"_s, note);
        const qreal headHigh = std::max(head.size().height(), code ? codeSide : 0) + 1.5 * size;
        if (headHigh + body.size().height() > high && halves > smallest)
            continue;
        painter.save();
        painter.translate(page.topLeft());
        painter.scale(page.width() / wide, page.width() / wide);
        drawAt(painter, head, {});
        if (code)
            paintCode(painter, *code, {wide - codeSide, 0},
                      codeSide / (code->size() + 2 * delivery::QrCode::quietZone));
        drawAt(painter, body, {0, headHigh});
        painter.restore();
        return;
    }
}

QString handoutText(const Handout& handout)
{
    const Parts parts = partsOf(handout);
    QStringList lines{handout.package.title};
    lines += parts.facts;
    if (!handout.address.isEmpty())
        lines << handout.address;
    lines << parts.steps.title;
    lines += parts.steps.lines;
    lines += parts.steps.notes;
    return lines.join(u'\n');
}

}  // namespace ui
