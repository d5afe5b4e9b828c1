// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/profile/profile.h"
#include "core/scep/report.h"
#include "core/x509/name.h"

#include <QUrl>

#include <chrono>

namespace scep {

/// What a SCEP payload asks for (Apple, com.apple.security.scep), as a device reads it.
struct Settings
{
    QUrl url;
    std::optional<QString> name;  ///< goes out as `message`; nothing: the parameter is left out
    base::Secret challenge;
    bool hasChallenge = false;  ///< a device asks the person where there is none
    x509::Name subject;
    std::vector<x509::AlternativeName> names;  ///< in the order of the profile
    bool hasNames = false;                     ///< an empty SubjectAltName makes an empty extension
    int keySize = 2048;
    bool signs = true;                        ///< bit 1 of Key Usage
    bool enciphers = false;                   ///< bit 4
    QByteArray fingerprint;                   ///< null: none; empty, it is there and fits nothing
    std::optional<QStringList> capabilities;  ///< takes the place of asking for them
    int retries = 3;
    std::chrono::seconds retryDelay{10};
};

/// What came of reading a payload: settings, or what a device says instead.
struct ReadSettings
{
    std::optional<Settings> settings;
    std::optional<DeviceError> error;
    QString cause;  ///< why, translated; names the key
    QString key;    ///< the key in PayloadContent that is refused; empty: there is no PayloadContent
    std::vector<report::Finding> findings;
};

/// Reads a SCEP payload with the device's eyes. A value that a template still has to fill in is InvalidInput:
/// nobody can tell what a device will read there.
[[nodiscard]] base::Result<ReadSettings> readSettings(const profile::Payload& payload);

/// CAFingerprint as Settings have it; null: there is none.
[[nodiscard]] QByteArray fingerprintOf(const QByteArray* data);

/// The report on a payload that a device refuses before it asks anybody; `read` has an error.
[[nodiscard]] Report refusalOf(const ReadSettings& read, const profile::Payload& payload);

}  // namespace scep
