// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_certificate.h"

#include "core/x509/bundle.h"

#include <QCoreApplication>

#include <algorithm>

namespace delivery {

using Code = base::Error::Code;

base::Result<ServerKeys> ServerIdentity::toKeys() const
{
    auto pem = key.toPem();
    if (!pem)
        return pem.error();
    QByteArray chain;
    for (const x509::Certificate& certificate : certificates)
        chain += certificate.pem();
    return ServerKeys{chain, base::Secret(*std::move(pem))};
}

base::Result<ServerIdentity> readServerIdentity(const QByteArray& certificates,
                                                const QByteArray& key,
                                                const base::Secret& passphrase)
{
    auto read = x509::readCertificates(certificates);
    if (!read)
        return read.error();
    auto own = x509::PrivateKey::read(key, passphrase);
    if (!own)
        return own.error();
    const auto leaf = std::find_if(read->begin(), read->end(),
                                   [&](const x509::Certificate& one) { return own->fits(one); });
    if (leaf == read->end())
        return base::Error{
            Code::InvalidInput,
            QCoreApplication::translate("delivery", "The key belongs to none of the certificates")};
    std::rotate(read->begin(), leaf, std::next(leaf));
    return ServerIdentity{*std::move(read), *std::move(own)};
}

base::Result<QString> hostOf(const ServerIdentity& identity, const QString& address)
{
    using Kind = x509::AlternativeName::Kind;
    const auto names = identity.certificates.front().alternativeNames();
    for (const x509::AlternativeName& name : names) {
        if (name.kind == Kind::Ip && name.value == address)
            return address;
    }
    for (const x509::AlternativeName& name : names) {
        if (name.kind == Kind::Dns && !name.value.contains(u'*'))
            return name.value;
    }
    return base::Error{
        Code::NotFound,
        QCoreApplication::translate("delivery", "The certificate names neither %1 nor a computer")
            .arg(address),
        {},
        QCoreApplication::translate("delivery", "Take a certificate that has one of them in SubjectAltName")};
}

report::CheckReport judgeServer(const ServerIdentity& identity,
                                const QString& host,
                                const trust::Knowledge& knowledge,
                                const QDateTime& asOf)
{
    trust::CheckOptions options;
    options.purpose = trust::Purpose::TlsServer;
    options.host = host;
    options.asOf = asOf;
    auto reports = trust::checkCertificates(identity.certificates, options, knowledge);
    // The file may hold others beside; the one that is shown counts.
    const QByteArray own = identity.certificates.front().der();
    const auto found = std::find_if(reports.begin(), reports.end(), [&](const report::CheckReport& report) {
        return !report.certificates.empty() && report.certificates.front().der == own;
    });
    return found == reports.end() ? std::move(reports.front()) : std::move(*found);
}

base::Result<> refusalIn(const report::CheckReport& judgement)
{
    if (judgement.error)
        return *judgement.error;
    if (judgement.verdict != report::CheckVerdict::Refused)
        return {};
    QString reason = judgement.headline;
    if (reason.isEmpty() && !judgement.findings.empty())
        reason = judgement.findings.front().message;
    return base::Error{Code::Denied, reason};
}

}  // namespace delivery
