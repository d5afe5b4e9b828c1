// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <openssl/err.h>

namespace scep_server {

/// Ends the program when something failed that only its own making can make fail; never for what a client
/// sent.
inline void require(bool done, const char* what)
{
    if (done)
        return;
    ERR_print_errors_fp(stderr);
    qFatal("the test server could not %s", what);
}

}  // namespace scep_server
