// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/document.h"

#include "core/plist/binary.h"
#include "core/plist/encoding.h"
#include "core/plist/patch.h"
#include "core/plist/preamble.h"
#include "core/plist/xml_reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <mutex>

namespace plist {

namespace {

/// What is found out when first asked for, once for all copies of a document.
template <class Value>
class Lazy
{
public:
    Lazy() = default;
    Lazy(const Lazy&) {}
    Lazy& operator=(const Lazy&) = delete;
    ~Lazy() = default;

    template <class Source>
    const Value& of(const Source& source) const
    {
        std::call_once(m_once, [&] { m_value.emplace(source); });
        return *m_value;
    }

private:
    mutable std::once_flag m_once;
    mutable std::optional<Value> m_value;
};

}  // namespace

struct Document::Data
{
    QByteArray original;      ///< the bytes that were read
    QByteArray originalText;  ///< and their text
    QByteArray declared;      ///< the encoding that text declares
    QByteArray text;
    Tree tree;
    std::vector<Opened> opened;
    ReadOptions options;
    Encoding encoding;
    Format format = Format::Xml;
    bool exact = true;  ///< the text says all that the bytes say
    Lazy<LineTable> lines;
    Lazy<ChildIndex> children;
};

namespace {

base::Error undecodable(const QByteArray& bytes, const Encoding& encoding)
{
    const QByteArray start = encoding.decodeStart(bytes);
    return errorAt(start, start.size(),
                   QCoreApplication::translate("plist", "The file is not valid in its encoding, %1")
                       .arg(QString::fromLatin1(encoding.name())));
}

bool isAsciiByte(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool isUtf8(const QByteArray& text, qsizetype end)
{
    return QByteArray::fromRawData(text.constData(), end).isValidUtf8();
}

/// Text, tree and encoding of an XML file.
struct XmlFile
{
    QByteArray text;
    Tree tree;
    Encoding encoding;
    ReadOptions options;
};

base::Result<XmlFile> readAs(const QByteArray& bytes, const Encoding& encoding, const ReadOptions& options)
{
    auto text = encoding.decode(bytes);
    if (!text)
        return undecodable(bytes, encoding);
    auto tree = readXml(*text, options);
    if (!tree)
        return tree.error();
    return XmlFile{*std::move(text), *std::move(tree), encoding, options};
}

/// Reads bytes that say UTF-8, or name an encoding they cannot be in.
base::Result<XmlFile> readUtf8(const QByteArray& bytes, const Preamble& preamble)
{
    const auto named = Encoding::named(preamble.encoding);
    const bool isAscii = named && named->kind() == Encoding::Kind::Ascii;
    const bool fits = isAscii ? std::all_of(bytes.begin(), bytes.end(), isAsciiByte)
                              : named && named->kind() == Encoding::Kind::Utf8;
    ReadOptions options;
    options.declared = preamble.encoding;
    options.guessed = fits ? nullptr : "UTF-8";
    auto tree = readXml(bytes, preamble, options);
    const bool isValid = tree ? isUtf8(bytes, tree->element.end) : bytes.isValidUtf8();
    if (tree && isValid)
        return XmlFile{bytes, *std::move(tree), isAscii ? *named : Encoding(), options};
    if (isValid)
        return tree.error();
    // Apple's tools of old and many editors wrote such files; libplist takes the bytes as they are.
    Encoding guess(Encoding::Kind::Windows1252);
    guess.keepToAscii();
    options.guessed = "windows-1252";
    return readAs(bytes, guess, options);
}

base::Result<XmlFile> readXmlFile(const QByteArray& bytes)
{
    if (const auto detected = Encoding::detected(bytes)) {
        ReadOptions options;
        options.encoding = detected->name().left(6);
        return readAs(bytes, *detected, options);
    }
    const auto preamble = readPreamble(bytes);
    if (!preamble)
        return preamble.error();
    const auto named = Encoding::named(preamble->encoding);
    const bool marked = bytes.startsWith("\xEF\xBB\xBF");
    return named && !named->isUtf8() && !marked ? readAs(bytes, *named, {}) : readUtf8(bytes, *preamble);
}

}  // namespace

Document::Document(std::shared_ptr<const Data> data) : d(std::move(data)) {}
Document::Document(const Document&) = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(const Document&) = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

base::Result<Document> Document::read(const QByteArray& bytes)
{
    if (bytes.size() > maxBytes)
        return tooLarge();
    auto data = std::make_shared<Data>();
    data->original = bytes;
    if (isBinary(bytes)) {
        auto rendition = xmlFromBinary(bytes);
        if (!rendition)
            return rendition.error();
        data->format = Format::Binary;
        data->options.rendition = true;
        auto tree = readXml(rendition->xml, data->options);
        if (!tree)
            return tree.error();
        data->text = std::move(rendition->xml);
        data->exact = rendition->exact;
        data->tree = *std::move(tree);
    } else {
        auto file = readXmlFile(bytes);
        if (!file)
            return file.error();
        data->text = std::move(file->text);
        data->tree = std::move(file->tree);
        data->encoding = file->encoding;
        data->options = file->options;
        data->declared = data->tree.declared;
    }
    data->originalText = data->text;
    return Document(std::move(data));
}

Document Document::create(const Value& root)
{
    auto data = std::make_shared<Data>();
    data->text = writeXml(root);
    data->options.limited = false;
    auto tree = readXml(data->text, data->options);
    Q_ASSERT(tree);
    if (tree)
        data->tree = *std::move(tree);
    data->options.limited = true;
    data->declared = data->tree.declared;
    data->original = data->text;
    data->originalText = data->text;
    return Document(std::move(data));
}

const Value& Document::root() const { return d->tree.root; }
Format Document::format() const { return d->format; }
const QByteArray& Document::text() const { return d->text; }
bool Document::isModified() const { return d->text != d->originalText; }
const std::vector<Note>& Document::notes() const { return d->tree.notes; }

base::Result<QByteArray> Document::toBytes() const
{
    if (!isModified())
        return d->original;
    if (d->format == Format::Binary)
        return binaryFromXml(d->text, d->tree.root);
    // Who changes the declaration changes the encoding; "UTF-16" stands for either order of its bytes.
    const QByteArray& declared = d->tree.declared;
    const bool same =
        declared == d->declared || (!declared.isEmpty() && d->encoding.name().startsWith(declared.toUpper()));
    const auto encoding = same ? std::optional(d->encoding) : Encoding::named(declared);
    auto bytes = encoding ? encoding->encode(d->text) : std::nullopt;
    if (!bytes)
        return base::Error{
            base::Error::Code::Unsupported,
            QCoreApplication::translate("plist", "The text cannot be written in the encoding %1")
                .arg(QString::fromLatin1(declared))};
    return *std::move(bytes);
}

std::optional<Range> Document::keyRange(const Path& path) const
{
    const auto chain = d->tree.chain(path, &d->children.of(d->tree));
    if (chain.empty() || d->tree.nodes[chain.back()].keyBegin < 0)
        return {};
    const Node& node = d->tree.nodes[chain.back()];
    return Range{node.keyBegin, node.keyEnd};
}

std::optional<Range> Document::valueRange(const Path& path) const
{
    const auto chain = d->tree.chain(path, &d->children.of(d->tree));
    if (chain.empty())
        return {};
    const Node& node = d->tree.nodes[chain.back()];
    return Range{node.begin, node.end};
}

Path Document::pathAt(qsizetype offset) const { return plist::pathAt(d->text, d->tree, offset); }

base::TextPosition Document::position(qsizetype offset) const
{
    return d->lines.of(d->text).position(d->text, offset);
}

base::Result<Change> Document::apply(std::span<const Edit> edits)
{
    if (!d->exact)
        return base::Error{
            base::Error::Code::Unsupported,
            QCoreApplication::translate(
                "plist", "The binary file holds dates with fractions of a second or before the year 1000, "
                         "which would be lost"),
            {},
            QCoreApplication::translate("plist", "Convert it to XML first")};
    auto data = std::make_shared<Data>(*d);
    Patcher patcher(data->text, data->tree, data->opened, data->options, data->encoding);
    for (const Edit& edit : edits) {
        if (d->format == Format::Binary && edit.kind == Edit::Kind::Text)
            return base::Error{base::Error::Code::Unsupported,
                               QCoreApplication::translate("plist", "A binary file has no text to replace")};
        if (auto done = patcher.apply(edit); !done)
            return done.error();
    }
    Change change;
    change.m_splices = patcher.undo();
    change.m_scope = patcher.scope();
    d = std::move(data);
    return change;
}

Change Document::revert(const Change& change)
{
    auto data = std::make_shared<Data>(*d);
    Change back;
    back.m_scope = change.m_scope;
    for (const Splice& splice : change.m_splices) {
        QByteArray old = data->text.mid(splice.range.begin, splice.range.size());
        const auto done = applySplice(data->text, data->tree, splice, data->options);
        Q_ASSERT(done);
        if (!done)
            return back;
        follow(data->opened, splice);
        back.m_splices.push_back(
            {{splice.range.begin, splice.range.begin + splice.text.size()}, std::move(old)});
    }
    std::reverse(back.m_splices.begin(), back.m_splices.end());
    d = std::move(data);
    return back;
}

}  // namespace plist
