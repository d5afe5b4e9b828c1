// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever comes in: certificates are taken apart, chained and judged for every purpose with an answer, the
// same each time, and an empty error queue.
#include "core/report/check_report.h"
#include "core/trust/check.h"
#include "core/x509/bundle.h"

#include <QJsonDocument>

#include <openssl/err.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

QByteArray judged(const std::vector<x509::Certificate>& certificates, trust::Purpose purpose)
{
    static const trust::Knowledge knowledge;
    trust::CheckOptions options;
    options.purpose = purpose;
    options.host = QStringLiteral("server.example.com");
    options.asOf = QDateTime({2026, 2, 1}, {0, 0}, Qt::UTC);
    QByteArray text;
    for (const report::CheckReport& report : trust::checkCertificates(certificates, options, knowledge)) {
        require(!report.certificates.empty() && !report.headline.isEmpty());
        for (const report::CheckedRule& row : report.rules)
            require(row.certificate < report.certificates.size());
        for (const report::Finding& finding : report.findings)
            require(!finding.message.isEmpty() && finding.certificate < report.certificates.size());
        text += QJsonDocument(report::toJson(report, report::Rows::All)).toJson();
        require(!report::toText(report, report::Rows::All).isEmpty());
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const auto purpose = static_cast<trust::Purpose>(1U << (data[0] % 8U));
    const QByteArray bytes(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size - 1));
    const auto certificates = x509::readCertificates(bytes);
    constexpr std::size_t most = 16;  // a fuzzer has no time for thousands
    if (certificates && certificates->size() <= most) {
        const QByteArray first = judged(*certificates, purpose);
        require(first == judged(*certificates, purpose));
    }
    require(ERR_peek_error() == 0);
    return 0;
}
