// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/pkcs12.h"

#include "core/x509/asn1.h"
#include "core/x509/handle.h"
#include "core/x509/legacy.h"
#include "core/x509/openssl_error.h"
#include "core/x509/pbe.h"
#include "core/x509/pem.h"

#include <QCoreApplication>

#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace x509 {

namespace {

constexpr qsizetype maxBytes = 16 * 1024 * 1024;
constexpr int maxNesting = 8;

base::Error wrongPassphrase(const base::Secret& passphrase)
{
    base::Error error = opensslError(
        passphrase.isEmpty()
            ? QCoreApplication::translate("x509", "The PKCS #12 file needs its passphrase")
            : QCoreApplication::translate("x509", "The passphrase does not open the PKCS #12 file"),
        base::Error::Code::Denied);
    error.hint = QCoreApplication::translate("x509", "Check upper and lower case and the keyboard layout");
    return error;
}

base::Result<Pkcs12Handle> decode(const QByteArray& bytes)
{
    if (bytes.size() > maxBytes)
        return base::Error{
            base::Error::Code::InvalidInput,
            QCoreApplication::translate("x509", "The file is too large to be a PKCS #12 file")};
    QByteArray der = bytes;
    const QByteArray plain = asPlainText(bytes);
    if (hasPem(plain)) {
        const auto blocks = readPem(plain);
        if (blocks && blocks->front().label == "PKCS12")
            der = blocks->front().content;
    } else if (const QByteArray decoded = fromBareBase64(plain); !decoded.isEmpty()) {
        der = decoded;
    }
    const auto* begin = reinterpret_cast<const unsigned char*>(der.constData());
    Pkcs12Handle p12(d2i_PKCS12(nullptr, &begin, static_cast<long>(der.size())));
    if (!p12)
        return opensslError(QCoreApplication::translate("x509", "This is not a PKCS #12 file"));
    return p12;
}

base::Result<Pkcs7StackHandle> unpackSafes(const Pkcs12Handle& p12)
{
    Pkcs7StackHandle safes(PKCS12_unpack_authsafes(p12.get()));
    if (!safes)
        return opensslError(QCoreApplication::translate("x509",
                                                        "The PKCS #12 file is broken or protected by a key "
                                                        "instead of a passphrase"));
    return safes;
}

/// What can be seen of the encryption; goes on as bags are opened.
struct Survey
{
    Pkcs12Protection protection;
    bool needsLegacy = false;
    bool isTooCostly = false;

    void add(const QString& name)
    {
        if (!protection.encryption.contains(name))
            protection.encryption << name;
    }
    void add(const X509_ALGOR* algorithm)
    {
        const PassphraseEncryption scheme = readEncryption(algorithm);
        add(scheme.name);
        protection.usesPbes2 |= scheme.isPbes2;
        protection.usesUnusualPbes2 |= scheme.isUnusual;
        needsLegacy |= scheme.needsLegacy;
        isTooCostly |= scheme.isTooCostly;
    }
    void addBags(const STACK_OF(PKCS12_SAFEBAG) * bags, bool areEncrypted, int depth = 0)
    {
        for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); ++i) {
            const PKCS12_SAFEBAG* bag = sk_PKCS12_SAFEBAG_value(bags, i);
            const int kind = PKCS12_SAFEBAG_get_nid(bag);
            if (kind == NID_pkcs8ShroudedKeyBag) {
                const X509_ALGOR* algorithm = nullptr;
                X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &algorithm, nullptr);
                add(algorithm);
            } else if (kind == NID_safeContentsBag && depth < maxNesting) {
                addBags(PKCS12_SAFEBAG_get0_safes(bag), areEncrypted, depth + 1);
            } else if (!areEncrypted) {
                add(u"none"_s);
            }
        }
    }
    void addMac(const PKCS12* p12)
    {
        const X509_ALGOR* algorithm = nullptr;
        const ASN1_INTEGER* iterations = nullptr;
        PKCS12_get0_mac(nullptr, &algorithm, nullptr, &iterations, p12);
        protection.hasMac = algorithm != nullptr;
        if (!algorithm)
            return;
        const ASN1_OBJECT* object = nullptr;
        X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
        protection.macDigest = algorithmName(object);
        // RFC 7292, 4: one when absent.
        std::int64_t number = 1;
        if (iterations && x509::isTooCostly(iterations))
            isTooCostly = true;
        else if (iterations)
            ASN1_INTEGER_get_int64(&number, iterations);
        protection.macIterations = static_cast<int>(number);
    }
};

