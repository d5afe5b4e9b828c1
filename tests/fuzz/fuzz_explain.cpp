// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever comes in as a log: an explanation with a sentence in it, chains that are not empty, lines that
// exist.
#include "core/explain/writers.h"

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
    static const explain::Catalogue catalogue;
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const explain::Explanation explanation = explain::explainLog(bytes, catalogue);
    require(!explanation.what.isEmpty());
    require(!explanation.errors.empty() || explanation.other.empty());
    const auto lines = explain::textOf(bytes).count('\n') + 1;
    for (const explain::NamedError& error : explanation.errors)
        require(error.proof.line >= 1 && error.proof.line <= lines);
    for (const explain::NamedError& error : explanation.recognised)
        require(!error.domain.isEmpty() && error.proof.line >= 1 && error.proof.line <= lines);
    for (const auto& chain : explanation.other)
        require(!chain.empty());
    require(!explain::toJson(explanation).isEmpty());
    require(!explain::toText(explanation).isEmpty());
    require(!explain::toReport(explanation).isEmpty());
    static_cast<void>(explain::explainCode(QString::fromUtf8(bytes), catalogue));
    return 0;
}
