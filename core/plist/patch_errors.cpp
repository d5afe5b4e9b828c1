// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/patch_errors.h"

#include <QCoreApplication>

namespace plist {

base::Error notThere(const Path& path)
{
    return {base::Error::Code::NotFound,
            QCoreApplication::translate("plist", "There is no value at %1").arg(path.toString())};
}

base::Error notContainer(const Path& path, Type type)
{
    const QString text = type == Type::Dict ? QCoreApplication::translate("plist", "%1 is not a dictionary")
                                            : QCoreApplication::translate("plist", "%1 is not an array");
    return {base::Error::Code::InvalidInput,
            text.arg(path.isRoot() ? QCoreApplication::translate("plist", "The root") : path.toString())};
}

base::Error alreadyThere(const Path& path)
{
    return {base::Error::Code::InvalidInput,
            QCoreApplication::translate("plist", "There is a value at %1 already").arg(path.toString())};
}

}  // namespace plist
