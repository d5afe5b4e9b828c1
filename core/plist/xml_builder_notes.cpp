// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/xml_builder.h"
#include "core/plist/xml_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace plist {

using namespace std::string_view_literals;

/// Notes text between two tags, of which at least one is a container's.
void XmlBuilder::readGap(qsizetype to)
{
    const char* at = m_bytes + m_gap;
    const char* const end = m_bytes + to;
    while (true) {
        while (at < end && isBlank(*at))
            ++at;
        if (at >= end)
            return;
        const std::string_view rest(at, static_cast<std::size_t>(end - at));
        const auto skip = [&](std::string_view close) {
            const std::size_t found = rest.find(close, 2);
            at = found == std::string_view::npos ? end : at + found + close.size();
        };
        if (rest.starts_with("<!--"sv)) {
            skip("-->"sv);
        } else if (rest.starts_with("<?"sv)) {
            skip("?>"sv);
        } else if (rest.starts_with("<![CDATA["sv)) {
            const char* begin = at;
            skip("]]>"sv);
            strayText(begin - m_bytes, at - m_bytes);
        } else if (rest.starts_with("<!DOCTYPE"sv)) {
            const std::size_t length = doctypeLength(rest);
            at = length == 0 ? end : at + length;
        } else if (*at == '<') {
            skip(">"sv);
        } else {
            const char* begin = at;
            at = std::find(at, end, '<');
            strayText(begin - m_bytes, at - m_bytes);
        }
    }
}

void XmlBuilder::strayText(qsizetype begin, qsizetype end)
{
    while (end > begin && isBlank(m_bytes[end - 1]))
        --end;
    note(Note::Kind::StrayText, {begin, end}, sliceText(begin, end));
}

QString XmlBuilder::sliceText(qsizetype begin, qsizetype end) const
{
    return QString::fromUtf8(m_bytes + begin, end - begin);
}

void XmlBuilder::note(Note::Kind kind, Range range, const QString& text)
{
    m_tree.notes.push_back({kind, path(), range, text});
}

void XmlBuilder::malformed(Range range, const QString& text)
{
    m_tree.wellFormed = false;
    // What XML forbids the binary form may well hold.
    if (!m_options.rendition)
        note(Note::Kind::Malformed, range, text);
}

Path XmlBuilder::path() const
{
    Path path;
    for (const std::size_t index : m_containers) {
        const Frame& frame = m_frames[index];
        if (frame.element == Element::Dict && frame.keyBegin >= 0)
            path = std::move(path) / Path::Step(m_keys.key(frame.key));
        else if (frame.element == Element::Array && index != m_containers.back())
            path = std::move(path) / Path::Step(std::size_t{frame.itemCount});
    }
    return path;
}

Path XmlBuilder::valuePath() const
{
    if (m_containers.empty() || m_frames[m_containers.back()].element != Element::Array)
        return path();
    return path() / Path::Step(std::size_t{m_frames[m_containers.back()].itemCount});
}

/// Remembers the first thing since the last good key at which `outer` got out of step.
void XmlBuilder::slipped(Frame& outer, qsizetype at, const QString& message)
{
    if (outer.slip >= 0)
        return;
    outer.slip = static_cast<std::int32_t>(m_slips.size());
    m_slips.push_back({at, message});
}

/// Fails where keys and values got out of step, which mostly is before the value that shows it.
bool XmlBuilder::failWithoutKey(const Frame& outer, const Frame& value)
{
    if (outer.slip >= 0) {
        const Slip& slip = m_slips[static_cast<std::size_t>(outer.slip)];
        return fail(slip.at, slip.message);
    }
    const std::string_view name = nameOf(value);
    return fail(value.tagBegin,
                QCoreApplication::translate("plist", "A %1 stands in a dictionary without a key")
                    .arg(u'<' + QString::fromUtf8(name.data(), std::ssize(name)) + u'>'));
}

bool XmlBuilder::fail(qsizetype at, const QString& message)
{
    if (!m_error)
        m_error = errorAt(m_text, at, message);
    return false;
}

}  // namespace plist
