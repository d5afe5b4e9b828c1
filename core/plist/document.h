// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/path.h"
#include "core/plist/value.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace plist {

constexpr qsizetype maxBytes = qsizetype{64} * 1024 * 1024;
constexpr int maxDepth = 128;
constexpr int maxNodes = 1'000'000;

/// Bytes `begin` up to, not including, `end` of Document::text().
struct Range
{
    qsizetype begin = 0;
    qsizetype end = 0;
    [[nodiscard]] qsizetype size() const { return end - begin; }
    bool operator==(const Range&) const = default;
};

/// A stretch of text and what takes its place.
struct Splice
{
    Range range;
    QByteArray text;
};

/// One change that was asked for. Paths are those of the document before this edit
/// and after the edits in front of it.
struct Edit
{
    enum class Kind {
        Set,        ///< put `value` at `path`: replaces, or appends the key or (index == size) the item;
                    ///< missing dictionaries on the way are made
        Insert,     ///< array item in front of `path`'s index; dictionary key at `position`
        Remove,     ///< the value at `path`, with its key
        RenameKey,  ///< the key at the end of `path` becomes `key`; value and place stay
        Move,       ///< the array item at `path` goes to index `position`
        Text,       ///< replaces the bytes `range` of the text by `text`: only for what lies around the
                    ///< property list (junk before it, a missing declaration)
    };

    Kind kind = Kind::Set;
    Path path = {};
    std::optional<Value> value = {};
    QString key = {};
    std::size_t position = 0;
    Range range = {};
    QByteArray text = {};

    [[nodiscard]] static Edit set(Path path, Value value)
    {
        return {Kind::Set, std::move(path), std::move(value)};
    }
    [[nodiscard]] static Edit insert(Path path, Value value, std::size_t position = 0)
    {
        return {Kind::Insert, std::move(path), std::move(value), {}, position};
    }
    [[nodiscard]] static Edit remove(Path path) { return {Kind::Remove, std::move(path)}; }
    [[nodiscard]] static Edit rename(Path path, QString key)
    {
        return {Kind::RenameKey, std::move(path), {}, std::move(key)};
    }
    [[nodiscard]] static Edit move(Path path, std::size_t position)
    {
        return {Kind::Move, std::move(path), {}, {}, position};
    }
    [[nodiscard]] static Edit replaceText(Range range, QByteArray text)
    {
        return {Kind::Text, {}, {}, {}, 0, range, std::move(text)};
    }

    bool operator==(const Edit&) const = default;
};

/// What the reader passed over because Apple's own reader does; the lint rules of "The file" word it.
struct Note
{
    enum class Kind {
        BytesBeforeDeclaration,  ///< blanks or other text before `<?xml`
        DeclarationMisspelt,     ///< `<?xml …?>` that XML does not allow; `text` is the right one
        DeclarationMissing,      ///< no `<?xml …?>`; `text` is the one to put there
        Doctype,                 ///< none, or not Apple's; `text` is what is there
        BytesAfterEnd,           ///< anything but blanks behind `</plist>`
        DuplicateKey,            ///< `path` names the key; `range` is the earlier, unread entry's key
        BadValue,                ///< an integer, real, date or data element whose text is none; see Raw
        StrayText,               ///< text between elements, such as a template's {{#if}}; `text` is the text
        Encoding,   ///< bytes that do not fit the declared encoding; `text` says how they were read
        Malformed,  ///< what XML or the property list's grammar forbids and some reader passes over all the
                    ///< same (a control character, a key without value); `text` says what, in words
    };
    Kind kind;
    Path path = {};    ///< nearest value, for kinds that have one
    Range range = {};  ///< where in the text
    QString text = {};
    bool operator==(const Note&) const = default;
};

enum class Format { Xml, Binary };

/// What one apply() did, enough to take it back. Opaque; costs the bytes it replaced.
class Change
{
public:
    /// The deepest path at and below which values may differ; the root when several places did.
    [[nodiscard]] const Path& scope() const { return m_scope; }

private:
    friend class Document;
    std::vector<Splice> m_splices;  ///< to be made from the first to the last
    Path m_scope;
};

/// A property list as bytes, as values, and as the map between the two.
///
/// The bytes are the truth. An edit is a splice of the text, after which the part
/// it touched is read again: comments, blanks, order and spelling everywhere else
/// stay as they were, and what the values say is always what the text says.
/// Copies are cheap and independent; a copy may be read on another thread.
class Document
{
public:
    /// Reads an XML or a binary property list (not a CMS wrapper: see sign/open.h).
    ///
    /// XML is read as Apple's reader does: what that one passes over becomes a Note.
    /// Errors carry the position; limits are the constants above; entities are never expanded.
    [[nodiscard]] static base::Result<Document> read(const QByteArray& bytes);

    /// A new XML document in Apple's style: tabs, LF, data in lines of 68 characters.
    [[nodiscard]] static Document create(const Value& root);

    Document(const Document&);
    Document(Document&&) noexcept;
    Document& operator=(const Document&);
    Document& operator=(Document&&) noexcept;
    ~Document();

    [[nodiscard]] const Value& root() const;
    [[nodiscard]] Format format() const;

    /// The text that ranges and positions count in, as UTF-8: the file's own for XML in UTF-8,
    /// its transcription for another encoding, libplist's rendition for the binary form.
    [[nodiscard]] const QByteArray& text() const;

    /// What saving writes: the very bytes that were read while the text is what it was,
    /// else the text in the file's own encoding or form.
    [[nodiscard]] base::Result<QByteArray> toBytes() const;
    /// Whether the text differs from what was read.
    [[nodiscard]] bool isModified() const;

    [[nodiscard]] const std::vector<Note>& notes() const;

    /// The whole `<key>…</key>` in front of the value at `path`, if it is a dictionary's entry.
    [[nodiscard]] std::optional<Range> keyRange(const Path& path) const;
    /// The whole element of the value at `path`.
    [[nodiscard]] std::optional<Range> valueRange(const Path& path) const;
    /// The path of the innermost value whose key or element holds byte `offset`; the root outside all.
    [[nodiscard]] Path pathAt(qsizetype offset) const;
    [[nodiscard]] base::TextPosition position(qsizetype offset) const;

    /// Carries out `edits` in order, or none of them. Lines that no edit names stay byte for byte;
    /// new text follows the file's own indentation and line ends.
    base::Result<Change> apply(std::span<const Edit> edits);

    /// Takes `change` back, which must be the last one in force; returns the change that does it again.
    Change revert(const Change& change);

private:
    struct Data;
    explicit Document(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> d;
};

/// `value` as a whole XML property list in Apple's style; a Uid becomes `{CF$UID: n}`, a NUL U+FFFD.
[[nodiscard]] QByteArray writeXml(const Value& value);

/// `value` as a binary property list, by libplist. Fails for Raw values and for strings with a NUL.
[[nodiscard]] base::Result<QByteArray> writeBinary(const Value& value);

/// What a template put where a value belongs: `{{name}}`, `${NAME}`, `$NAME`, `%Name%`, `{Name}`.
/// The tokens in `text`, left to right; `{Name}` only where it is the whole text.
[[nodiscard]] std::vector<QString> tokens(const QString& text);

}  // namespace plist
