// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"
#include "core/scep/client.h"
#include "core/scep/envelope.h"
#include "core/scep/exchange.h"
#include "core/scep/objects.h"
#include "core/scep/request.h"
#include "core/scep/request_size.h"
#include "core/x509/asn1.h"
#include "tests/support/issue.h"

#include <QCryptographicHash>
#include <QtTest>

#include <openssl/err.h>

using namespace Qt::Literals::StringLiterals;

namespace {

plist::Dict settingsDict()
{
    return {
        {u"URL"_s, u"http://ca.example.com/scep?old=1"_s},
        {u"Name"_s, u"Fabrikam CA"_s},
        {u"Keysize"_s, 2048},
        {u"Key Usage"_s, 5},
        {u"Challenge"_s, u"0123ABCD"_s},
        {u"Subject"_s, plist::Array{plist::Array{plist::Array{u"O"_s, u"Fabrikam"_s}},
                                    plist::Array{plist::Array{u"CN"_s, u"Grüße"_s}}}},
        {u"SubjectAltName"_s,
         plist::Dict{
             {u"dNSName"_s, plist::Array{u"a.example.com"_s, u"b.example.com"_s}},
             {u"ntPrincipalName"_s, u"rob@fabrikam.example"_s},
             {u"rfc822Name"_s, u"rob@fabrikam.example"_s},
             {u"uniformResourceIdentifier"_s, u"tag:microsoft.com,2022-09-14:sid:S-1-5-21-1-2-3-4"_s}}},
    };
}

plist::Value profileWith(const plist::Dict& settings)
{
    return plist::Dict{
        {u"PayloadType"_s, u"Configuration"_s},
        {u"PayloadContent"_s, plist::Array{plist::Dict{{u"PayloadType"_s, u"com.apple.security.scep"_s},
                                                       {u"PayloadContent"_s, settings}}}}};
}

base::Result<scep::ReadSettings> read(const plist::Dict& settings)
{
    const profile::Profile profile(profileWith(settings));
    return scep::readSettings(profile.payloads().front());
}

plist::Dict with(plist::Dict settings, const QString& key, plist::Value value)
{
    settings.set(key, std::move(value));
    return settings;
}

plist::Dict without(plist::Dict settings, const QString& key)
{
    settings.remove(key);
    return settings;
}

x509::RequestHandle decode(const QByteArray& der)
{
    const auto* begin = reinterpret_cast<const unsigned char*>(der.constData());
    return x509::RequestHandle(d2i_X509_REQ(nullptr, &begin, static_cast<long>(der.size())));
}

QByteArray printed(const X509_REQ* request)
{
    const x509::BioHandle out(BIO_new(BIO_s_mem()));
    X509_REQ_print(out.get(), const_cast<X509_REQ*>(request));
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, size};
}

}  // namespace

