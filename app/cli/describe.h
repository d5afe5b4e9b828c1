// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/value.h"
#include "core/sign/open.h"
#include "core/trust/label.h"
#include "core/x509/certificate.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <span>

namespace cli {

/// Subject, issuer, serial number, dates, key and SHA-256 of a certificate.
[[nodiscard]] QJsonObject toJson(const x509::Certificate& certificate);
[[nodiscard]] QJsonArray toJson(std::span<const x509::Certificate> certificates);

/// The signer's certificate, what is known of the signature beside it, and the certificates it carries;
/// null where nothing is signed.
[[nodiscard]] QJsonValue signerJson(const sign::Signature* signature);

/// Adds "label" and "reasons".
void insertPrediction(QJsonObject& into, const trust::Prediction& prediction);

/// One line: name, dates, key.
[[nodiscard]] QString summary(const x509::Certificate& certificate);

/// The label and, indented below, a reason a line.
[[nodiscard]] QString toText(const trust::Prediction& prediction);

/// A value that is no container, as `get` prints it: data in Base64, dates as ISO 8601.
[[nodiscard]] QString scalarText(const plist::Value& value);

/// "2026-01-31T12:00:00Z"
[[nodiscard]] QString isoText(const QDateTime& moment);

}  // namespace cli
