// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/path.h"
#include "core/sign/open.h"
#include "core/trust/label.h"
#include "core/x509/certificate.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace cli {

/// One value of a profile as it may be shown: a secret is masked, data is told by its size.
struct ShownValue
{
    plist::Path path;
    QString name;  ///< the path below the payload or the top level
    QString type;
    QString text;
    bool isSecret = false;
};

struct ShownPayload
{
    std::size_t index = 0;  ///< in PayloadContent
    QString type;
    QString title;
    QString name;
    QString identifier;
    QString uuid;
    std::vector<ShownValue> values;  ///< everything else that is in it
    std::vector<x509::Certificate> certificates;
};

struct ShownReference
{
    plist::Path path;
    QString uuid;
    std::size_t from = 0;           ///< index of the payload that names
    std::optional<std::size_t> to;  ///< index of the one that is named; nothing when there is none
};

/// What `show` says of a file.
struct Overview
{
    sign::Container container = sign::Container::Xml;
    bool isProfile = false;
    std::optional<sign::Signature> signature;
    trust::Prediction prediction;
    std::vector<ShownValue> general;  ///< the top level without the payloads
    std::vector<ShownPayload> payloads;
    std::vector<ShownReference> references;
    std::vector<plist::Path> secrets;
};

[[nodiscard]] Overview overviewOf(const sign::Opened& opened,
                                  const trust::Roots& roots,
                                  const QDateTime& asOf);
[[nodiscard]] QString toText(const Overview& overview);
[[nodiscard]] QJsonObject toJson(const Overview& overview);

}  // namespace cli
