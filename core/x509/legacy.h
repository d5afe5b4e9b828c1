// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/x509/handle.h"

#include <openssl/provider.h>

namespace x509 {

/// A library context of our own in which the algorithms of OpenSSL's legacy provider work.
///
/// The default context stays without them: nothing else in the program may fall back to RC2.
class LegacyContext
{
public:
    /// Unsupported where the provider is not installed.
    [[nodiscard]] static base::Result<LegacyContext> load();

    [[nodiscard]] OSSL_LIB_CTX* handle() const { return m_context.get(); }

private:
    struct UnloadProvider
    {
        void operator()(OSSL_PROVIDER* provider) const noexcept { OSSL_PROVIDER_unload(provider); }
    };
    using ProviderHandle = std::unique_ptr<OSSL_PROVIDER, UnloadProvider>;

    LegacyContext() = default;

    // The providers go first.
    Handle<OSSL_LIB_CTX, OSSL_LIB_CTX_free> m_context;
    ProviderHandle m_default;
    ProviderHandle m_legacy;
};

}  // namespace x509
