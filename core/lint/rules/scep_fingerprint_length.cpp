// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"
#include "core/x509/bundle.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lint::rules {

namespace {

constexpr std::array<qsizetype, 6> digestLengths{16, 20, 28, 32, 48, 64};

bool isDigestLength(qsizetype length)
{
    return std::find(digestLengths.begin(), digestLengths.end(), length) != digestLengths.end();
}

bool isText(const QByteArray& bytes)
{
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\r'; });
}

/// The digest that was pasted as text.
std::optional<report::Fix> asBytes(const QString& text, const plist::Path& path)
{
    const auto bytes = x509::readFingerprint(text);
    if (!bytes)
        return std::nullopt;
    return report::Fix{QCoreApplication::translate("lint", "Store the digest itself"),
                       {plist::Edit::set(path, *bytes)}};
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const plist::Value* value = scep.find(u"CAFingerprint");
    if (!value || holdsToken(*value) || value->type() == plist::Type::Raw)
        return;
    const auto* bytes = value->as<QByteArray>();
    if (bytes && isDigestLength(bytes->size()) && !isHexText(*bytes))
        return;
    const plist::Path path = scep.path(u"CAFingerprint");
    std::optional<report::Fix> fix;
    if (bytes && isText(*bytes))
        fix = asBytes(QString::fromLatin1(*bytes), path);
    else if (const auto* text = value->as<QString>())
        fix = asBytes(*text, path);
    found({.path = path,
           .message =
               bytes ? QCoreApplication::translate(
                   "lint", "CAFingerprint is not the digest of a certificate: a device is expected to stop "
                           "with MCSCEPErrorDomain 22003")
                     : QCoreApplication::translate(
                         "lint", "CAFingerprint is not data: a device is expected to refuse the profile with "
                                 "MCPayloadErrorDomain 2003"),
           .measured = bytes && isHexText(*bytes) && !bytes->isEmpty() ? QCoreApplication::translate(
                           "lint", "%n hex digit(s) as text", nullptr, static_cast<int>(bytes->size()))
                                                                       : shown(*value),
           .required = QCoreApplication::translate(
               "lint", "Data of 16 (MD5), 20 (SHA-1), 28, 32, 48 or 64 bytes (SHA-2)"),
           .fix = std::move(fix)});
}

}  // namespace

constinit const Rule scep_fingerprint_length{
    .id = "scep-fingerprint-length",
    .title = QT_TRANSLATE_NOOP("lint", "CAFingerprint holds the bytes of a digest"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::scepClient,
    .check = check,
};

}  // namespace lint::rules
