// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/label_request.h"

#include "app/cli/input.h"

#include <utility>

namespace cli {

void declare(LabelRequest& request, Arguments& arguments)
{
    arguments.file(request.file);
    arguments.roots(request.roots);
    arguments.at(request.at);
    arguments.format(request.format);
}

base::Result<LabelGround> read(const LabelRequest& request)
{
    auto asOf = readMoment(request.at);
    if (!asOf)
        return asOf.error();
    auto roots = readRoots(request.roots);
    if (!roots)
        return roots.error();
    auto opened = openProfile(request.file);
    if (!opened)
        return opened.error();
    return LabelGround{std::move(*opened), std::move(*roots), std::move(*asOf)};
}

}  // namespace cli
