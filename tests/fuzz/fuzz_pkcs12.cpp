// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever comes in: reading certificates, keys and PKCS #12 ends with an answer and an empty error queue,
// and what could be read can be written and read back.
#include "core/x509/bundle.h"
#include "core/x509/pkcs12.h"

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

base::Secret passphrase() { return base::Secret(QByteArray("fixture")); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto protection = x509::readPkcs12Protection(bytes);
    // Many rounds are an answer that only takes long; a fuzzer has no time for them.
    constexpr int maxRounds = 4096;
    if (protection && protection->macIterations <= maxRounds && !protection->usesPbes2) {
        const auto file = x509::readPkcs12(bytes, passphrase());
        if (file && file->leaf()) {
            const auto written = x509::writePkcs12(file->keys.front(), *file->leaf(), {}, file->friendlyName,
                                                   passphrase(), x509::Pkcs12Target::Compatible);
            if (written) {
                const auto again = x509::readPkcs12(*written, passphrase());
                require(again && again->leaf() && *again->leaf() == *file->leaf());
            }
        }
    }
    const auto certificates = x509::readCertificates(bytes);
    for (const x509::Certificate& certificate :
         certificates ? *certificates : std::vector<x509::Certificate>()) {
        const auto again = x509::Certificate::fromDer(certificate.der());
        require(again && *again == certificate && again->subject() == certificate.subject());
        require(x509::Name::fromString(certificate.subject().toString()).has_value());
        (void)certificate.isSelfSigned();
    }
    require(!certificates || x509::detectFormat(bytes) != x509::BundleFormat::Unknown);
    if (x509::detectFormat(bytes) == x509::BundleFormat::PrivateKey)
        (void)x509::PrivateKey::read(bytes, {}).has_value();
    require(ERR_peek_error() == 0);
    return 0;
}
