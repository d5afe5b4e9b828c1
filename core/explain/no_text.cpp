// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/no_text.h"

#include "core/explain/log.h"
#include "core/plist/binary.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace explain {

namespace {

using namespace std::string_view_literals;

constexpr std::array compressed = {"\x1f\x8b"sv,
                                   "PK\x03\x04"sv,
                                   "BZh"sv,
                                   "\xfd"
                                   "7zXZ"sv,
                                   "\x28\xb5\x2f\xfd"sv,
                                   "7z\xbc\xaf"sv};
constexpr std::array pictures = {"\x89PNG"sv, "\xff\xd8\xff"sv, "GIF8"sv};
/// The first chunk of a .tracev3 file: tag 0x1000, subtag 0x11.
constexpr std::string_view logArchive = "\x00\x10\x00\x00\x11\x00\x00\x00"sv;
/// The object identifier signedData, as it stands in DER.
constexpr std::string_view signedData = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"sv;

/// Whether what is read as text looks like none: more than one byte in fifty at its beginning is for
/// machines.
bool isForMachines(const QByteArray& bytes)
{
    constexpr qsizetype looked = 4096;
    constexpr qsizetype tolerated = 50;
    const QByteArray head = textOf(bytes.first(std::min(bytes.size(), looked)));
    const auto count = std::count_if(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0x7f || (byte < 0x20 && "\t\n\v\f\r\x1b\b"sv.find(c) == std::string_view::npos);
    });
    return count * tolerated > head.size();
}

}  // namespace

std::optional<NoText> noText(const QByteArray& bytes)
{
    constexpr std::size_t headSize = 64;
    const std::string_view head =
        std::string_view(bytes.constData(), std::size_t(bytes.size())).substr(0, headSize);
    const auto begins = [&](std::string_view mark) {
        return head.starts_with(mark);
    };
    if (std::any_of(compressed.begin(), compressed.end(), begins))
        return NoText{
            QCoreApplication::translate("explain", "It is a compressed file, not the text of a log"),
            QCoreApplication::translate("explain", "Unpack it and take the log that is in it")};
    if (begins(logArchive))
        return NoText{
            QCoreApplication::translate("explain", "It is a part of a log archive, not the text of a log"),
            QCoreApplication::translate(
                "explain", "Take its text on a Mac: log show --archive NAME.logarchive > log.txt")};
    if (std::any_of(pictures.begin(), pictures.end(), begins))
        return NoText{QCoreApplication::translate("explain", "It is a picture, not the text of a log"),
                      QCoreApplication::translate("explain", "Type the sentence or the code that it shows")};
    if (begins("%PDF-"))
        return NoText{QCoreApplication::translate("explain", "It is a PDF document, not the text of a log"),
                      QCoreApplication::translate("explain", "Copy the text out of it")};
    // 0x30, a SEQUENCE in DER.
    if (begins("0") && head.find(signedData) != std::string_view::npos)
        return NoText{
            QCoreApplication::translate("explain",
                                        "It is a signed file, as profiles are, not the text of a log"),
            QCoreApplication::translate(
                "explain", "What is wrong with a profile, its checks say (profilewright-cli lint)")};
    if (!plist::isBinary(bytes) && isForMachines(bytes))
        return NoText{
            QCoreApplication::translate("explain", "It is not the text of a log"),
            QCoreApplication::translate(
                "explain", "Take the text of a log, the sentence that the device shows, or a code")};
    return std::nullopt;
}

}  // namespace explain
