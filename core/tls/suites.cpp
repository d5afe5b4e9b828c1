// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/suites.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace tls {

namespace {

using Cipher = Suite::Cipher;

struct Row
{
    quint16 id;
    const char* name;
    KeyExchange keyExchange;
    Cipher cipher;
};

// The IANA registry "TLS Cipher Suites": what OpenSSL 3.0 can do and what servers still had when it stopped,
// without those for a secret or a password that both sides know. The order is the one of an offer.
constexpr std::array table = std::to_array<Row>({
    {0x1302, "TLS_AES_256_GCM_SHA384", KeyExchange::Tls13, Cipher::AesGcm},
    {0x1301, "TLS_AES_128_GCM_SHA256", KeyExchange::Tls13, Cipher::AesGcm},
    {0x1303, "TLS_CHACHA20_POLY1305_SHA256", KeyExchange::Tls13, Cipher::ChaCha20},
    {0x1305, "TLS_AES_128_CCM_8_SHA256", KeyExchange::Tls13, Cipher::AesCcm},
    {0x1304, "TLS_AES_128_CCM_SHA256", KeyExchange::Tls13, Cipher::AesCcm},
    {0xC030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", KeyExchange::Ecdhe, Cipher::AesGcm},
    {0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", KeyExchange::Ecdhe, Cipher::AesGcm},
    {0xC02C, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", KeyExchange::Ecdhe, Cipher::AesGcm},
    {0xC02B, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", KeyExchange::Ecdhe, Cipher::AesGcm},
    {0xCCA9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", KeyExchange::Ecdhe, Cipher::ChaCha20},
    {0xCCA8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", KeyExchange::Ecdhe, Cipher::ChaCha20},
    {0xC0AF, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8", KeyExchange::Ecdhe, Cipher::AesCcm},
    {0xC0AE, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", KeyExchange::Ecdhe, Cipher::AesCcm},
    {0xC0AD, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM", KeyExchange::Ecdhe, Cipher::AesCcm},
    {0xC0AC, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM", KeyExchange::Ecdhe, Cipher::AesCcm},
    {0xC028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", KeyExchange::Ecdhe, Cipher::AesCbc},
    {0xC027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", KeyExchange::Ecdhe, Cipher::AesCbc},
    {0xC024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", KeyExchange::Ecdhe, Cipher::AesCbc},
    {0xC023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", KeyExchange::Ecdhe, Cipher::AesCbc},
    {0xC014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", KeyExchange::Ecdhe, Cipher::AesCbc},
    {0xC013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", KeyExchange::Ecdhe, Cipher::AesCbc},
    {0xC00A, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", KeyExchange::Ecdhe, Cipher::AesCbc},
    {0xC009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", KeyExchange::Ecdhe, Cipher::AesCbc},
    {0xC077, "TLS_ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384", KeyExchange::Ecdhe, Cipher::Other},
    {0xC076, "TLS_ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::Ecdhe, Cipher::Other},
    {0xC073, "TLS_ECDHE_ECDSA_WITH_CAMELLIA_256_CBC_SHA384", KeyExchange::Ecdhe, Cipher::Other},
    {0xC072, "TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::Ecdhe, Cipher::Other},
    {0xC061, "TLS_ECDHE_RSA_WITH_ARIA_256_GCM_SHA384", KeyExchange::Ecdhe, Cipher::Other},
    {0xC060, "TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256", KeyExchange::Ecdhe, Cipher::Other},
    {0xC05D, "TLS_ECDHE_ECDSA_WITH_ARIA_256_GCM_SHA384", KeyExchange::Ecdhe, Cipher::Other},
    {0xC05C, "TLS_ECDHE_ECDSA_WITH_ARIA_128_GCM_SHA256", KeyExchange::Ecdhe, Cipher::Other},
    {0xC012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", KeyExchange::Ecdhe, Cipher::TripleDes},
    {0xC008, "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA", KeyExchange::Ecdhe, Cipher::TripleDes},
    {0xC011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA", KeyExchange::Ecdhe, Cipher::Rc4},
    {0xC007, "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA", KeyExchange::Ecdhe, Cipher::Rc4},
    {0x00A3, "TLS_DHE_DSS_WITH_AES_256_GCM_SHA384", KeyExchange::Dhe, Cipher::AesGcm},
    {0x00A2, "TLS_DHE_DSS_WITH_AES_128_GCM_SHA256", KeyExchange::Dhe, Cipher::AesGcm},
    {0x009F, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", KeyExchange::Dhe, Cipher::AesGcm},
    {0x009E, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", KeyExchange::Dhe, Cipher::AesGcm},
    {0xCCAA, "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", KeyExchange::Dhe, Cipher::ChaCha20},
    {0xC0A3, "TLS_DHE_RSA_WITH_AES_256_CCM_8", KeyExchange::Dhe, Cipher::AesCcm},
    {0xC0A2, "TLS_DHE_RSA_WITH_AES_128_CCM_8", KeyExchange::Dhe, Cipher::AesCcm},
    {0xC09F, "TLS_DHE_RSA_WITH_AES_256_CCM", KeyExchange::Dhe, Cipher::AesCcm},
    {0xC09E, "TLS_DHE_RSA_WITH_AES_128_CCM", KeyExchange::Dhe, Cipher::AesCcm},
    {0x006B, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", KeyExchange::Dhe, Cipher::AesCbc},
    {0x006A, "TLS_DHE_DSS_WITH_AES_256_CBC_SHA256", KeyExchange::Dhe, Cipher::AesCbc},
    {0x0067, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", KeyExchange::Dhe, Cipher::AesCbc},
    {0x0040, "TLS_DHE_DSS_WITH_AES_128_CBC_SHA256", KeyExchange::Dhe, Cipher::AesCbc},
    {0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", KeyExchange::Dhe, Cipher::AesCbc},
    {0x0038, "TLS_DHE_DSS_WITH_AES_256_CBC_SHA", KeyExchange::Dhe, Cipher::AesCbc},
    {0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", KeyExchange::Dhe, Cipher::AesCbc},
    {0x0032, "TLS_DHE_DSS_WITH_AES_128_CBC_SHA", KeyExchange::Dhe, Cipher::AesCbc},
    {0xC057, "TLS_DHE_DSS_WITH_ARIA_256_GCM_SHA384", KeyExchange::Dhe, Cipher::Other},
    {0xC056, "TLS_DHE_DSS_WITH_ARIA_128_GCM_SHA256", KeyExchange::Dhe, Cipher::Other},
    {0xC053, "TLS_DHE_RSA_WITH_ARIA_256_GCM_SHA384", KeyExchange::Dhe, Cipher::Other},
    {0xC052, "TLS_DHE_RSA_WITH_ARIA_128_GCM_SHA256", KeyExchange::Dhe, Cipher::Other},
    {0x00C4, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA256", KeyExchange::Dhe, Cipher::Other},
    {0x00C3, "TLS_DHE_DSS_WITH_CAMELLIA_256_CBC_SHA256", KeyExchange::Dhe, Cipher::Other},
    {0x00BE, "TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::Dhe, Cipher::Other},
    {0x00BD, "TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::Dhe, Cipher::Other},
    {0x009A, "TLS_DHE_RSA_WITH_SEED_CBC_SHA", KeyExchange::Dhe, Cipher::Other},
    {0x0099, "TLS_DHE_DSS_WITH_SEED_CBC_SHA", KeyExchange::Dhe, Cipher::Other},
    {0x0088, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA", KeyExchange::Dhe, Cipher::Other},
    {0x0087, "TLS_DHE_DSS_WITH_CAMELLIA_256_CBC_SHA", KeyExchange::Dhe, Cipher::Other},
    {0x0045, "TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA", KeyExchange::Dhe, Cipher::Other},
    {0x0044, "TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA", KeyExchange::Dhe, Cipher::Other},
    {0x0016, "TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA", KeyExchange::Dhe, Cipher::TripleDes},
    {0x0013, "TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA", KeyExchange::Dhe, Cipher::TripleDes},
    {0x009D, "TLS_RSA_WITH_AES_256_GCM_SHA384", KeyExchange::StaticRsa, Cipher::AesGcm},
    {0x009C, "TLS_RSA_WITH_AES_128_GCM_SHA256", KeyExchange::StaticRsa, Cipher::AesGcm},
    {0xC0A1, "TLS_RSA_WITH_AES_256_CCM_8", KeyExchange::StaticRsa, Cipher::AesCcm},
    {0xC0A0, "TLS_RSA_WITH_AES_128_CCM_8", KeyExchange::StaticRsa, Cipher::AesCcm},
    {0xC09D, "TLS_RSA_WITH_AES_256_CCM", KeyExchange::StaticRsa, Cipher::AesCcm},
    {0xC09C, "TLS_RSA_WITH_AES_128_CCM", KeyExchange::StaticRsa, Cipher::AesCcm},
    {0x003D, "TLS_RSA_WITH_AES_256_CBC_SHA256", KeyExchange::StaticRsa, Cipher::AesCbc},
    {0x003C, "TLS_RSA_WITH_AES_128_CBC_SHA256", KeyExchange::StaticRsa, Cipher::AesCbc},
    {0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", KeyExchange::StaticRsa, Cipher::AesCbc},
    {0x002F, "TLS_RSA_WITH_AES_128_CBC_SHA", KeyExchange::StaticRsa, Cipher::AesCbc},
    {0xC051, "TLS_RSA_WITH_ARIA_256_GCM_SHA384", KeyExchange::StaticRsa, Cipher::Other},
    {0xC050, "TLS_RSA_WITH_ARIA_128_GCM_SHA256", KeyExchange::StaticRsa, Cipher::Other},
    {0x00C0, "TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256", KeyExchange::StaticRsa, Cipher::Other},
    {0x00BA, "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::StaticRsa, Cipher::Other},
    {0x0096, "TLS_RSA_WITH_SEED_CBC_SHA", KeyExchange::StaticRsa, Cipher::Other},
    {0x0084, "TLS_RSA_WITH_CAMELLIA_256_CBC_SHA", KeyExchange::StaticRsa, Cipher::Other},
    {0x0041, "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA", KeyExchange::StaticRsa, Cipher::Other},
    {0x0007, "TLS_RSA_WITH_IDEA_CBC_SHA", KeyExchange::StaticRsa, Cipher::Other},
    {0x000A, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", KeyExchange::StaticRsa, Cipher::TripleDes},
    {0x0005, "TLS_RSA_WITH_RC4_128_SHA", KeyExchange::StaticRsa, Cipher::Rc4},
    {0x0004, "TLS_RSA_WITH_RC4_128_MD5", KeyExchange::StaticRsa, Cipher::Rc4},
    {0xC032, "TLS_ECDH_RSA_WITH_AES_256_GCM_SHA384", KeyExchange::Other, Cipher::AesGcm},
    {0xC031, "TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256", KeyExchange::Other, Cipher::AesGcm},
    {0xC02E, "TLS_ECDH_ECDSA_WITH_AES_256_GCM_SHA384", KeyExchange::Other, Cipher::AesGcm},
    {0xC02D, "TLS_ECDH_ECDSA_WITH_AES_128_GCM_SHA256", KeyExchange::Other, Cipher::AesGcm},
    {0xC02A, "TLS_ECDH_RSA_WITH_AES_256_CBC_SHA384", KeyExchange::Other, Cipher::AesCbc},
    {0xC029, "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA256", KeyExchange::Other, Cipher::AesCbc},
    {0xC026, "TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA384", KeyExchange::Other, Cipher::AesCbc},
    {0xC025, "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256", KeyExchange::Other, Cipher::AesCbc},
    {0xC00F, "TLS_ECDH_RSA_WITH_AES_256_CBC_SHA", KeyExchange::Other, Cipher::AesCbc},
    {0xC00E, "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA", KeyExchange::Other, Cipher::AesCbc},
    {0xC005, "TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA", KeyExchange::Other, Cipher::AesCbc},
    {0xC004, "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA", KeyExchange::Other, Cipher::AesCbc},
    {0xC00D, "TLS_ECDH_RSA_WITH_3DES_EDE_CBC_SHA", KeyExchange::Other, Cipher::TripleDes},
    {0xC003, "TLS_ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA", KeyExchange::Other, Cipher::TripleDes},
    {0xC00C, "TLS_ECDH_RSA_WITH_RC4_128_SHA", KeyExchange::Other, Cipher::Rc4},
    {0xC002, "TLS_ECDH_ECDSA_WITH_RC4_128_SHA", KeyExchange::Other, Cipher::Rc4},
    {0xC010, "TLS_ECDHE_RSA_WITH_NULL_SHA", KeyExchange::Ecdhe, Cipher::Other},
    {0xC006, "TLS_ECDHE_ECDSA_WITH_NULL_SHA", KeyExchange::Ecdhe, Cipher::Other},
    {0x0015, "TLS_DHE_RSA_WITH_DES_CBC_SHA", KeyExchange::Dhe, Cipher::Other},
    {0x0014, "TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA", KeyExchange::Dhe, Cipher::Other},
    {0x0012, "TLS_DHE_DSS_WITH_DES_CBC_SHA", KeyExchange::Dhe, Cipher::Other},
    {0x0011, "TLS_DHE_DSS_EXPORT_WITH_DES40_CBC_SHA", KeyExchange::Dhe, Cipher::Other},
    {0x003B, "TLS_RSA_WITH_NULL_SHA256", KeyExchange::StaticRsa, Cipher::Other},
    {0x0009, "TLS_RSA_WITH_DES_CBC_SHA", KeyExchange::StaticRsa, Cipher::Other},
    {0x0008, "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA", KeyExchange::StaticRsa, Cipher::Other},
    {0x0006, "TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5", KeyExchange::StaticRsa, Cipher::Other},
    {0x0002, "TLS_RSA_WITH_NULL_SHA", KeyExchange::StaticRsa, Cipher::Other},
    {0x0001, "TLS_RSA_WITH_NULL_MD5", KeyExchange::StaticRsa, Cipher::Other},
    {0x0003, "TLS_RSA_EXPORT_WITH_RC4_40_MD5", KeyExchange::StaticRsa, Cipher::Rc4},
    {0x00A7, "TLS_DH_anon_WITH_AES_256_GCM_SHA384", KeyExchange::Other, Cipher::AesGcm},
    {0x00A6, "TLS_DH_anon_WITH_AES_128_GCM_SHA256", KeyExchange::Other, Cipher::AesGcm},
    {0xC019, "TLS_ECDH_anon_WITH_AES_256_CBC_SHA", KeyExchange::Other, Cipher::AesCbc},
    {0xC018, "TLS_ECDH_anon_WITH_AES_128_CBC_SHA", KeyExchange::Other, Cipher::AesCbc},
    {0x006D, "TLS_DH_anon_WITH_AES_256_CBC_SHA256", KeyExchange::Other, Cipher::AesCbc},
    {0x006C, "TLS_DH_anon_WITH_AES_128_CBC_SHA256", KeyExchange::Other, Cipher::AesCbc},
    {0x003A, "TLS_DH_anon_WITH_AES_256_CBC_SHA", KeyExchange::Other, Cipher::AesCbc},
    {0x0034, "TLS_DH_anon_WITH_AES_128_CBC_SHA", KeyExchange::Other, Cipher::AesCbc},
    {0xC015, "TLS_ECDH_anon_WITH_NULL_SHA", KeyExchange::Other, Cipher::Other},
    {0xC00B, "TLS_ECDH_RSA_WITH_NULL_SHA", KeyExchange::Other, Cipher::Other},
    {0xC001, "TLS_ECDH_ECDSA_WITH_NULL_SHA", KeyExchange::Other, Cipher::Other},
    {0x00C5, "TLS_DH_anon_WITH_CAMELLIA_256_CBC_SHA256", KeyExchange::Other, Cipher::Other},
    {0x00BF, "TLS_DH_anon_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::Other, Cipher::Other},
    {0x0089, "TLS_DH_anon_WITH_CAMELLIA_256_CBC_SHA", KeyExchange::Other, Cipher::Other},
    {0x0046, "TLS_DH_anon_WITH_CAMELLIA_128_CBC_SHA", KeyExchange::Other, Cipher::Other},
    {0x001A, "TLS_DH_anon_WITH_DES_CBC_SHA", KeyExchange::Other, Cipher::Other},
    {0xC017, "TLS_ECDH_anon_WITH_3DES_EDE_CBC_SHA", KeyExchange::Other, Cipher::TripleDes},
    {0x001B, "TLS_DH_anon_WITH_3DES_EDE_CBC_SHA", KeyExchange::Other, Cipher::TripleDes},
    {0xC016, "TLS_ECDH_anon_WITH_RC4_128_SHA", KeyExchange::Other, Cipher::Rc4},
    {0x0018, "TLS_DH_anon_WITH_RC4_128_MD5", KeyExchange::Other, Cipher::Rc4},
    {0x0017, "TLS_DH_anon_EXPORT_WITH_RC4_40_MD5", KeyExchange::Other, Cipher::Rc4},
});

bool isAuthenticatedEncryption(const Row& row)
{
    return row.cipher == Cipher::AesGcm || row.cipher == Cipher::AesCcm || row.cipher == Cipher::ChaCha20
           || QLatin1StringView(row.name).contains("_GCM_"_L1);
}

bool isOfSsl30(const Row& row)
{
    const QLatin1StringView name(row.name);
    return !isAuthenticatedEncryption(row) && (name.endsWith("_SHA"_L1) || name.endsWith("_MD5"_L1));
}

}  // namespace

Suite suiteOf(quint16 id)
{
    const auto row = std::find_if(table.begin(), table.end(), [id](const Row& one) { return one.id == id; });
    if (row == table.end())
        return {id, u"0x%1"_s.arg(QString::number(id, 16).toUpper(), 4, u'0'), KeyExchange::Unknown,
                Cipher::Unknown};
    return {id, QString::fromLatin1(row->name), row->keyExchange, row->cipher};
}

std::vector<quint16> offeredSuites()
{
    std::vector<quint16> ids;
    for (const Row& row : table) {
        if (row.keyExchange != KeyExchange::Tls13)
            ids.push_back(row.id);
    }
    return ids;
}

std::vector<quint16> offeredSuitesOfSsl30()
{
    std::vector<quint16> ids;
    for (const Row& row : table) {
        if (row.keyExchange != KeyExchange::Tls13 && isOfSsl30(row))
            ids.push_back(row.id);
    }
    return ids;
}

}  // namespace tls
