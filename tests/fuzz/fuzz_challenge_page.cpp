// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a server sends for the page with the challenge is read; a challenge is visible ASCII and a
// thumbprint of the right length, a page without one has a reason, and the same page in UTF-16 says the same.
#include "core/ndes/challenge_page.h"

#include <algorithm>
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
    const ndes::ChallengePage page = ndes::readChallengePage(bytes);
    require((page.kind == ndes::PageKind::Challenge) == !page.challenge.isEmpty());
    require(page.thumbprint.isEmpty() || page.thumbprint.size() == 16);
    require(page.validity.value_or(std::chrono::minutes(1)).count() > 0);
    const QByteArray& challenge = page.challenge.bytes();
    require(std::all_of(challenge.begin(), challenge.end(), [](char c) { return c > ' ' && c < '\x7F'; }));
    if (page.kind != ndes::PageKind::Challenge)
        require(!ndes::toError(page).message.isEmpty() && !ndes::toError(page).hint.isEmpty());

    const bool isPlain = std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > '\0'; });
    if (!isPlain || bytes.size() > ndes::maxPageBytes / 2)
        return 0;
    QByteArray wide;
    for (const char character : bytes)
        wide.append(character).append('\0');
    const ndes::ChallengePage again = ndes::readChallengePage(wide);
    require(again.kind == page.kind && again.challenge.bytes() == challenge
            && again.thumbprint == page.thumbprint && again.use == page.use
            && again.validity == page.validity);
    return 0;
}
