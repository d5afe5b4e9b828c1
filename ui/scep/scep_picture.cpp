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

/// The same certificate in the reports of all leaves, and who issued it.
void describe(report::CheckedCertificate& shown,
              QByteArray& issuer,
              const std::vector<report::CheckReport>& reports)
{
    for (const report::CheckReport& report : reports) {
        const auto place = placeOf(report.certificates, shown.der);
        if (!place)
            continue;
        const report::CheckedCertificate& found = report.certificates[*place];
        const QString name = shown.name;
        shown = found;
        shown.name = name;
        shown.issuedBy.reset();
        if (found.issuedBy)
            issuer = report.certificates[*found.issuedBy].der;
        return;
    }
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
    std::vector<QByteArray> issuers;
    for (std::size_t i = 0; i < bundle.size(); ++i) {
        report::CheckedCertificate shown;
        shown.der = bundle[i].der();
        shown.name = nameInPicture(report.certificates[i]);
        QByteArray issuer;
        describe(shown, issuer, reports);
        shown.isTrusted = false;  // nobody has said so
        picture.certificates.push_back(std::move(shown));
        issuers.push_back(std::move(issuer));
    }
    for (std::size_t i = 0; i < issuers.size(); ++i) {
        const auto place = placeOf(picture.certificates, issuers[i]);
        if (place && *place != i)
            picture.certificates[i].issuedBy = place;
    }
    for (report::Finding& finding : picture.findings) {
        if (finding.certificate && *finding.certificate >= picture.certificates.size())
            finding.certificate.reset();
    }
    return picture;
}

}  // namespace ui
