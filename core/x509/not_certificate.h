// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArrayView>

namespace x509 {

/// InvalidInput that says what bytes are that are no certificate, as far as that can be seen: nothing at all,
/// a web page, a property list, a public key, a file that ends early.
[[nodiscard]] base::Error notCertificate(QByteArrayView bytes);

}  // namespace x509
