// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/authority.h"
#include "core/scep/body.h"
#include "core/scep/capabilities.h"
#include "core/scep/judge_reply.h"
#include "core/scep/remarks.h"
#include "core/x509/openssl_error.h"
#include "tests/support/issue.h"

#include <QtTest>

#include <openssl/err.h>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int newest = 26;

/// A certs-only message (RFC 8894, 4.2.1.2).
QByteArray bundleOf(const std::vector<x509::Certificate>& certificates)
{
    const x509::QuietErrors quiet;  // OpenSSL finds it odd that nobody signs
    const x509::CertStackHandle stack(sk_X509_new_null());
    for (const x509::Certificate& one : certificates) {
        X509_up_ref(one.handle());
        sk_X509_push(stack.get(), one.handle());
    }
    const x509::CmsHandle cms(CMS_sign(nullptr, nullptr, stack.get(), nullptr, CMS_PARTIAL));
    const x509::BioHandle empty(BIO_new(BIO_s_mem()));
    CMS_final(cms.get(), empty.get(), nullptr, CMS_BINARY);
    const x509::BioHandle out(BIO_new(BIO_s_mem()));
    i2d_CMS_bio(out.get(), cms.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, size};
}

http::Reply answer(const QByteArray& type, const QByteArray& body)
{
    http::Reply reply;
    reply.status = 200;
    if (!type.isNull())
        reply.headers = {{"Content-Type", type}};
    reply.body = body;
    return reply;
}

test::Wish registration(const QByteArray& name, const QByteArray& usage)
{
    test::Wish wish;
    wish.name = name;
    wish.extensions = {{"basicConstraints", "critical,CA:FALSE"}};
    if (!usage.isEmpty())
        wish.extensions.emplace_back("keyUsage", usage);
    return wish;
}

constexpr const char* single = "application/x-x509-ca-cert";
constexpr const char* several = "application/x-x509-ca-ra-cert";

}  // namespace

