// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/rsa_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <future>

namespace x509 {

namespace {

using Number = Handle<BIGNUM, BN_clear_free>;
using Workspace = Handle<BN_CTX, BN_CTX_free>;
using Builder = Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Handle<OSSL_PARAM, OSSL_PARAM_free>;
using Context = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

/// What a private key consists of (RFC 8017, A.1.2).
struct Parts
{
    Number modulus{BN_new()};
    Number publicExponent{BN_new()};
    Number privateExponent{BN_secure_new()};
    Number prime1{};
    Number prime2{};
    Number exponent1{BN_secure_new()};
    Number exponent2{BN_secure_new()};
    Number coefficient{BN_secure_new()};
};

/// A prime with its two highest bits set, so that two of them have a product of twice the size, and whose
/// predecessor shares no factor with 65537.
Number makePrime(int bits)
{
    const Workspace workspace(BN_CTX_secure_new());
    Number prime(BN_secure_new());
    if (!workspace || !prime)
        return nullptr;
    do {
        if (BN_generate_prime_ex2(prime.get(), bits, 0, nullptr, nullptr, nullptr, workspace.get()) != 1)
            return nullptr;
    } while (BN_mod_word(prime.get(), RSA_F4) == 1);
    BN_set_flags(prime.get(), BN_FLG_CONSTTIME);
    return prime;
}

/// Whether the primes differ within their first hundred bits (FIPS 186-4, B.3.3, step 5.4).
bool areApart(const BIGNUM* a, const BIGNUM* b, int bits)
{
    constexpr int looked = 100;
    const Number difference(BN_secure_new());
    return difference && BN_sub(difference.get(), a, b) == 1 && BN_num_bits(difference.get()) > bits - looked;
}

/// Everything that follows from the primes.
bool complete(Parts& parts)
{
    const Workspace workspace(BN_CTX_secure_new());
    const Number below1(BN_secure_new());
    const Number below2(BN_secure_new());
    const Number totient(BN_secure_new());
    if (!workspace || !below1 || !below2 || !totient)
        return false;
    for (BIGNUM* number : {below1.get(), below2.get(), totient.get(), parts.privateExponent.get()})
        BN_set_flags(number, BN_FLG_CONSTTIME);
    BIGNUM* const p = parts.prime1.get();
    BIGNUM* const q = parts.prime2.get();
    BIGNUM* const d = parts.privateExponent.get();
    BN_CTX* const work = workspace.get();
    return BN_set_word(parts.publicExponent.get(), RSA_F4) == 1
           && BN_mul(parts.modulus.get(), p, q, work) == 1 && BN_sub(below1.get(), p, BN_value_one()) == 1
           && BN_sub(below2.get(), q, BN_value_one()) == 1
           && BN_mul(totient.get(), below1.get(), below2.get(), work) == 1
           && BN_mod_inverse(d, parts.publicExponent.get(), totient.get(), work)
           && BN_mod(parts.exponent1.get(), d, below1.get(), work) == 1
           && BN_mod(parts.exponent2.get(), d, below2.get(), work) == 1
           && BN_mod_inverse(parts.coefficient.get(), q, p, work);
}

KeyHandle assemble(const Parts& parts)
{
    const Builder builder(OSSL_PARAM_BLD_new());
    const auto push = [&builder](const char* name, const Number& number) {
        return OSSL_PARAM_BLD_push_BN(builder.get(), name, number.get()) == 1;
    };
    if (!builder || !push(OSSL_PKEY_PARAM_RSA_N, parts.modulus)
        || !push(OSSL_PKEY_PARAM_RSA_E, parts.publicExponent)
        || !push(OSSL_PKEY_PARAM_RSA_D, parts.privateExponent)
        || !push(OSSL_PKEY_PARAM_RSA_FACTOR1, parts.prime1)
        || !push(OSSL_PKEY_PARAM_RSA_FACTOR2, parts.prime2)
        || !push(OSSL_PKEY_PARAM_RSA_EXPONENT1, parts.exponent1)
        || !push(OSSL_PKEY_PARAM_RSA_EXPONENT2, parts.exponent2)
        || !push(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, parts.coefficient))
        return nullptr;
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) != 1)
        return nullptr;
    KeyHandle made(key);
    const Context check(EVP_PKEY_CTX_new(made.get(), nullptr));
    return check && EVP_PKEY_pairwise_check(check.get()) == 1 ? std::move(made) : nullptr;
}

}  // namespace

KeyHandle makeRsaKey(int bits)
{
    Parts parts;
    const int half = bits / 2;
    do {
        auto other = std::async(std::launch::async, makePrime, half);
        parts.prime1 = makePrime(half);
        parts.prime2 = other.get();
        if (!parts.prime1 || !parts.prime2)
            return nullptr;
    } while (!areApart(parts.prime1.get(), parts.prime2.get(), half));
    if (BN_cmp(parts.prime1.get(), parts.prime2.get()) < 0)
        parts.prime1.swap(parts.prime2);
    return complete(parts) ? assemble(parts) : nullptr;
}

}  // namespace x509
