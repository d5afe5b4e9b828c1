// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/scep_picture.h"

#include "core/trust/check.h"
#include "ui/scep/scep_words.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

std::optional<std::size_t> placeOf(const std::vector<report::CheckedCertificate>& certificates,
                                   const QByteArray& der)
{
    const auto found = std::find_if(certificates.begin(), certificates.end(),
                                    [&der](const report::CheckedCertificate& one) { return one.der == der; });
    return found == certificates.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - certificates.begin()));
}

/// What a chain check says of the certificate, whichever leaf it was about.
report::CheckedCertificate described(const x509::Certificate& certificate,
                                     const std::vector<report::CheckReport>& reports)
{
    report::CheckedCertificate shown;
    shown.der = certificate.der();
    for (const report::CheckReport& report : reports) {
        if (const auto place = placeOf(report.certificates, shown.der)) {
            shown = report.certificates[*place];
            break;
        }
    }
    using Role = report::CheckedCertificate::Role;
    shown.role = certificate.isSelfSigned()  ? Role::Root
                 : certificate.isAuthority() ? Role::Intermediate
                                             : Role::Leaf;
    shown.isTrusted = false;  // nobody has said so
    shown.issuedBy.reset();
    return shown;
}

std::optional<std::size_t> issuerOf(std::size_t of, const std::vector<x509::Certificate>& bundle)
{
    if (bundle[of].isSelfSigned())
        return std::nullopt;
    for (std::size_t i = 0; i < bundle.size(); ++i) {
        if (i != of && bundle[of].isIssuedBy(bundle[i]))
            return i;
    }
    return std::nullopt;
}

}  // namespace

report::CheckReport pictureOf(const scep::Report& report, const schema::Target& os, const QDateTime& asOf)
{
    report::CheckReport picture;
    picture.purpose = u"scep-ca"_s;
    picture.os = os.toString();
    picture.asOf = asOf;
    picture.tls.emplace();  // a server sent them
    picture.findings = report.findings;
    std::vector<x509::Certificate> bundle;
    for (const scep::SentCertificate& sent : report.certificates) {
        if (bundle.size() < mostInPicture)
            bundle.push_back(sent.certificate);
    }
    trust::CheckOptions options;
    options.purpose = trust::Purpose::ScepCa;
    options.anchors = trust::Anchors::Managed;
    options.os = os;
    options.asOf = asOf;
    const std::vector<report::CheckReport> reports =
        bundle.empty() ? std::vector<report::CheckReport>()
                       : trust::checkCertificates(bundle, options, trust::Knowledge());
    for (std::size_t i = 0; i < bundle.size(); ++i) {
        report::CheckedCertificate shown = described(bundle[i], reports);
        shown.name = nameInPicture(report.certificates[i]);
        shown.issuedBy = issuerOf(i, bundle);
        picture.certificates.push_back(std::move(shown));
    }
    for (report::Finding& finding : picture.findings) {
        if (finding.certificate && *finding.certificate >= picture.certificates.size())
            finding.certificate.reset();
    }
    return picture;
}

}  // namespace ui