/// What a device sends, taken apart by OpenSSL.
class ScepRequestTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_key = x509::PrivateKey::generateRsa(2048).operator*();
        test::Wish wish;
        wish.name = "RA";
        m_ra = test::issue(wish, *m_key);
    }
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void payloadsAreRefusedByKey_data()
    {
        QTest::addColumn<plist::Dict>("settings");
        QTest::addColumn<int>("code");
        const plist::Dict good = settingsDict();
        QTest::newRow("good") << good << 0;
        QTest::newRow("Key Usage 2") << with(good, u"Key Usage"_s, 2) << 22000;
        QTest::newRow("Key Usage 4") << with(good, u"Key Usage"_s, 4) << 0;
        QTest::newRow("no Keysize") << without(good, u"Keysize"_s) << 2002;
        QTest::newRow("Keysize text") << with(good, u"Keysize"_s, u"2048"_s) << 0;
        QTest::newRow("Keysize array") << with(good, u"Keysize"_s, plist::Array{2048}) << 2003;
        QTest::newRow("Keysize 3072") << with(good, u"Keysize"_s, 3072) << 2004;
        QTest::newRow("no URL") << without(good, u"URL"_s) << 2002;
        QTest::newRow("URL empty") << with(good, u"URL"_s, u""_s) << 2003;
        QTest::newRow("Challenge number") << with(good, u"Challenge"_s, 17) << 2003;
        QTest::newRow("caps dictionary") << with(good, u"GetCACaps"_s, plist::Dict{}) << 2003;
        QTest::newRow("fingerprint text") << with(good, u"CAFingerprint"_s, u"AB"_s) << 2003;
    }
    void payloadsAreRefusedByKey()
    {
        QFETCH(const plist::Dict, settings);
        QFETCH(const int, code);
        const auto result = read(settings);
        QVERIFY(result);
        QCOMPARE(result->error ? result->error->code : 0, code);
        QCOMPARE(result->settings.has_value(), code == 0);
        if (code == 22000)
            QCOMPARE(result->error->domain, u"MCSCEPErrorDomain"_s);
        else if (code != 0)
            QCOMPARE(result->error->domain, u"MCPayloadErrorDomain"_s);
    }

    void anEmptyFingerprintIsThere()
    {
        QVERIFY(read(settingsDict())->settings->fingerprint.isNull());
        const auto result = read(with(settingsDict(), u"CAFingerprint"_s, QByteArray()));
        QVERIFY(result->settings->fingerprint.isEmpty());
        QVERIFY(!result->settings->fingerprint.isNull());
    }

    void placeholdersAreNoSettings()
    {
        const auto result = read(with(settingsDict(), u"Challenge"_s, u"{{challenge}}"_s));
        QVERIFY(!result);
        QCOMPARE(result.error().code, base::Error::Code::InvalidInput);
    }

    void aQueryOfTheAddressIsDropped()
    {
        const QUrl url(u"http://ca.example.com/scep?old=1#x"_s);
        QCOMPARE(scep::operationUrl(url, "GetCACert", QByteArray("A & B=C+D/E")).toEncoded(),
                 QByteArray("http://ca.example.com/scep?operation=GetCACert&message=A%20%26%20B%3DC+D/E"));
        QCOMPARE(scep::operationUrl(url, "GetCACert", {}).toEncoded(),
                 QByteArray("http://ca.example.com/scep?operation=GetCACert"));
        const QByteArray message = QByteArray::fromBase64("+/+/+/8=");
        QCOMPARE(scep::messageUrl(url, message, scep::Plus::Raw).toEncoded(),
                 QByteArray("http://ca.example.com/scep?operation=PKIOperation&message=+/+/+/8%3D"));
        QCOMPARE(scep::messageUrl(url, message, scep::Plus::Escaped).toEncoded(),
                 QByteArray("http://ca.example.com/scep?operation=PKIOperation&message=%2B/%2B/%2B/8%3D"));
    }

    void theRequestIsADevices()
    {
        const auto settings = read(settingsDict());
        const auto csr = scep::makeRequest(*settings->settings, *m_key, x509::Digest::Sha256);
        QVERIFY2(csr, csr ? "" : qPrintable(csr.error().detail));
        const auto request = decode(*csr);
        QVERIFY(request);
        QCOMPARE(X509_REQ_get_version(request.get()), 0L);
        QCOMPARE(X509_REQ_verify(request.get(), m_key->handle()), 1);
        // The order of the profile; PrintableString where the letters allow it.
        X509_NAME* subject = X509_REQ_get_subject_name(request.get());
        QCOMPARE(X509_NAME_entry_count(subject), 2);
        const auto typeOf = [subject](int i) {
            return ASN1_STRING_type(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, i)));
        };
        QCOMPARE(typeOf(0), V_ASN1_PRINTABLESTRING);
        QCOMPARE(typeOf(1), V_ASN1_UTF8STRING);
        QCOMPARE(x509::toName(subject).toString(), u"O=Fabrikam, CN=Grüße"_s);
        const int challenge = X509_REQ_get_attr_by_NID(request.get(), NID_pkcs9_challengePassword, -1);
        const ASN1_TYPE* value = X509_ATTRIBUTE_get0_type(X509_REQ_get_attr(request.get(), challenge), 0);
        QCOMPARE(value->type, V_ASN1_PRINTABLESTRING);
        const QByteArray text = printed(request.get());
        for (const char* word : {"DNS:a.example.com", "DNS:b.example.com", "email:rob@fabrikam.example",
                                 "URI:tag:microsoft.com,2022-09-14:sid:S-1-5-21-1-2-3-4",
                                 "Digital Signature, Key Encipherment", "Key Usage: critical"})
            QVERIFY2(text.contains(word), text.constData());
        // First the names, then the usage.
        QVERIFY(text.indexOf("Alternative Name") < text.indexOf("Key Usage"));
    }

    void oneUnknownAttributeEmptiesTheSubject()
    {
        const auto result = read(with(settingsDict(), u"Subject"_s,
                                      plist::Array{plist::Array{plist::Array{u"CN"_s, u"x"_s}},
                                                   plist::Array{plist::Array{u"DC"_s, u"example"_s}}}));
        QCOMPARE(result->findings.back().rule, u"scep-subject-emptied"_s);
        QCOMPARE(result->findings.back().measured, u"DC"_s);
        const auto csr = scep::makeRequest(*result->settings, *m_key, x509::Digest::Sha1);
        QCOMPARE(X509_NAME_entry_count(X509_REQ_get_subject_name(decode(*csr).get())), 0);
    }

    void transactionsAreNamedByTheKey()
    {
        unsigned char* encoded = nullptr;
        const int size = i2d_PublicKey(m_key->handle(), &encoded);
        const QByteArray der(reinterpret_cast<const char*>(encoded), size);
        OPENSSL_free(encoded);
        const QByteArray id = scep::transactionIdOf(*m_key);
        QCOMPARE(id, QCryptographicHash::hash(der, QCryptographicHash::Sha1).toHex().toUpper());
        QCOMPARE(id.size(), 40);
    }

    void messagesOpenAgain_data()
    {
        QTest::addColumn<int>("encoding");
        QTest::addColumn<int>("cipher");
        QTest::newRow("BER, AES") << int(scep::Encoding::Ber) << int(scep::Cipher::Aes128Cbc);
        QTest::newRow("DER, 3DES") << int(scep::Encoding::Der) << int(scep::Cipher::TripleDesCbc);
    }
    void messagesOpenAgain()
    {
        QFETCH(const int, encoding);
        QFETCH(const int, cipher);
        const auto temporary = scep::makeTemporaryCertificate(*m_key);
        QVERIFY(temporary);
        QCOMPARE(temporary->signatureDigest(), u"SHA1"_s);
        const QByteArray nonce = scep::makeNonce();
        const auto message = scep::makeMessage({.content = "what is asked for",
                                                .recipient = m_ra->certificate,
                                                .signer = *temporary,
                                                .key = *m_key,
                                                .digest = x509::Digest::Sha512,
                                                .cipher = scep::Cipher(cipher),
                                                .transactionId = scep::transactionIdOf(*m_key),
                                                .senderNonce = nonce,
                                                .encoding = scep::Encoding(encoding)});
        QVERIFY2(message, message ? "" : qPrintable(message.error().detail));
        // 30 80 06 09: a sequence of indefinite length, as devices write.
        const bool isBer = message->startsWith(QByteArray::fromHex("30800609"));
        QCOMPARE(isBer, scep::Encoding(encoding) == scep::Encoding::Ber);

        const x509::BioHandle in(BIO_new_mem_buf(message->constData(), int(message->size())));
        const x509::CmsHandle cms(d2i_CMS_bio(in.get(), nullptr));
        QVERIFY(cms);
        const x509::BioHandle out(BIO_new(BIO_s_mem()));
        QCOMPARE(CMS_verify(cms.get(), nullptr, nullptr, nullptr, out.get(),
                            CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY),
                 1);
        CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms.get()), 0);
        const auto attribute = [signer](const char* oid, int type) {
            const scep::Object object(OBJ_txt2obj(oid, 1));
            const auto* string =
                static_cast<const ASN1_STRING*>(CMS_signed_get0_data_by_OBJ(signer, object.get(), -3, type));
            return string ? x509::toBytes(string) : QByteArray();
        };
        QCOMPARE(attribute(scep::objects::messageType, V_ASN1_PRINTABLESTRING), QByteArray("19"));
        QCOMPARE(attribute(scep::objects::transactionId, V_ASN1_PRINTABLESTRING),
                 scep::transactionIdOf(*m_key));
        QCOMPARE(attribute(scep::objects::senderNonce, V_ASN1_OCTET_STRING), nonce);
        char* data = nullptr;
        const long size = BIO_get_mem_data(out.get(), &data);
        const auto opened = scep::openEnvelope(QByteArray(data, size), m_ra->certificate, *m_key);
        QVERIFY(opened);
        QVERIFY(opened->namesRecipient);
        QCOMPARE(opened->cipher,
                 scep::Cipher(cipher) == scep::Cipher::Aes128Cbc ? u"aes-128-cbc"_s : u"des-ede3-cbc"_s);
        QCOMPARE(opened->content.value_or(QByteArray()), QByteArray("what is asked for"));
    }

    void theSizeOfAQueryIsForeseen()
    {
        auto settings = read(settingsDict());
        const auto csr = scep::makeRequest(*settings->settings, *m_key, x509::Digest::Sha256);
        const auto temporary = scep::makeTemporaryCertificate(*m_key);
        const auto message = scep::makeMessage({.content = *csr,
                                                .recipient = m_ra->certificate,
                                                .signer = *temporary,
                                                .key = *m_key,
                                                .transactionId = scep::transactionIdOf(*m_key),
                                                .senderNonce = scep::makeNonce()});
        const auto real =
            scep::messageUrl(QUrl(u"http://x.example/"_s), *message, scep::Plus::Raw).query().size();
        const auto foreseen = scep::estimateRequest({.challengeLength = 8}).queryLength;
        QVERIFY2(qAbs(real - foreseen) < real / 10, qPrintable(u"%1 and not %2"_s.arg(real).arg(foreseen)));
    }

    void pollsNameTheSubjectOfTheSignerAsIssuer()
    {
        auto settings = read(settingsDict());
        const auto csr = scep::makeRequest(*settings->settings, *m_key, x509::Digest::Sha256);
        const auto names = scep::issuerAndSubject(m_ra->certificate, *csr);
        QVERIFY(names);
        const auto* begin = reinterpret_cast<const unsigned char*>(names->constData()) + 2;
        using NameHandle = x509::Handle<X509_NAME, X509_NAME_free>;
        const NameHandle issuer(d2i_X509_NAME(nullptr, &begin, names->size()));
        const NameHandle subject(d2i_X509_NAME(nullptr, &begin, names->size()));
        QCOMPARE(x509::toName(issuer.get()).toString(), u"CN=RA"_s);
        QCOMPARE(x509::toName(subject.get()).toString(), u"O=Fabrikam, CN=Grüße"_s);
    }

private:
    std::optional<x509::PrivateKey> m_key;
    std::optional<test::Issued> m_ra;
};

Q_DECLARE_METATYPE(plist::Dict)

QTEST_GUILESS_MAIN(ScepRequestTest)
#include "tst_scep_request.moc"
