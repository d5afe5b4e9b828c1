// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/legacy.h"

#include "core/x509/openssl_error.h"

#include <QCoreApplication>

namespace x509 {

base::Result<LegacyContext> LegacyContext::load()
{
    LegacyContext context;
    context.m_context.reset(OSSL_LIB_CTX_new());
    if (context.m_context) {
        context.m_default.reset(OSSL_PROVIDER_load(context.handle(), "default"));
        context.m_legacy.reset(OSSL_PROVIDER_load(context.handle(), "legacy"));
    }
    if (!context.m_default || !context.m_legacy) {
        base::Error error = opensslError(
            QCoreApplication::translate("x509", "The file is encrypted with an algorithm from before 2005"),
            base::Error::Code::Unsupported);
        error.hint = QCoreApplication::translate(
            "x509", "Install OpenSSL's legacy provider, or export the file again with AES or 3DES");
        return error;
    }
    return context;
}

}  // namespace x509
