// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The first system that compares SHA-2 digests (Security-60420.40.34).
int firstVersion(schema::Platform platform)
{
    switch (platform) {
    case schema::Platform::Ios:
    case schema::Platform::Tvos: return 16;
    case schema::Platform::Macos: return 13;
    case schema::Platform::Watchos: return 9;
    case schema::Platform::Visionos: return 1;
    }
    Q_UNREACHABLE();
}

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    constexpr qsizetype md5Length = 16;
    constexpr qsizetype sha1Length = 20;
    const ScepSettings scep(*payload);
    const auto* bytes = scep.literal<QByteArray>(u"CAFingerprint");
    if (!bytes || isHexText(*bytes))
        return;
    if (bytes->size() == md5Length) {
        found(
            {.outcome = Outcome::Warn,
             .path = scep.path(u"CAFingerprint"),
             .message = QCoreApplication::translate(
                 "lint", "The fingerprint is an MD5 digest: every device takes it, but MD5 no longer proves "
                         "much"),
             .measured = u"MD5"_s,
             .required = u"SHA-1, SHA-256"_s});
        return;
    }
    const schema::Target& target = subject.context().target;
    const bool isSha2 =
        bytes->size() == 28 || bytes->size() == 32 || bytes->size() == 48 || bytes->size() == 64;
    if (bytes->size() == sha1Length || !isSha2
        || target.version >= QVersionNumber(firstVersion(target.platform)))
        return;
    found({.path = scep.path(u"CAFingerprint"),
           .message =
               QCoreApplication::translate(
                   "lint",
                   "The fingerprint is a SHA-2 digest; %1 is expected to know MD5 and SHA-1 only and to stop "
                   "with MCSCEPErrorDomain 22003")
                   .arg(target.toString()),
           .measured = QCoreApplication::translate("lint", "SHA-2, %n byte(s)", nullptr,
                                                   static_cast<int>(bytes->size())),
           .required = u"SHA-1"_s});
}

}  // namespace

constinit const Rule scep_fingerprint_os{
    .id = "scep-fingerprint-os",
    .title = QT_TRANSLATE_NOOP("lint", "The target can compare a digest of this kind"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Info,
    .scope = Scope::Scep,
    .source = citations::scepClient,
    .check = check,
};

}  // namespace lint::rules
