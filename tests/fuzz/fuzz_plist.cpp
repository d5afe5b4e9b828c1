// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/document.h"
#include "tests/support/same_reading.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using plist::Array;
using plist::Dict;
using plist::Document;
using plist::Edit;
using plist::Path;
using plist::Value;

namespace {

void require(bool holds, const QString& what)
{
    if (holds)
        return;
    std::fprintf(stderr, "%s\n", qPrintable(what));
    std::abort();
}

/// Draws small numbers from the input's last bytes, so that the fuzzer steers the edits.
class Dice
{
public:
    explicit Dice(const QByteArray& bytes) : m_bytes(bytes) {}
    std::size_t roll(std::size_t sides)
    {
        const auto byte =
            m_bytes.isEmpty() ? std::size_t{0} : std::size_t{static_cast<unsigned char>(m_bytes.back())};
        m_bytes.chop(1);
        return sides == 0 ? 0 : (byte + m_salt++) % sides;
    }

private:
    QByteArray m_bytes;
    std::size_t m_salt = 0;
};

Value valueFrom(Dice& dice)
{
    switch (dice.roll(8)) {
    case 0: return QStringLiteral("a<&>\r\n\u00E4");
    case 1: return 42;
    case 2: return false;
    case 3: return QByteArray(60, 'x');
    case 4: return Dict{};
    case 5: return Array{1, QStringLiteral("x")};
    case 6: return Dict{{QStringLiteral("k"), Array{Dict{}}}, {QStringLiteral("l"), 1.5}};
    default: return plist::Raw{plist::Type::Integer, QStringLiteral("{{n}}")};
    }
}

/// A path that is there, and perhaps one step more.
Path pathFrom(const Value& root, Dice& dice)
{
    Path path;
    const Value* value = &root;
    while (dice.roll(4) != 0) {
        if (const auto* dict = value->as<Dict>()) {
            const std::size_t entry = dice.roll(dict->size() + 1);
            if (entry == dict->size())
                return path / Path::Step(QStringLiteral("k"));
            path = path / Path::Step(dict->entry(entry).first);
            value = &dict->entry(entry).second;
        } else if (const auto* array = value->as<Array>()) {
            const std::size_t item = dice.roll(array->size() + 1);
            path = path / Path::Step(item);
            if (item == array->size())
                return path;
            value = &(*array)[item];
        } else {
            break;
        }
    }
    return path;
}

Edit editFrom(const Value& root, Dice& dice)
{
    Path path = pathFrom(root, dice);
    switch (dice.roll(6)) {
    case 0: return Edit::remove(path);
    case 1: return Edit::insert(path, valueFrom(dice), dice.roll(3));
    case 2: return Edit::rename(path, QStringLiteral("a&b"));
    case 3: return Edit::move(path, dice.roll(4));
    default: return Edit::set(path, valueFrom(dice));
    }
}

void editAndTakeBack(const QByteArray& bytes, Document document)
{
    Dice dice(bytes.right(64));
    std::vector<plist::Change> changes;
    for (int i = 0; i < 4; ++i) {
        const Edit edit = editFrom(document.root(), dice);
        const auto change = document.apply({&edit, 1});
        if (!change)
            continue;
        changes.push_back(*change);
        if (document.format() == plist::Format::Binary)
            continue;
        const QString difference = test::differenceFromReading(document);
        require(difference.isEmpty(), difference);
        const Value* value = edit.kind == Edit::Kind::Set ? document.root().at(edit.path) : nullptr;
        require(edit.kind != Edit::Kind::Set || (value && *value == *edit.value),
                QStringLiteral("what was set differs"));
    }
    for (; !changes.empty(); changes.pop_back())
        document.revert(changes.back());
    require(!document.isModified(), QStringLiteral("taking everything back does not give the start"));
    require(*document.toBytes() == bytes, QStringLiteral("the bytes differ after taking everything back"));
}

}  // namespace

/// Whatever we can read: the bytes come back; an edit leaves what reading anew gives, and can be taken back;
/// and written as XML it reads back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto document = Document::read(bytes);
    if (!document)
        return 0;
    require(*document->toBytes() == bytes, QStringLiteral("the bytes differ"));
    require(document->valueRange({}).has_value(), QStringLiteral("the root has no place"));
    for (qsizetype at = 0; at <= document->text().size(); at += 7)
        require(document->root().at(document->pathAt(at)) != nullptr, QStringLiteral("a path leads nowhere"));

    const auto written = Document::read(plist::writeXml(document->root()));
    require(written.has_value(), QStringLiteral("what is written cannot be read"));
    const auto twice = Document::read(plist::writeXml(written->root()));
    require(twice && twice->root() == written->root(), QStringLiteral("what is written differs"));
    editAndTakeBack(bytes, *document);
    return 0;
}