/// GetCACert and GetCACaps with a device's eyes.
class ScepAnswersTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_ca = test::issue(test::authorityWish("Fabrikam CA"));
        m_other = test::issue(test::authorityWish("Another CA"));
    }
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void contentTypeIsComparedLetterByLetter_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("code");
        QTest::newRow("right") << QByteArray(single) << 0;
        QTest::newRow("charset") << QByteArray("application/x-x509-ca-cert; charset=binary") << 22004;
        QTest::newRow("case") << QByteArray("Application/X-X509-CA-Cert") << 22004;
        QTest::newRow("text") << QByteArray("text/plain") << 22004;
        QTest::newRow("none") << QByteArray() << 22004;
        QTest::newRow("ra") << QByteArray(several) << 22003;
    }
    void contentTypeIsComparedLetterByLetter()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const int, code);
        const auto judged = scep::judgeAuthority(answer(type, m_ca->certificate.der()), {}, newest);
        QCOMPARE(judged.error ? judged.error->code : 0, code);
        QCOMPARE(judged.authority.has_value(), code == 0);
        QCOMPARE(judged.cause.isEmpty(), code == 0);
        // What came is shown whatever the device makes of it.
        QCOMPARE(judged.certificates.size(), std::size_t{1});
    }

    void aSingleCertificateIsDerAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("word");
        const QByteArray der = m_ca->certificate.der();
        QTest::newRow("PEM") << m_ca->certificate.pem() << u"PEM"_s;
        QTest::newRow("PKCS #7") << bundleOf({m_ca->certificate}) << u"PKCS #7"_s;
        QTest::newRow("cut") << der.left(200) << u"cut off after 200 bytes"_s;
        QTest::newRow("one byte") << der.left(1) << u"cut off after one byte"_s;
        QTest::newRow("two of them") << der + m_other->certificate.der() << u"2 certificates in DER"_s;
        QTest::newRow("three of them") << der + der + der << u"3 certificates in DER"_s;
        QTest::newRow("a line end behind") << der + '\n' << u"with one byte behind it"_s;
        QTest::newRow("half of another behind") << der + der.left(100) << u"with 100 bytes behind it"_s;
        QTest::newRow("page") << QByteArray("<html><title>Not here</title></html>") << u"Not here"_s;
        QTest::newRow("nothing") << QByteArray() << u"nothing"_s;
    }
    void aSingleCertificateIsDerAndNothingElse()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, word);
        const auto judged = scep::judgeAuthority(answer(single, body), {}, newest);
        QVERIFY(judged.error);
        QCOMPARE(judged.error->code, 22002);
        QVERIFY2(judged.cause.contains(word), qPrintable(judged.cause));
    }

    void aWrongFingerprintOfASingleCertificateIsNoticedByUsAlone()
    {
        const auto wrong =
            scep::judgeAuthority(answer(single, m_ca->certificate.der()), QByteArray(20, 'x'), newest);
        QVERIFY(wrong.authority);
        QCOMPARE(wrong.findings.size(), std::size_t{1});
        QCOMPARE(wrong.findings[0].rule, u"scep-fingerprint-unread"_s);
        const auto right = scep::judgeAuthority(answer(single, m_ca->certificate.der()),
                                                m_ca->certificate.fingerprint(x509::Digest::Sha256), newest);
        QVERIFY(right.findings.empty());
        QVERIFY(right.certificates[0].hasFingerprint);
    }

    /// What is there and empty is a fingerprint to a device, and one of no digest's length.
    void anEmptyFingerprintIsNotNone()
    {
        const auto alone =
            scep::judgeAuthority(answer(single, m_ca->certificate.der()), QByteArray(""), newest);
        QVERIFY(alone.authority);
        QCOMPARE(alone.findings.size(), std::size_t{1});
        QCOMPARE(alone.findings[0].rule, u"scep-fingerprint-unread"_s);
        QVERIFY2(alone.findings[0].message.contains(u"empty"), qPrintable(alone.findings[0].message));
        const auto ra = test::issue(registration("RA", "digitalSignature,keyEncipherment"), &*m_ca);
        const QByteArray body = bundleOf({m_ca->certificate, ra.certificate});
        const auto judged = scep::judgeAuthority(answer(several, body), QByteArray(""), newest);
        QVERIFY(judged.error);
        QCOMPARE(judged.error->code, 22003);
        QVERIFY2(judged.cause.contains(u"empty"), qPrintable(judged.cause));
        QVERIFY(scep::judgeAuthority(answer(several, body), {}, newest).authority);
    }

    void redirectsThatLeadNowhereAreNamed_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("word");
        QTest::newRow("none") << QByteArray() << u"no Location"_s;
        QTest::newRow("FTP") << QByteArray("ftp://ca.example.com/") << u"ftp://ca.example.com/"_s;
    }
    void redirectsThatLeadNowhereAreNamed()
    {
        QFETCH(const QByteArray, location);
        QFETCH(const QString, word);
        http::Reply reply;
        reply.status = 302;
        if (!location.isEmpty())
            reply.headers = {{"Location", location}};
        const auto judged = scep::judgeAuthority(reply, {}, newest);
        QVERIFY(judged.error);
        QCOMPARE(judged.error->code, 22004);
        QVERIFY2(judged.cause.contains(u"status 302"), qPrintable(judged.cause));
        QVERIFY2(judged.cause.contains(word), qPrintable(judged.cause));
        reply.status = 200;
        QVERIFY(scep::describeRedirect(reply).isEmpty());
    }

    void registrationAuthoritiesAreChosenByUsage_data()
    {
        QTest::addColumn<QList<QByteArray>>("usages");
        QTest::addColumn<int>("signing");
        QTest::addColumn<int>("encryption");
        const QByteArray both = "digitalSignature,keyEncipherment";
        QTest::newRow("both in one") << QList<QByteArray>{both} << 1 << 1;
        QTest::newRow("one of each") << QList<QByteArray>{"keyEncipherment", "digitalSignature"} << 2 << 1;
        QTest::newRow("a pair is preferred")
            << QList<QByteArray>{both, "digitalSignature", "keyEncipherment"} << 2 << 3;
        QTest::newRow("signing alone") << QList<QByteArray>{"digitalSignature"} << -1 << -1;
        QTest::newRow("no usage") << QList<QByteArray>{""} << -1 << -1;
        QTest::newRow("CA alone") << QList<QByteArray>{} << -1 << -1;
    }
    void registrationAuthoritiesAreChosenByUsage()
    {
        QFETCH(const QList<QByteArray>, usages);
        QFETCH(const int, signing);
        QFETCH(const int, encryption);
        std::vector<x509::Certificate> sent = {m_ca->certificate};
        for (const QByteArray& usage : usages)
            sent.push_back(test::issue(registration("RA " + usage, usage), &*m_ca).certificate);
        const auto judged = scep::judgeAuthority(answer(several, bundleOf(sent)), {}, newest);
        if (signing < 0) {
            QVERIFY(judged.error);
            QCOMPARE(judged.error->code, 22003);
            QVERIFY2(judged.cause.contains(u"-67731"), qPrintable(judged.cause));
            return;
        }
        QVERIFY2(judged.authority, qPrintable(judged.cause));
        QCOMPARE(judged.authority->signer(), sent[static_cast<std::size_t>(signing)]);
        QCOMPARE(judged.authority->recipient(newest), sent[static_cast<std::size_t>(encryption)]);
    }

    /// Apple, SecCMSCertificatesOnlyMessageCopyCertificates.
    void aBundleIsSignedByNobody()
    {
        const auto registrar = test::issue(registration("RA", "digitalSignature,keyEncipherment"), &*m_ca);
        const x509::BioHandle content(BIO_new_mem_buf("x", 1));
        const x509::CmsHandle cms(CMS_sign(registrar.certificate.handle(), registrar.key.handle(), nullptr,
                                           content.get(), CMS_BINARY));
        const x509::BioHandle out(BIO_new(BIO_s_mem()));
        QVERIFY(i2d_CMS_bio(out.get(), cms.get()) == 1);
        char* data = nullptr;
        const long size = BIO_get_mem_data(out.get(), &data);
        const auto judged = scep::judgeAuthority(answer(several, QByteArray(data, size)), {}, newest);
        QVERIFY(!judged.authority);
        QCOMPARE(judged.error->code, 22003);
        QVERIFY2(judged.cause.contains(u"signers: 1"), qPrintable(judged.cause));
    }

    void aPairSharesItsRoot()
    {
        const auto signing = test::issue(registration("RA signing", "digitalSignature"), &*m_ca);
        const auto encryption = test::issue(registration("RA encryption", "keyEncipherment"), &*m_other);
        const QByteArray body =
            bundleOf({m_ca->certificate, signing.certificate, encryption.certificate, m_other->certificate});
        const auto judged = scep::judgeAuthority(answer(several, body), {}, newest);
        QVERIFY(judged.error);
        QVERIFY2(judged.cause.contains(u"same root"), qPrintable(judged.cause));
    }

    void aFingerprintMayNameAnyOfThemSinceIos16_data()
    {
        QTest::addColumn<QByteArray>("fingerprint");
        QTest::addColumn<int>("generation");
        QTest::addColumn<bool>("passes");
        const auto& ca = m_ca->certificate;
        QTest::newRow("MD5") << ca.fingerprint(x509::Digest::Md5) << 12 << true;
        QTest::newRow("SHA-1") << ca.fingerprint(x509::Digest::Sha1) << 12 << true;
        QTest::newRow("SHA-256 now") << ca.fingerprint(x509::Digest::Sha256) << newest << true;
        QTest::newRow("SHA-256 on 16") << ca.fingerprint(x509::Digest::Sha256) << 16 << true;
        QTest::newRow("SHA-256 on 15") << ca.fingerprint(x509::Digest::Sha256) << 15 << false;
        QTest::newRow("wrong") << QByteArray(20, 'x') << newest << false;
        QTest::newRow("no digest") << QByteArray(19, 'x') << newest << false;
    }
    void aFingerprintMayNameAnyOfThemSinceIos16()
    {
        QFETCH(const QByteArray, fingerprint);
        QFETCH(const int, generation);
        QFETCH(const bool, passes);
        const auto ra = test::issue(registration("RA", "digitalSignature,keyEncipherment"), &*m_ca);
        const QByteArray body = bundleOf({m_ca->certificate, ra.certificate});
        const auto judged = scep::judgeAuthority(answer(several, body), fingerprint, generation);
        QCOMPARE(judged.authority.has_value(), passes);
        if (!passes)
            QCOMPARE(judged.error->code, 22003);
    }

    void theNamedCertificateAuthorityMustBeAboveTheRegistrationAuthority()
    {
        const auto ra = test::issue(registration("RA", "digitalSignature,keyEncipherment"), &*m_other);
        const QByteArray body = bundleOf({m_ca->certificate, m_other->certificate, ra.certificate});
        const auto judged = scep::judgeAuthority(answer(several, body),
                                                 m_ca->certificate.fingerprint(x509::Digest::Sha1), newest);
        QVERIFY(judged.error);
        QVERIFY2(judged.cause.contains(u"do not lead"), qPrintable(judged.cause));
    }

    void capabilitiesAreWholeLines_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("outcome");
        const QString stops = u"stops"_s;
        QTest::newRow("all") << QByteArray("POSTPKIOperation\r\nAES\r\nSHA-512\r\nSHA-256\r\nSHA-1\r\nDES3")
                             << u"SHA-512 AES-128-CBC POST"_s;
        QTest::newRow("lf") << QByteArray("SHA-256\nAES\n") << u"SHA-256 AES-128-CBC GET"_s;
        QTest::newRow("cr") << QByteArray("SHA-1\rDES3\r") << u"SHA-1 3DES-CBC GET"_s;
        QTest::newRow("no DES3") << QByteArray("SHA-1") << u"SHA-1 3DES-CBC GET"_s;
        QTest::newRow("empty") << QByteArray() << u"SHA-1 3DES-CBC GET"_s;
        QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\x80") << u"SHA-1 3DES-CBC GET"_s;
        QTest::newRow("standard alone") << QByteArray("SCEPStandard\nAES") << stops;
        QTest::newRow("blank behind") << QByteArray("SHA-256 \n") << stops;
        QTest::newRow("commas") << QByteArray("SHA-1,AES") << stops;
        QTest::newRow("small letters") << QByteArray("sha-256") << stops;
        QTest::newRow("page") << QByteArray("<html><body>404</body></html>") << stops;
        QTest::newRow("NUL behind") << QByteArray("SHA-256\0\nAES", 12) << stops;
        QTest::newRow("UTF-16") << QByteArray("S\0H\0A\0-\0001\0", 10) << stops;
        QTest::newRow("UTF-16 with its mark") << QByteArray("\xFF\xFES\0H\0", 6) << u"SHA-1 3DES-CBC GET"_s;
        QTest::newRow("byte order mark")
            << QByteArray("\xEF\xBB\xBFSHA-256\nAES") << u"SHA-256 AES-128-CBC GET"_s;
    }
    void capabilitiesAreWholeLines()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, outcome);
        const auto judged = scep::judgeCapabilities(body);
        if (outcome == u"stops") {
            QVERIFY(!judged.capabilities);
            QVERIFY(!judged.cause.isEmpty());
            return;
        }
        QVERIFY(judged.capabilities);
        const auto& found = *judged.capabilities;
        QCOMPARE(u"%1 %2 %3"_s.arg(scep::digestName(found.digest), scep::cipherName(found.cipher),
                                   found.method == scep::Method::Post ? u"POST"_s : u"GET"_s),
                 outcome);
    }

    void misspeltCapabilitiesAreNamed()
    {
        const auto judged = scep::judgeCapabilities(QByteArray("SHA-256 \naes\nPOSTPKIOperation\nSHA-1"));
        QCOMPARE(judged.findings.size(), std::size_t{2});
        QCOMPARE(judged.findings[0].measured, u"\"SHA-256 \""_s);
        QCOMPARE(judged.findings[0].required, u"SHA-256"_s);
    }

    void whatCannotBeSeenIsNamed()
    {
        const auto nul = scep::judgeCapabilities(QByteArray("SHA-256\0\nAES\0", 13));
        QVERIFY2(nul.cause.contains(u"NUL bytes"), qPrintable(nul.cause));
        QCOMPARE(nul.findings.size(), std::size_t{2});
        QCOMPARE(nul.findings[0].measured, u"\"SHA-256\\u0000\""_s);
        QCOMPARE(nul.findings[0].required, u"SHA-256"_s);
        const auto wide = scep::judgeCapabilities(QByteArray("S\0H\0A\0-\0001\0\n\0", 12));
        QVERIFY2(wide.cause.contains(u"UTF-16"), qPrintable(wide.cause));
        QCOMPARE(wide.findings[0].required, u"SHA-1"_s);
        const auto marked = scep::judgeCapabilities(QByteArray("\xEF\xBB\xBFSHA-1"));
        QVERIFY(marked.capabilities);
        QCOMPARE(marked.findings.size(), std::size_t{1});
        QCOMPARE(marked.findings[0].measured, u"EF BB BF"_s);
        // Between two words stands nothing else than a line's end.
        QVERIFY(scep::judgeCapabilities(QByteArray("SHA-1\nAES")).findings.empty());
    }

    /// SecSCEPVerifyReply: with one of the two attributes the other has to be there.
    void repliesSayWhatTheyAreOrNothing_data()
    {
        QTest::addColumn<bool>("hasType");
        QTest::addColumn<bool>("hasStatus");
        QTest::addColumn<QString>("cause");
        QTest::newRow("both") << true << true << QString();
        QTest::newRow("neither") << false << false << QString();
        QTest::newRow("status alone") << false << true << u"The reply has no messageType"_s;
        QTest::newRow("type alone") << true << false << u"The reply has no pkiStatus"_s;
    }
    void repliesSayWhatTheyAreOrNothing()
    {
        QFETCH(const bool, hasType);
        QFETCH(const bool, hasStatus);
        QFETCH(const QString, cause);
        scep::Reply reply;
        reply.signers = 1;
        reply.isSignedBySelected = reply.isSignatureValid = true;
        reply.hasEnvelope = reply.isRecipientOurs = reply.isDecrypted = true;
        reply.certificates = {m_ca->certificate};
        reply.transactionId = scep::ReplyText{u"41"_s};
        reply.recipientNonce = "nonce";
        if (hasType)
            reply.messageType = scep::ReplyText{u"3"_s};
        if (hasStatus)
            reply.pkiStatus = scep::ReplyText{u"0"_s};
        const auto judged = scep::judgeReply(reply, m_ca->key, newest);
        QCOMPARE(judged.cause, cause);
        QCOMPARE(judged.verdict, cause.isEmpty() ? scep::ReplyVerdict::Success : scep::ReplyVerdict::Refused);
        const auto notes = scep::notesOn(reply, "41", "nonce");
        QCOMPARE(notes.size(), hasType && hasStatus ? std::size_t{0} : std::size_t{1});
        if (!notes.empty())
            QCOMPARE(notes[0].rule, u"scep-reply-unsaid"_s);
    }

    /// BER that ends without its last end-of-contents octets.
    void messagesWithoutTheirEndAreCutOff()
    {
        const QByteArray whole = QByteArray::fromHex("308006092a864886f70d010702a080308002010131003080"
                                                     "06092a864886f70d0107010000310000000000"
                                                     "0000");
        QVERIFY2(scep::describeBody(whole).contains(u"without certificates"),
                 qPrintable(scep::describeBody(whole)));
        for (qsizetype less = 1; less < 20; ++less)
            QVERIFY2(scep::describeBody(whole.chopped(less)).contains(u"cut off"),
                     qPrintable(scep::describeBody(whole.chopped(less))));
    }

    void aCauseIsToldAsItIs()
    {
        const auto stop = scep::stopFinding(scep::scepError(22013), u"with %2B it can"_s);
        QVERIFY2(stop.message.contains(u"with %2B it can"), qPrintable(stop.message));
        QVERIFY2(stop.message.contains(u"MCSCEPErrorDomain 22013"), qPrintable(stop.message));
    }

    /// RC2 is nothing that OpenSSL 3 reads, and devices may.
    void ciphersThatWeDoNotReadAreNotRefused()
    {
        scep::Reply reply;
        reply.signers = 1;
        reply.isSignedBySelected = true;
        reply.isSignatureValid = true;
        reply.messageType = scep::ReplyText{u"3"_s};
        reply.pkiStatus = scep::ReplyText{u"0"_s};
        reply.hasEnvelope = true;
        reply.isRecipientOurs = true;
        reply.cipher = u"rc2-cbc"_s;
        reply.isCipherKnown = false;
        const auto judged = scep::judgeReply(reply, m_ca->key, newest);
        QCOMPARE(judged.verdict, scep::ReplyVerdict::Unknown);
        QVERIFY2(judged.cause.contains(u"rc2-cbc"), qPrintable(judged.cause));
    }

    void pagesAreToldInTheirOwnWords()
    {
        const QByteArray page =
            "<!DOCTYPE html><html><head><title>404 - File not found</title><style>p{}</style>"
            "</head><body><h2>404 - File or directory not found.</h2><p>The resource is "
            "gone.</p></body></html>";
        QVERIFY(scep::isText(page));
        QVERIFY(scep::describeBody(page).contains(u"404 - File not found"));
        QCOMPARE(scep::readableLines(page),
                 u"404 - File not found\n404 - File or directory not found.\nThe resource is gone."_s);
        QVERIFY(!scep::isText(m_ca->certificate.der()));
        QVERIFY(scep::readableLines(m_ca->certificate.der()).isEmpty());
    }

private:
    std::optional<test::Issued> m_ca;
    std::optional<test::Issued> m_other;
};

QTEST_GUILESS_MAIN(ScepAnswersTest)
#include "tst_scep_answers.moc"
