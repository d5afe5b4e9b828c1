// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/encoded_name.h"

#include "core/x509/asn1.h"
#include "core/x509/der.h"
#include "core/x509/openssl_error.h"

#include <algorithm>
#include <cstdint>

namespace x509 {

namespace {

bool isHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// In figures and dots; nothing where that is long or a part has more than 63 bits.
std::optional<QString> dotted(QByteArrayView content)
{
    constexpr int maxOctets = 9;
    constexpr std::uint64_t rootSize = 40;
    constexpr qsizetype maxSize = 32;
    if (content.size() > maxSize)
        return std::nullopt;
    QString text;
    std::uint64_t part = 0;
    int octets = 0;
    for (const char c : content) {
        if (++octets > maxOctets)
            return std::nullopt;
        part = part << 7 | (static_cast<unsigned char>(c) & 0x7FU);
        if (isHigh(c))
            continue;
        // X.690, 8.19.4: the first two parts share one number.
        if (text.isEmpty()) {
            const std::uint64_t root = std::min<std::uint64_t>(part / rootSize, 2);
            text = QString::number(root) + u'.' + QString::number(part - root * rootSize);
        } else {
            text += u'.' + QString::number(part);
        }
        part = 0;
        octets = 0;
    }
    return text;
}

bool isString(unsigned char tag, QByteArrayView content)
{
    if (tag == der::utf8Tag)
        return QByteArray::fromRawData(content.data(), content.size()).isValidUtf8();
    return (tag == der::printableTag || tag == der::ia5Tag)
           && std::none_of(content.begin(), content.end(), isHigh);
}

/// An attribute of a plain name, as it is encoded.
struct PlainAttribute
{
    QByteArrayView type;
    QByteArrayView value;  ///< UTF-8
    bool beginsRdn = false;
};

std::optional<PlainAttribute> plainAttribute(QByteArrayView content)
{
    const auto type = der::take(content, der::objectTag);
    if (!type || !der::isObjectIdentifier(*type) || content.isEmpty())
        return std::nullopt;
    const auto tag = static_cast<unsigned char>(content.front());
    const auto value = der::take(content, tag);
    if (!value || !content.isEmpty() || !isString(tag, *value))
        return std::nullopt;
    return PlainAttribute{*type, *value};
}

/// Calls `look` for every attribute of a name of definite lengths, known string types and nothing unusual;
/// says whether it is one.
template <class Look>
bool readPlain(QByteArrayView bytes, Look look)
{
    constexpr qsizetype maxSize = qsizetype{64} * 1024;
    auto rdns = bytes.size() <= maxSize ? der::take(bytes, der::sequenceTag) : std::nullopt;
    if (!rdns || !bytes.isEmpty())
        return false;
    while (!rdns->isEmpty()) {
        auto attributes = der::take(*rdns, der::setTag);
        if (!attributes || attributes->isEmpty())
            return false;
        for (bool isFirst = true; !attributes->isEmpty(); isFirst = false) {
            const auto content = der::take(*attributes, der::sequenceTag);
            auto attribute = content ? plainAttribute(*content) : std::nullopt;
            if (!attribute)
                return false;
            attribute->beginsRdn = isFirst;
            look(*attribute);
        }
    }
    return true;
}

bool isPlain(QByteArrayView bytes)
{
    return readPlain(bytes, [](const PlainAttribute&) {});
}

/// The name if it is plain, without OpenSSL.
std::optional<Name> plainName(QByteArrayView bytes)
{
    Name name;
    bool isKnown = true;
    const bool isPlain = readPlain(bytes, [&](const PlainAttribute& attribute) {
        const auto type = dotted(attribute.type);
        isKnown = isKnown && type;
        if (!isKnown)
            return;
        if (attribute.beginsRdn)
            name.rdns.emplace_back();
        name.rdns.back().push_back({shortName(*type), QString::fromUtf8(attribute.value)});
    });
    return isPlain && isKnown ? std::optional(std::move(name)) : std::nullopt;
}

NameHandle decode(QByteArrayView bytes)
{
    const auto* begin = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto* at = begin;
    NameHandle name(d2i_X509_NAME(nullptr, &at, static_cast<long>(bytes.size())));
    return at - begin == bytes.size() ? std::move(name) : NameHandle();
}

}  // namespace

bool isName(QByteArrayView bytes)
{
    if (isPlain(bytes))
        return true;
    const QuietErrors quiet;
    return decode(bytes) != nullptr;
}

const X509_NAME* EncodedName::decoded() const
{
    std::call_once(m_decodedOnce, [this] {
        const QuietErrors quiet;
        m_decoded = decode(m_bytes);
        if (!m_decoded)
            m_decoded.reset(X509_NAME_new());
    });
    return m_decoded.get();
}

const Name& EncodedName::name() const
{
    std::call_once(m_nameOnce, [this] {
        auto plain = plainName(m_bytes);
        m_name = plain ? *std::move(plain) : toName(decoded());
    });
    return m_name;
}

bool EncodedName::isSameAs(const EncodedName& other) const
{
    return m_bytes == other.m_bytes || X509_NAME_cmp(decoded(), other.decoded()) == 0;
}

}  // namespace x509
