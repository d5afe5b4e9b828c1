// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/sign/identity.h"

#include <QString>

#include <functional>

namespace cli {

/// Where a passphrase comes from: a file, an environment variable, else the terminal; never an argument,
/// which every process on the machine could read.
struct PasswordSource
{
    QString file;
    QString variable;
    void declare(Arguments& arguments);
};

/// The passphrase of `what`, from where `source` says, else asked for on the terminal.
[[nodiscard]] base::Result<base::Secret> readPassword(const PasswordSource& source, const QString& what);

/// Opens an identity, asking for its passphrase on the terminal only when none was given and none is not
/// enough. `what` is named in the question.
[[nodiscard]] base::Result<sign::Identity> unlock(
    const PasswordSource& source,
    const QString& what,
    const std::function<base::Result<sign::Identity>(const base::Secret&)>& open);

}  // namespace cli
