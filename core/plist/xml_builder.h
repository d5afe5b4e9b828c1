// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/key_table.h"
#include "core/plist/source_map.h"

#include <optional>
#include <string_view>
#include <vector>

namespace plist {

/// What a reading may hold and how it is understood.
struct ReadOptions
{
    /// The text is libplist's rendition of the binary form: `{CF$UID: n}` is a
    /// Uid, line ends are as they are.
    bool rendition = false;
    std::size_t nodesBefore = 0;       ///< counted towards maxNodes
    int depthBefore = 0;               ///< counted towards maxDepth
    std::optional<Type> context = {};  ///< the text is the inside of an array or dictionary
    QByteArray encoding = "UTF-8";     ///< what a missing declaration should name
    QByteArray declared = {};          ///< while the declaration names this encoding …
    const char* guessed = nullptr;     ///< … the text is read in this one all the same
    bool limited = true;               ///< off for what this program made itself
};

/// Makes values and source map of the tags of a text, which a reader feeds in
/// order.
///
/// Knows the property list's grammar and where Apple's, libplist's and Python's
/// readers pass over a breach of it; well-formedness, other than tags that
/// match, is the feeder's affair.
class XmlBuilder
{
public:
    XmlBuilder(const QByteArray& text, qsizetype begin, const ReadOptions& options);

    /// The tag in bytes `begin` to `end` opens element `name`; false when reading
    /// must stop, see error().
    bool open(std::string_view name, qsizetype begin, qsizetype end);
    bool close(std::string_view name, qsizetype begin, qsizetype end);
    /// The text ends at `end`; false if something is still missing.
    bool finish(qsizetype end);

    /// Forgives an error behind a second value, where libplist has stopped reading; false if there is none.
    bool forgiveSurplus();

    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }
    bool fail(qsizetype at, const QString& message);
    void note(Note::Kind kind, Range range, const QString& text);
    void malformed(Range range, const QString& text);

    Tree takeTree();
    /// With a context: what stands in it, the keys empty for an array.
    std::vector<Dict::Entry> takeEntries();

private:
    enum class Element { Plist, Unknown, Ignored, Key, True, False, Scalar, Array, Dict };
    struct Frame
    {
        Element element;
        Type type = Type::String;
        std::uint32_t node = 0;
        std::uint32_t firstItem = 0;
        std::uint32_t itemCount = 0;
        std::int32_t tagBegin = 0;
        std::int32_t textBegin = 0;
        std::int32_t nameLength = 0;
        std::int32_t keyBegin = -1;  ///< of a key that waits for its value
        std::int32_t keyEnd = -1;
        std::uint32_t key = 0;
        std::int32_t slip = -1;  ///< in m_slips: where keys and values may have got out of step
    };
    /// What may be to blame for a value without a key further on.
    struct Slip
    {
        qsizetype at;
        QString message;
    };
    struct Item
    {
        Value value;
        std::uint32_t key;
        std::uint32_t node;
    };

    [[nodiscard]] static Element classify(std::string_view name, Type& type);
    bool openValue(Frame frame, qsizetype tagEnd);
    bool acceptKey(Frame& frame);
    bool failWithoutKey(const Frame& outer, const Frame& value);
    void slipped(Frame& outer, qsizetype at, const QString& message);
    void closeScalar(const Frame& frame, qsizetype end);
    void closeKey(const Frame& frame, qsizetype end);
    void closeContainer(const Frame& frame);
    Value dictFrom(const Frame& frame);
    void dropPendingKey(Frame& container);
    void shadowRepeatedKeys(const Frame& frame);
    bool readText(const Frame& frame, qsizetype end);
    void readGap(qsizetype to);
    void strayText(qsizetype begin, qsizetype end);
    void add(Value value, std::uint32_t node);
    [[nodiscard]] Frame* container();
    [[nodiscard]] std::string_view nameOf(const Frame& frame) const;
    [[nodiscard]] Path path() const;       ///< of the container that is open, or of the value its key awaits
    [[nodiscard]] Path valuePath() const;  ///< of the value that closes
    [[nodiscard]] QString sliceText(qsizetype begin, qsizetype end) const;

    const QByteArray& m_text;
    const char* m_bytes;
    ReadOptions m_options;
    std::vector<Frame> m_frames;
    std::vector<std::size_t> m_containers;  ///< frames that are an Array or a Dict
    std::vector<Item> m_items;
    KeyTable m_keys;
    struct Stamp
    {
        std::uint32_t dict = 0;
        std::size_t item = 0;
    };
    std::vector<Stamp> m_stamps;  ///< by key: the dictionary that had it last, and where
    std::uint32_t m_dicts = 0;
    Tree m_tree;
    std::vector<Slip> m_slips;
    QByteArrayView m_content;  ///< of the scalar being closed
    QByteArray m_decoded;
    qsizetype m_gap;  ///< text up to here is accounted for
    bool m_hasRoot = false;
    bool m_complete = false;
    bool m_hasSurplus = false;
    std::optional<base::Error> m_error;
};

}  // namespace plist
