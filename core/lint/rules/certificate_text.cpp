// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"
#include "core/x509/bundle.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

using x509::BundleFormat;

/// The content as the payload type wants it; nothing when the text cannot be read as one certificate.
std::optional<QByteArray> dataOf(const profile::Payload& payload, const Credential& credential)
{
    if (payload.type == u"com.apple.security.pkcs12") {
        const QByteArray decoded = QByteArray::fromBase64(credential.bytes);
        return x509::detectFormat(decoded) == BundleFormat::Pkcs12 ? std::optional(decoded) : std::nullopt;
    }
    if (credential.certificates.empty())
        return std::nullopt;
    if (payload.type == u"com.apple.security.pem")
        return credential.format == BundleFormat::Pem ? credential.bytes
                                                      : credential.certificates.front().pem();
    return credential.certificates.size() == 1 ? std::optional(credential.certificates.front().der())
                                               : std::nullopt;
}

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const Credential* credential = subject.credential(*payload);
    if (!credential || !credential->isText || credential->isToken)
        return;
    std::optional<report::Fix> fix;
    if (const auto data = dataOf(*payload, *credential))
        fix = report::Fix{QCoreApplication::translate("lint", "Store it as data"),
                          {plist::Edit::set(payload->path / u"PayloadContent", *data)}};
    found(
        {.path = payload->path / u"PayloadContent",
         .message = QCoreApplication::translate(
             "lint", "The certificate is stored as text instead of data: a device is expected to refuse the "
                     "profile with MCPayloadErrorDomain 2003"),
         .measured = u"string"_s,
         .required = u"data"_s,
         .fix = std::move(fix)});
}

}  // namespace

constinit const Rule certificate_text{
    .id = "certificate-text",
    .title = QT_TRANSLATE_NOOP("lint", "A certificate is stored as data"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Certificate,
    .source = citations::certificateManagement,
    .check = check,
};

}  // namespace lint::rules
