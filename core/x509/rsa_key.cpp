// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/rsa_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace x509 {

namespace {

using Number = Handle<BIGNUM, BN_clear_free>;
using Workspace = Handle<BN_CTX, BN_CTX_free>;
using Callback = Handle<BN_GENCB, BN_GENCB_free>;
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

/// Whether the primes differ within their first hundred bits (FIPS 186-4, B.3.3, step 5.4).
bool areApart(const BIGNUM* a, const BIGNUM* b, int bits)
{
    constexpr int looked = 100;
    const Number difference(BN_secure_new());
    return difference && BN_sub(difference.get(), a, b) == 1 && BN_num_bits(difference.get()) > bits - looked;
}

/// Looks for two primes, on as many threads as call `run`.
class PrimeSearch
{
public:
    /// `bits`: of each prime.
    PrimeSearch(int bits, const std::stop_token& stop) : m_bits(bits), m_stop(stop) {}

    /// Returns when both primes are there, when it was stopped, or when OpenSSL fails.
    void run();
    /// The primes, the greater first; empty if they are not there. To be called when every `run` has
    /// returned.
    [[nodiscard]] std::vector<Number> take();

private:
    [[nodiscard]] Number find() const;
    void add(Number prime);
    [[nodiscard]] bool isOver() const
    {
        return m_over.load(std::memory_order_relaxed) || m_stop.stop_requested();
    }
    /// What BN_generate_prime_ex2 calls after each candidate; 0 ends it.
    static int goesOn(int, int, BN_GENCB* callback);

    int m_bits;
    const std::stop_token& m_stop;
    std::atomic<bool> m_over = false;
    std::mutex m_mutex;
    std::vector<Number> m_primes;
};

int PrimeSearch::goesOn(int, int, BN_GENCB* callback)
{
    return static_cast<const PrimeSearch*>(BN_GENCB_get_arg(callback))->isOver() ? 0 : 1;
}

/// A prime with its two highest bits set, so that two of them have a product of twice the size, and whose
/// predecessor shares no factor with 65537.
Number PrimeSearch::find() const
{
    const Workspace workspace(BN_CTX_secure_new());
    const Callback callback(BN_GENCB_new());
    Number prime(BN_secure_new());
    if (!workspace || !prime || !callback)
        return nullptr;
    // OpenSSL hands the pointer back to goesOn, which reads only.
    BN_GENCB_set(callback.get(), goesOn, const_cast<PrimeSearch*>(this));
    do {
        if (BN_generate_prime_ex2(prime.get(), m_bits, 0, nullptr, nullptr, callback.get(), workspace.get())
            != 1)
            return nullptr;
    } while (BN_mod_word(prime.get(), RSA_F4) == 1);
    BN_set_flags(prime.get(), BN_FLG_CONSTTIME);
    return prime;
}

void PrimeSearch::add(Number prime)
{
    const std::scoped_lock lock(m_mutex);
    if (m_primes.size() == 2
        || (m_primes.size() == 1 && !areApart(m_primes.front().get(), prime.get(), m_bits)))
        return;
    m_primes.push_back(std::move(prime));
    m_over = m_primes.size() == 2;
}

void PrimeSearch::run()
{
    while (!isOver()) {
        Number prime = find();
        if (!prime)
            break;
        add(std::move(prime));
    }
    // Where one cannot go on, the other would not either.
    m_over = true;
}

std::vector<Number> PrimeSearch::take()
{
    if (m_primes.size() != 2)
        return {};
    if (BN_cmp(m_primes.front().get(), m_primes.back().get()) < 0)
        m_primes.front().swap(m_primes.back());
    return std::move(m_primes);
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

KeyHandle makeRsaKey(int bits, const std::stop_token& stop)
{
    PrimeSearch search(bits / 2, stop);
    {
        const std::jthread other([&search] { search.run(); });
        search.run();
    }
    std::vector<Number> primes = search.take();
    if (primes.empty())
        return nullptr;
    Parts parts;
    parts.prime1 = std::move(primes.front());
    parts.prime2 = std::move(primes.back());
    return complete(parts) ? assemble(parts) : nullptr;
}

}  // namespace x509
