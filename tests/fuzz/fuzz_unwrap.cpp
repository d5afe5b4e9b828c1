// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever comes in: unwrapping and opening end with an answer and an empty error queue, a signature that
// holds says so every time, and a file nobody changed leaves as it came.
#include "core/sign/open.h"

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
    const auto unwrapped = sign::unwrap(bytes);
    require(!unwrapped || sign::isSigned(bytes));
    if (unwrapped) {
        const auto again = sign::unwrap(bytes);
        require(again && again->content == unwrapped->content
                && again->signature.holds == unwrapped->signature.holds);
        require(unwrapped->signature.holds == unwrapped->signature.reason.isEmpty());
        require(!unwrapped->signature.holds || unwrapped->signature.signerCount > 0);
    }
    const auto opened = sign::open(bytes);
    if (opened) {
        const auto saved = opened->toBytes();
        require(saved && *saved == bytes);
    }
    require(ERR_peek_error() == 0);
    return 0;
}
