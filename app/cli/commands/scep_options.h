// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/secret_input.h"
#include "core/profile/profile.h"
#include "core/scep/client.h"

#include <QJsonObject>
#include <QString>

namespace cli {

/// What `scep` takes; each of its three kinds of work uses its part.
struct ScepOptions
{
    QString action;
    QString subject;  ///< an address or a file
    QString payload;
    QString name;
    QString fingerprint;
    QString os;
    QString roots;
    QString at;
    QString userAgent;
    QString timeout;
    QString output;
    bool issues = false;
    bool isDer = false;
    bool triesNoVariants = false;
    bool isReplacing = false;
    bool isBeside = false;
    bool isAskedOnDevice = false;
    bool isWithAuthorities = false;
    bool isConfirmed = false;
    PasswordSource password;
    Format format = Format::Text;
};

/// How a device is imitated, and what that points to; stays where it is.
struct ScepSetup
{
    trust::Knowledge knowledge;
    scep::Options client;
};

/// The one SCEP payload that is meant. NotFound: there is none, or none of that name; a usage error: several.
[[nodiscard]] base::Result<const profile::Payload*> chooseScepPayload(const profile::Profile& profile,
                                                                      const ScepOptions& options);

/// Enrols with a payload, or as far as the request.
[[nodiscard]] base::Result<scep::Report> tryScepPayload(const profile::Profile& profile,
                                                        const profile::Payload& payload,
                                                        ScepSetup& setup);

/// Prints it, with `more` members in JSON, and returns the exit code.
int printScepReport(const scep::Report& report, const ScepOptions& options, const QJsonObject& more = {});

// Each does its work and returns the exit code.
int probeScep(const ScepOptions& options, ScepSetup& setup);
int dryRunScep(const ScepOptions& options, ScepSetup& setup);
int enrollByScep(const ScepOptions& options, ScepSetup& setup);

}  // namespace cli
