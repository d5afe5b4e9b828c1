// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a server says: its first answer, its staple and its timestamps are read with an answer and an
// empty error queue, and more bytes never take an answer back.
#include "core/tls/server_hello.h"
#include "core/tls/staple.h"

#include <openssl/err.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto whole = tls::readAnswer(bytes);
    const auto half = tls::readAnswer(bytes.left(bytes.size() / 2));
    if (half)
        require(whole && whole->kind == half->kind);
    if (whole)
        (void)tls::refusalOf(*whole);
    const tls::Staple staple = tls::readStaple(bytes, {});
    require(!staple.isSignedByIssuer);
    for (const x509::SignedTimestamp& timestamp : x509::readTimestamps(bytes))
        require(timestamp.logId.size() == 32);
    require(ERR_peek_error() == 0);
    return 0;
}