const X509_ALGOR* encryptionOf(const PKCS7* safe)
{
    const PKCS7_ENCRYPT* encrypted = safe->d.encrypted;
    return encrypted && encrypted->enc_data ? encrypted->enc_data->algorithm : nullptr;
}

Survey survey(const Pkcs12Handle& p12, const Pkcs7StackHandle& safes)
{
    const QuietErrors quiet;
    Survey result;
    result.addMac(p12.get());
    for (int i = 0; i < sk_PKCS7_num(safes.get()); ++i) {
        PKCS7* safe = sk_PKCS7_value(safes.get(), i);
        if (PKCS7_type_is_data(safe)) {
            const SafeBagStackHandle bags(PKCS12_unpack_p7data(safe));
            result.addBags(bags.get(), false);
        } else if (PKCS7_type_is_encrypted(safe) && encryptionOf(safe)) {
            result.add(encryptionOf(safe));
        } else {
            result.add(algorithmName(safe->type));
        }
    }
    return result;
}

/// A passphrase as OpenSSL takes it: an empty one may have been written as "" or as none at all.
struct Passphrase
{
    const char* text = nullptr;
    int size = 0;
};

class Opener
{
public:
    Opener(Passphrase passphrase, OSSL_LIB_CTX* context, Survey survey)
        : m_passphrase(passphrase)
        , m_context(context)
        , m_survey(std::move(survey))
    {}

    /// Whether everything could be opened.
    bool open(const Pkcs7StackHandle& safes);
    [[nodiscard]] Pkcs12 take()
    {
        m_result.protection = std::move(m_survey.protection);
        return std::move(m_result);
    }

private:
    bool openBags(const STACK_OF(PKCS12_SAFEBAG) * bags, int depth);
    bool openBag(const PKCS12_SAFEBAG* bag, int depth);
    bool addKey(const PKCS8_PRIV_KEY_INFO* info);
    void readFriendlyName(const PKCS12_SAFEBAG* bag);

    Passphrase m_passphrase;
    OSSL_LIB_CTX* m_context;
    Survey m_survey;
    Pkcs12 m_result;
    bool m_nameIsOfKey = false;
};

bool Opener::addKey(const PKCS8_PRIV_KEY_INFO* info)
{
    // In the default context: the key outlives the legacy one.
    const KeyHandle key(info ? EVP_PKCS82PKEY(info) : nullptr);
    if (!key)
        return false;
    m_result.keys.push_back(PrivateKey::fromHandle(key.get()));
    return true;
}

void Opener::readFriendlyName(const PKCS12_SAFEBAG* bag)
{
    const bool isKey = PKCS12_SAFEBAG_get_nid(bag) != NID_certBag;
    if (!m_result.friendlyName.isEmpty() && (m_nameIsOfKey || !isKey))
        return;
    // Gives UTF-8 (PKCS12_get_friendlyname, since OpenSSL 1.1.0).
    char* name = PKCS12_get_friendlyname(const_cast<PKCS12_SAFEBAG*>(bag));
    if (!name)
        return;
    m_result.friendlyName = QString::fromUtf8(name);
    m_nameIsOfKey = isKey;
    OPENSSL_free(name);
}

bool Opener::openBag(const PKCS12_SAFEBAG* bag, int depth)
{
    switch (PKCS12_SAFEBAG_get_nid(bag)) {
    case NID_keyBag: {
        readFriendlyName(bag);
        return addKey(PKCS12_SAFEBAG_get0_p8inf(bag));
    }
    case NID_pkcs8ShroudedKeyBag: {
        const KeyInfoHandle info(
            PKCS12_decrypt_skey_ex(bag, m_passphrase.text, m_passphrase.size, m_context, nullptr));
        readFriendlyName(bag);
        return addKey(info.get());
    }
    case NID_certBag: {
        if (PKCS12_SAFEBAG_get_bag_nid(bag) != NID_x509Certificate)
            return true;
        const CertHandle cert(PKCS12_SAFEBAG_get1_cert(bag));
        if (!cert)
            return false;
        readFriendlyName(bag);
        m_result.certificates.push_back(Certificate::fromHandle(cert.get()));
        return true;
    }
    case NID_safeContentsBag:
        return depth < maxNesting && openBags(PKCS12_SAFEBAG_get0_safes(bag), depth + 1);
    default: return true;
    }
}

bool Opener::openBags(const STACK_OF(PKCS12_SAFEBAG) * bags, int depth)
{
    for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); ++i) {
        if (!openBag(sk_PKCS12_SAFEBAG_value(bags, i), depth))
            return false;
    }
    return true;
}

