// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/secret_input.h"

#include <QString>

namespace cli {

/// What `ndes` takes; each of its three kinds of work uses its part.
struct NdesOptions
{
    QString kind;
    QString subject;  ///< an address or a file
    QString output;
    QString format;  ///< text, json, powershell or reg; empty: text

    QString user;
    PasswordSource password;
    bool isConfirmed = false;

    QString keyUsage;
    QString keySize;
    QString raKeySize;
    QString challengeLength;
    QString devices;
    QString templateName;
    QString sid;

    [[nodiscard]] Format answerFormat() const { return format == u"json" ? Format::Json : Format::Text; }
};

// Each does its work and returns the exit code.
int fetchNdesChallenge(const NdesOptions& options);
int readNdesPage(const NdesOptions& options);
int writeNdesRecipe(const NdesOptions& options);

}  // namespace cli
