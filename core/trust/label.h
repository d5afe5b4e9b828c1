// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sign/open.h"
#include "core/x509/certificate.h"

#include <QDateTime>
#include <QStringList>

#include <span>
#include <vector>

namespace trust {

/// The word a device shows beside a profile.
enum class Label { Verified, NotVerified, NotSigned };
[[nodiscard]] QString labelName(
    Label label);  ///< "Verified", "Not Verified", "Not Signed": Apple's words, never translated

/// The roots a verdict rests on, and where they came from.
struct Roots
{
    std::vector<x509::Certificate> certificates;
    bool isSystemStore = false;  ///< this computer's store, an approximation of Apple's
};

/// This computer's certificate store; empty where none is found.
[[nodiscard]] Roots systemRoots();

/// The label a device is expected to show, and why, one reason a line, translated.
struct Prediction
{
    Label label = Label::NotSigned;
    QStringList reasons;
    std::vector<x509::Certificate> chain;  ///< the signer's chain that was judged, leaf first
};

/// Judges a signature that was opened; `signature` null means not signed.
[[nodiscard]] Prediction predictLabel(const sign::Signature* signature,
                                      const Roots& roots,
                                      const QDateTime& asOf);

/// The same before signing, from the certificates that would be included.
[[nodiscard]] Prediction predictLabel(const x509::Certificate& signer,
                                      std::span<const x509::Certificate> included,
                                      const Roots& roots,
                                      const QDateTime& asOf);

}  // namespace trust
