// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/phrases.h"

#include "core/ndes/resource.h"

#include <QJsonArray>

namespace ndes {

using namespace Qt::Literals::StringLiterals;

Phrases::Phrases()
{
    const QJsonObject page = readResource(u"page.json"_s);
    const auto list = [&page](QLatin1StringView name) {
        QStringList words;
        const QJsonArray phrases = page.value(name).toArray();
        for (const auto& phrase : phrases)
            words << phrase.toObject().value("text"_L1).toString();
        return words;
    };
    markup = list("markup"_L1);
    title = list("title"_L1);
    thumbprint = list("thumbprint"_L1);
    challenge = list("challenge"_L1);
    repeated = list("repeated"_L1);
    once = list("once"_L1);
    cacheFull = list("cacheFull"_L1);
    noPermission = list("noPermission"_L1);
    devicePage = list("devicePage"_L1);
    intune = list("intune"_L1);
    serverError = list("serverError"_L1);
}

}  // namespace ndes
