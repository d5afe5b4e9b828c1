// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/pbe.h"

#include "core/x509/asn1.h"
#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"

#include <openssl/objects.h>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace x509 {

namespace {

struct Scheme
{
    int nid;
    QLatin1StringView name;
    bool needsLegacy;
};

constexpr std::array schemes = {
    Scheme{NID_pbe_WithSHA1And3_Key_TripleDES_CBC, "PBE-SHA1-3DES"_L1, false},
    Scheme{NID_pbe_WithSHA1And2_Key_TripleDES_CBC, "PBE-SHA1-2DES"_L1, false},
    Scheme{NID_pbe_WithSHA1And128BitRC2_CBC, "PBE-SHA1-RC2-128"_L1, true},
    Scheme{NID_pbe_WithSHA1And40BitRC2_CBC, "PBE-SHA1-RC2-40"_L1, true},
    Scheme{NID_pbe_WithSHA1And128BitRC4, "PBE-SHA1-RC4-128"_L1, true},
    Scheme{NID_pbe_WithSHA1And40BitRC4, "PBE-SHA1-RC4-40"_L1, true},
    Scheme{NID_pbeWithMD2AndDES_CBC, "PBE-MD2-DES"_L1, true},
    Scheme{NID_pbeWithMD5AndDES_CBC, "PBE-MD5-DES"_L1, true},
    Scheme{NID_pbeWithMD5AndRC2_CBC, "PBE-MD5-RC2"_L1, true},
    Scheme{NID_pbeWithSHA1AndDES_CBC, "PBE-SHA1-DES"_L1, true},
};

using PbeHandle = Handle<PBEPARAM, PBEPARAM_free>;
using Pbes2Handle = Handle<PBE2PARAM, PBE2PARAM_free>;
using Pbkdf2Handle = Handle<PBKDF2PARAM, PBKDF2PARAM_free>;

struct Algorithm
{
    const ASN1_OBJECT* object = nullptr;
    const ASN1_TYPE* parameter = nullptr;  ///< null unless a SEQUENCE
};

Algorithm parts(const X509_ALGOR* algorithm)
{
    Algorithm result;
    int type = V_ASN1_UNDEF;
    const void* value = nullptr;
    X509_ALGOR_get0(&result.object, &type, &value, algorithm);
    if (type == V_ASN1_SEQUENCE)
        result.parameter = algorithm->parameter;
    return result;
}

template <class T>
T* unpack(const Algorithm& algorithm, const ASN1_ITEM* item)
{
    if (!algorithm.parameter)
        return nullptr;
    return static_cast<T*>(ASN1_TYPE_unpack_sequence(item, algorithm.parameter));
}

QString digestOfPrf(const X509_ALGOR* prf)
{
    // RFC 8018, A.2: absent means HMAC with SHA-1.
    if (!prf)
        return u"HMAC-SHA1"_s;
    const QString name = algorithmName(parts(prf).object);
    constexpr auto prefix = "hmacWith"_L1;
    return name.startsWith(prefix) ? u"HMAC-"_s + name.mid(prefix.size()) : name;
}

PassphraseEncryption readPbes2(const Algorithm& algorithm)
{
    PassphraseEncryption result;
    result.isPbes2 = true;
    result.isUnusual = true;
    const Pbes2Handle pbes2(unpack<PBE2PARAM>(algorithm, ASN1_ITEM_rptr(PBE2PARAM)));
    if (!pbes2) {
        result.name = u"PBES2"_s;
        return result;
    }
    const QString cipher = algorithmName(parts(pbes2->encryption).object);
    const Algorithm derivation = parts(pbes2->keyfunc);
    result.needsLegacy =
        cipher.startsWith("RC2"_L1) || cipher.startsWith("RC4"_L1) || cipher.startsWith("DES-CBC"_L1);
    if (OBJ_obj2nid(derivation.object) != NID_id_pbkdf2) {
        result.name = u"PBES2/%1/%2"_s.arg(cipher, algorithmName(derivation.object));
        return result;
    }
    const Pbkdf2Handle pbkdf2(unpack<PBKDF2PARAM>(derivation, ASN1_ITEM_rptr(PBKDF2PARAM)));
    const QString prf = pbkdf2 ? digestOfPrf(pbkdf2->prf) : u"PBKDF2"_s;
    result.name = u"PBES2/%1/%2"_s.arg(cipher, prf);
    result.isUnusual = cipher != "AES-256-CBC"_L1 || prf != "HMAC-SHA256"_L1;
    result.isTooCostly = pbkdf2 && isTooCostly(pbkdf2->iter);
    return result;
}

}  // namespace

bool isTooCostly(const ASN1_INTEGER* iterations)
{
    const QuietErrors quiet;
    constexpr std::int64_t maxIterations = 10'000'000;
    std::int64_t number = 0;
    return !iterations || !ASN1_INTEGER_get_int64(&number, iterations) || number > maxIterations;
}

PassphraseEncryption readEncryption(const X509_ALGOR* algorithm)
{
    const QuietErrors quiet;
    const Algorithm algorithmParts = parts(algorithm);
    const int nid = OBJ_obj2nid(algorithmParts.object);
    if (nid == NID_pbes2)
        return readPbes2(algorithmParts);
    PassphraseEncryption result;
    const auto scheme =
        std::find_if(schemes.begin(), schemes.end(), [&](const Scheme& s) { return s.nid == nid; });
    if (scheme == schemes.end()) {
        result.name = algorithmName(algorithmParts.object);
        return result;
    }
    result.name = scheme->name;
    result.needsLegacy = scheme->needsLegacy;
    const PbeHandle pbe(unpack<PBEPARAM>(algorithmParts, ASN1_ITEM_rptr(PBEPARAM)));
    result.isTooCostly = pbe && isTooCostly(pbe->iter);
    return result;
}

}  // namespace x509