bool Opener::open(const Pkcs7StackHandle& safes)
{
    for (int i = 0; i < sk_PKCS7_num(safes.get()); ++i) {
        PKCS7* safe = sk_PKCS7_value(safes.get(), i);
        SafeBagStackHandle bags;
        if (PKCS7_type_is_data(safe)) {
            bags.reset(PKCS12_unpack_p7data(safe));
        } else if (PKCS7_type_is_encrypted(safe) && encryptionOf(safe)) {
            bags.reset(static_cast<STACK_OF(PKCS12_SAFEBAG)*>(PKCS12_item_decrypt_d2i_ex(
                encryptionOf(safe), ASN1_ITEM_rptr(PKCS12_SAFEBAGS), m_passphrase.text, m_passphrase.size,
                safe->d.encrypted->enc_data->enc_data, 1, m_context, nullptr)));
            m_survey.addBags(bags.get(), true);
            // A second layer may ask for more rounds than the outside showed.
            if (m_survey.isTooCostly)
                return false;
        }
        if (!bags || !openBags(bags.get(), 0))
            return false;
    }
    return true;
}

base::Error tooCostly()
{
    return {
        base::Error::Code::Unsupported,
        QCoreApplication::translate("x509", "The PKCS #12 file asks for too many rounds of key derivation")};
}

/// The forms of `passphrase` that the MAC accepts; both forms of an empty one when there is no MAC.
std::vector<Passphrase> acceptedForms(const Pkcs12Handle& p12, const base::Secret& passphrase)
{
    std::vector<Passphrase> forms = {
        {passphrase.bytes().constData(), static_cast<int>(passphrase.bytes().size())}};
    if (passphrase.isEmpty())
        forms = {{"", 0}, {nullptr, 0}};
    if (!PKCS12_mac_present(p12.get()))
        return forms;
    std::vector<Passphrase> accepted;
    for (const Passphrase& form : forms) {
        if (PKCS12_verify_mac(p12.get(), form.text, form.size) == 1)
            accepted.push_back(form);
    }
    return accepted;
}

}  // namespace

const Certificate* Pkcs12::leaf() const
{
    if (keys.empty())
        return nullptr;
    const auto it = std::find_if(certificates.begin(), certificates.end(),
                                 [&](const Certificate& c) { return keys.front().fits(c); });
    return it == certificates.end() ? nullptr : &*it;
}

std::vector<const Certificate*> Pkcs12::leaves() const
{
    std::vector<const Certificate*> found;
    for (const PrivateKey& key : keys) {
        const auto it = std::find_if(certificates.begin(), certificates.end(),
                                     [&](const Certificate& c) { return key.fits(c); });
        if (it != certificates.end())
            found.push_back(&*it);
    }
    return found;
}

base::Result<Pkcs12Protection> readPkcs12Protection(const QByteArray& bytes)
{
    const base::Result<Pkcs12Handle> p12 = decode(bytes);
    if (!p12)
        return p12.error();
    const base::Result<Pkcs7StackHandle> safes = unpackSafes(*p12);
    if (!safes)
        return safes.error();
    return survey(*p12, *safes).protection;
}

base::Result<Pkcs12> readPkcs12(const QByteArray& bytes, const base::Secret& passphrase)
{
    const base::Result<Pkcs12Handle> p12 = decode(bytes);
    if (!p12)
        return p12.error();
    const base::Result<Pkcs7StackHandle> safes = unpackSafes(*p12);
    if (!safes)
        return safes.error();
    const Survey seen = survey(*p12, *safes);
    if (seen.isTooCostly)
        return tooCostly();
    std::optional<LegacyContext> legacy;
    if (seen.needsLegacy) {
        base::Result<LegacyContext> loaded = LegacyContext::load();
        if (!loaded)
            return loaded.error();
        legacy = *std::move(loaded);
    }

    const std::vector<Passphrase> forms = acceptedForms(*p12, passphrase);
    for (const Passphrase& form : forms) {
        // An empty passphrase has two forms: what the first one leaves on the queue is no news.
        Opener opener(form, legacy ? legacy->handle() : nullptr, seen);
        if (opener.open(*safes)) {
            ERR_clear_error();
            return opener.take();
        }
    }
    if (seen.protection.hasMac && !forms.empty())
        return opensslError(
            QCoreApplication::translate(
                "x509", "The passphrase is right, but the content of the PKCS #12 file cannot be read"),
            base::Error::Code::InvalidInput);
    return wrongPassphrase(passphrase);
}

}  // namespace x509
