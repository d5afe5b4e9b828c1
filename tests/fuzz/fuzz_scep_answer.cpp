// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a SCEP server sends, to GetCACert, to GetCACaps or to a request: it is judged with an answer, a
// refusal says why, and no error stays on OpenSSL's queue.
#include "core/scep/authority.h"
#include "core/scep/body.h"
#include "core/scep/capabilities.h"
#include "core/scep/judge_reply.h"
#include "core/scep/request.h"

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

/// Our side of an enrolment, made once.
struct Client
{
    x509::PrivateKey key = *x509::PrivateKey::generateRsa(1024);
    x509::Certificate temporary = *scep::makeTemporaryCertificate(key);
};

void judgeAuthority(const QByteArray& body, const char* type)
{
    http::Reply reply;
    reply.status = 200;
    reply.headers = {{"Content-Type", type}};
    reply.body = body;
    for (const int generation : {12, 26}) {
        const auto judged = scep::judgeAuthority(reply, QByteArray(20, 'x'), generation);
        require(judged.authority.has_value() != judged.error.has_value());
        require(judged.error.has_value() != judged.cause.isEmpty());
        if (judged.authority)
            (void)judged.authority->recipient(generation);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Client client;
    const QByteArray body(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    judgeAuthority(body, "application/x-x509-ca-cert");
    judgeAuthority(body, "application/x-x509-ca-ra-cert");
    const auto capabilities = scep::judgeCapabilities(body);
    require(capabilities.capabilities.has_value() == capabilities.cause.isEmpty());
    require(!scep::describeBody(body).isEmpty());
    require(scep::readableLines(body).size() <= 400);
    if (const auto reply = scep::readReply(body, client.temporary, client.temporary, client.key)) {
        const auto judged = scep::judgeReply(*reply, client.key, 26);
        require((judged.verdict == scep::ReplyVerdict::Refused) == (judged.code != 0));
        (void)scep::notesOn(*reply, "AB", "nonce");
    }
    require(ERR_peek_error() == 0);
    return 0;
}
