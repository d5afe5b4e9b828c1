// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/transport.h"

#include <QByteArray>
#include <QString>

namespace scep {

/// What the body of an answer is, for a sentence: "an HTML page (“404 Not Found”)", "a certificate in PEM",
/// "the beginning of a certificate: 300 of 803 bytes", "nothing". Translated.
[[nodiscard]] QString describeBody(const QByteArray& body);

/// The same of a redirect that nobody can follow, which is an answer of its own: "a redirect without an
/// address (status 302, no Location)". Empty for every other reply.
[[nodiscard]] QString describeRedirect(const http::Reply& reply);

/// The first lines that a person can read of an error page or text, tags taken off; at most 400 characters.
[[nodiscard]] QString readableLines(const QByteArray& body);

/// Whether the body is a page or a text and no ASN.1.
[[nodiscard]] bool isText(const QByteArray& body);

}  // namespace scep
