// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/check.h"
#include "core/trust/check_profile.h"
#include "core/trust/profile_servers.h"
#include "tests/support/issue.h"
#include "tests/support/test_pki.h"

#include <QTest>

#include <openssl/err.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using report::CheckReport;
using report::CheckVerdict;
using test::authorityWish;
using test::issue;
using test::Issued;
using test::Wish;
using x509::Certificate;

namespace {

trust::CheckOptions options()
{
    trust::CheckOptions options;
    options.asOf = QDateTime({2026, 2, 1}, {12, 0}, Qt::UTC);
    options.os.version = QVersionNumber(26);
    return options;
}

/// A store of public roots with `certificates`.
trust::Knowledge publicRoots(const std::vector<Certificate>& certificates)
{
    trust::Knowledge knowledge;
    knowledge.anchorage.system = x509::CertificatePool(certificates);
    return knowledge;
}

trust::Knowledge namedRoots(const std::vector<Certificate>& certificates)
{
    trust::Knowledge knowledge;
    knowledge.anchorage.named = x509::CertificatePool(certificates);
    return knowledge;
}

CheckReport checkOne(const std::vector<Certificate>& bundle,
                     const trust::CheckOptions& options,
                     const trust::Knowledge& knowledge = {})
{
    auto reports = trust::checkCertificates(bundle, options, knowledge);
    if (reports.size() != 1)
        qFatal("%zu reports instead of one", reports.size());
    return reports.front();
}

/// What a server of today shows, without its certificates.
tls::Observation goodConnection()
{
    tls::Observation seen;
    seen.host = u"server.example.com"_s;
    seen.port = 443;
    tls::Session session;
    session.protocol = tls::Protocol::Tls13;
    session.suite = {0x1301, u"TLS_AES_128_GCM_SHA256"_s, tls::KeyExchange::Tls13,
                     tls::Suite::Cipher::AesGcm};
    session.extendedMasterSecret = true;
    seen.session = session;
    seen.attempts = {{tls::Protocol::Tls13, session, {}}};
    return seen;
}

QStringList idsOf(const CheckReport& report, report::Severity severity)
{
    QStringList ids;
    for (const report::Finding& finding : report.findings) {
        if (finding.severity == severity)
            ids << finding.rule;
    }
    ids.sort();
    return ids;
}

QStringList errorsOf(const CheckReport& report) { return idsOf(report, report::Severity::Error); }

QString outcomeOf(const CheckReport& report, const QString& rule, const QString& anchors)
{
    const auto row =
        std::find_if(report.rules.begin(), report.rules.end(), [&](const report::CheckedRule& one) {
            return one.rule == rule && one.anchors == anchors;
        });
    return row == report.rules.end() ? u"no row"_s : row->outcome;
}

const report::CheckedAnchors& anchorsOf(const CheckReport& report, const QString& name)
{
    const auto found = std::find_if(report.anchors.begin(), report.anchors.end(),
                                    [&](const auto& one) { return one.anchors == name; });
    if (found == report.anchors.end())
        qFatal("no verdict under %s", qPrintable(name));
    return *found;
}

Certificate withoutNames(int days)
{
    Wish wish;
    wish.days = days;
    wish.extensions = {{"basicConstraints", "critical,CA:FALSE"}};
    return issue(wish).certificate;
}

}  // namespace

class TestCheck : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    /// The story that started it: a server with its name in the CN alone, valid for twenty years.
    void theSeedCaseHasTwoErrorsAndSaysBothInOneLine()
    {
        auto how = options();
        how.anchors = trust::Anchors::Managed;
        const CheckReport report = checkOne({withoutNames(7305)}, how);
        QCOMPARE(errorsOf(report),
                 (QStringList{u"apple-tls-dns-name-in-san"_s, u"apple-tls-validity-825-any-anchor"_s}));
        QCOMPARE(report.verdict, CheckVerdict::Refused);
        QVERIFY2(report.headline.contains(u"SubjectAltName"), qPrintable(report.headline));
        QVERIFY2(report.headline.contains(u"7,305 days"), qPrintable(report.headline));
        QVERIFY(!report.headline.contains(u'\n'));
    }

    void theCommonNameCountedBeforeIos13()
    {
        const Issued root = issue(authorityWish("Own Root"));
        Wish wish;
        std::erase_if(wish.extensions, [](const auto& one) { return one.first == "subjectAltName"; });
        const Issued leaf = issue(wish, &root);
        auto how = options();
        how.host = u"server.example.com"_s;
        how.os.version = QVersionNumber(12, 4);
        const auto roots = namedRoots({root.certificate});
        QCOMPARE(errorsOf(checkOne({leaf.certificate}, how, roots)), QStringList());
        how.host = u"other.example.com"_s;
        const QStringList noName{u"apple-tls-dns-name-in-san"_s};
        QCOMPARE(errorsOf(checkOne({leaf.certificate}, how, roots)), noName);
        how.host = u"server.example.com"_s;
        how.os.version = QVersionNumber(13);
        QCOMPARE(errorsOf(checkOne({leaf.certificate}, how, roots)), noName);
    }

    void aGoodServerUnderItsOwnRoot()
    {
        const Issued root = issue(authorityWish("Own Root"));
        const Issued leaf = issue({}, &root);
        auto how = options();
        how.host = u"server.example.com"_s;
        const CheckReport report = checkOne({leaf.certificate}, how, namedRoots({root.certificate}));
        QCOMPARE(errorsOf(report), QStringList());
        QCOMPARE(report.verdict, CheckVerdict::Accepted);
        QVERIFY(!anchorsOf(report, u"system"_s).isPossible);
        QVERIFY(anchorsOf(report, u"managed"_s).isPossible);
        QCOMPARE(report.certificates.size(), 2U);
        QVERIFY(report.certificates[1].isTrusted);
        QVERIFY(report.certificates[1].isFromStore);
        QCOMPARE(report.certificates[0].issuedBy, std::optional<std::size_t>(1));
    }

    void aNamedRootThatIsNotReachedIsAnError()
    {
        const Issued root = issue(authorityWish("Own Root"));
        const Issued other = issue(authorityWish("Other Root"));
        const Issued leaf = issue({}, &root);
        const CheckReport report = checkOne({leaf.certificate}, options(), namedRoots({other.certificate}));
        QCOMPARE(errorsOf(report), QStringList{u"apple-x509-incomplete-chain"_s});
        const CheckReport whole =
            checkOne({leaf.certificate, root.certificate}, options(), namedRoots({other.certificate}));
        QCOMPARE(errorsOf(whole), QStringList{u"apple-x509-untrusted-root"_s});
    }

    /// A private CA's server is no public one, so what binds public ones alone is no finding.
    void aRootAtHandThatIsNotPublicLeavesPublicRulesOut()
    {
        const Issued root = issue(authorityWish("Own Root"));
        Wish wish;
        wish.days = 800;
        const Issued leaf = issue(wish, &root);
        const CheckReport report = checkOne({leaf.certificate, root.certificate}, options());
        QCOMPARE(report.verdict, CheckVerdict::Accepted);
        QVERIFY(!anchorsOf(report, u"system"_s).isPossible);
        QCOMPARE(outcomeOf(report, u"apple-tls-validity-398"_s, u"system"_s), u"fail"_s);
        QCOMPARE(outcomeOf(report, u"apple-tls-validity-398"_s, u"managed"_s), u"not-applicable"_s);
        QVERIFY(!report.notes.isEmpty());
    }

    /// Nothing says what the issuer is: what only a public root leads to is told as such, and refuses
    /// nothing.
    void withoutItsIssuerEachKindOfRootIsJudged()
    {
        const Issued root = issue(authorityWish("Own Root"));
        Wish wish;
        wish.days = 800;
        const Issued leaf = issue(wish, &root);
        const CheckReport report = checkOne({leaf.certificate}, options());
        QCOMPARE(report.verdict, CheckVerdict::AcceptedWithWarnings);
        QCOMPARE(errorsOf(report), QStringList());
        QCOMPARE(anchorsOf(report, u"system"_s).verdict, CheckVerdict::Refused);
        QCOMPARE(anchorsOf(report, u"managed"_s).verdict, CheckVerdict::Accepted);
        const auto limit =
            std::find_if(report.findings.begin(), report.findings.end(),
                         [](const auto& finding) { return finding.rule == u"apple-tls-validity-398"; });
        QVERIFY(limit != report.findings.end());
        QCOMPARE(limit->severity, report::Severity::Warning);
        QCOMPARE(limit->anchors, QStringList{u"system"_s});
        QVERIFY2(report.headline.contains(u"public root"), qPrintable(report.headline));
    }

    void aPublicRootIsFoundInTheStore()
    {
        const Issued root = issue(authorityWish("Public Root"));
        const Issued between = issue(authorityWish("Public Issuing"), &root);
        Wish wish;
        wish.days = 300;
        const Issued leaf = issue(wish, &between);
        const CheckReport report =
            checkOne({leaf.certificate, between.certificate}, options(), publicRoots({root.certificate}));
        QVERIFY(anchorsOf(report, u"system"_s).isPossible);
        QVERIFY(!anchorsOf(report, u"managed"_s).isPossible);
        QCOMPARE(report.certificates.size(), 3U);
        QVERIFY(errorsOf(report).contains(u"apple-ct-required"_s));
    }

    void whoSignedItselfIsTrustedOnlyAsItself()
    {
        Wish wish;
        const Issued self = issue(wish);
        const CheckReport unknown = checkOne({self.certificate}, options());
        QVERIFY(errorsOf(unknown).contains(u"apple-x509-self-signed-leaf"_s));
        QCOMPARE(unknown.verdict, CheckVerdict::Refused);

        wish.days = 7305;
        const Issued old = issue(wish);
        const CheckReport named = checkOne({old.certificate}, options(), namedRoots({old.certificate}));
        QCOMPARE(named.anchors.size(), 1U);
        QCOMPARE(named.anchors.front().anchors, u"leaf"_s);
        QCOMPARE(errorsOf(named), QStringList());
    }

    void anIntermediateWhoseKeyIdentifierDoesNotFitIsStillFound()
    {
        const Issued root = issue(authorityWish("Own Root"));
        Wish other = authorityWish("Own Root");
        other.extensions.back() = {"subjectKeyIdentifier", "01:02:03"};
        const Issued renamed = issue(other, root.key);
        Wish wish;
        wish.extensions.push_back({"authorityKeyIdentifier", "keyid:always"});
        const Issued leaf = issue(wish, &root);
        const CheckReport report = checkOne({leaf.certificate}, options(), namedRoots({renamed.certificate}));
        QCOMPARE(errorsOf(report), QStringList{u"apple-x509-id-linkage"_s});
    }

    /// Of two ways up, a device takes the one that works.
    void theBetterOfTwoChainsCounts()
    {
        const Issued root = issue(authorityWish("Own Root"));
        Wish expired = authorityWish("Issuing");
        expired.notBefore = QDateTime({2010, 1, 1}, {0, 0}, Qt::UTC);
        expired.days = 365;
        const auto key = *x509::PrivateKey::generateEc("P-256");
        const Issued bad = issue(expired, key, &root);
        const Issued good = issue(authorityWish("Issuing"), key, &root);
        const Issued leaf = issue({}, &good);
        const CheckReport report = checkOne({leaf.certificate, bad.certificate, good.certificate}, options(),
                                            namedRoots({root.certificate}));
        QCOMPARE(errorsOf(report), QStringList());
        const CheckReport alone =
            checkOne({leaf.certificate, bad.certificate}, options(), namedRoots({root.certificate}));
        QVERIFY(errorsOf(alone).contains(u"apple-x509-expired"_s));
    }

    void theDateAndTheSystemDecide()
    {
        auto how = options();
        how.anchors = trust::Anchors::Managed;
        const Certificate names = withoutNames(90);
        how.asOf = QDateTime({2029, 3, 15}, {0, 0}, Qt::UTC);
        QVERIFY(errorsOf(checkOne({names}, how)).contains(u"apple-x509-expired"_s));
        how = options();
        how.anchors = trust::Anchors::Managed;
        how.os.version = QVersionNumber(12);
        const Certificate longLived = withoutNames(7305);
        QCOMPARE(errorsOf(checkOne({longLived}, how)).contains(u"apple-tls-validity-825-any-anchor"_s),
                 false);
        how.os.version = QVersionNumber(13);
        QCOMPARE(errorsOf(checkOne({longLived}, how)).contains(u"apple-tls-validity-825-any-anchor"_s), true);
    }

    void everyLeafOfABundleHasAReport()
    {
        const Issued root = issue(authorityWish("Own Root"));
        const Issued one = issue({}, &root);
        Wish wish;
        wish.name = "second.example.com";
        const Issued two = issue(wish, &root);
        const std::vector<Certificate> bundle = {root.certificate, one.certificate, two.certificate,
                                                 one.certificate};
        const auto reports = trust::checkCertificates(bundle, options(), {});
        QCOMPARE(reports.size(), 2U);
        QCOMPARE(reports[0].certificates[0].name, u"server.example.com"_s);
        QCOMPARE(reports[1].certificates[0].name, u"second.example.com"_s);
        QVERIFY(trust::checkCertificates({}, options(), {}).empty());
    }

    void nameConstraintsOfARootBindTheLeaf()
    {
        Wish wish = authorityWish("Constrained Root");
        wish.extensions.push_back({"nameConstraints", "permitted;DNS:example.org"});
        const Issued root = issue(wish);
        const Issued leaf = issue({}, &root);
        const CheckReport report = checkOne({leaf.certificate}, options(), namedRoots({root.certificate}));
        QCOMPARE(errorsOf(report), QStringList{u"apple-x509-name-constraints"_s});
    }

    void aServerIsJudgedByWhatItSent()
    {
        const Issued root = issue(authorityWish("Own Root"));
        const Issued between = issue(authorityWish("Own Issuing"), &root);
        const Issued leaf = issue({}, &between);
        tls::Observation seen = goodConnection();
        auto how = options();
        how.host = seen.host;
        seen.sent = {leaf.certificate, between.certificate};
        const auto whole = trust::checkServer(seen, how, namedRoots({root.certificate}));
        QCOMPARE(errorsOf(whole), QStringList());
        QVERIFY(whole.tls && whole.tls->isChainComplete);
        seen.sent = {leaf.certificate};
        const auto part = trust::checkServer(seen, how, namedRoots({root.certificate}));
        QVERIFY(errorsOf(part).contains(u"apple-x509-incomplete-chain"_s));
        QVERIFY(!part.tls->isChainComplete);
        // Of a root that nobody named, what the CA stands under is for the device to know.
        QVERIFY(!trust::checkServer(seen, how, {}).tls->isChainComplete);
        seen.sent = {leaf.certificate, between.certificate};
        QVERIFY(trust::checkServer(seen, how, {}).tls->isChainComplete);
        how.host = u"other.example.com"_s;
        const auto other = trust::checkServer(seen, how, namedRoots({root.certificate}));
        QCOMPARE(errorsOf(other), QStringList{u"apple-tls-dns-name-in-san"_s});
    }

    void issuersOfAProfileCompleteAChainAndAreNotTrusted()
    {
        const Issued root = issue(authorityWish("Own Root"));
        const Issued between = issue(authorityWish("Own Issuing"), &root);
        const Issued leaf = issue({}, &between);
        const profile::Profile profile(plist::Value(
            plist::Dict{{u"PayloadType"_s, u"Configuration"_s},
                        {u"PayloadContent"_s,
                         plist::Array{plist::Dict{{u"PayloadType"_s, u"com.apple.security.pkcs1"_s},
                                                  {u"PayloadContent"_s, between.certificate.der()}},
                                      plist::Dict{{u"PayloadType"_s, u"com.apple.security.pkcs1"_s},
                                                  {u"PayloadContent"_s, leaf.certificate.der()}}}}}));
        tls::Observation seen = goodConnection();
        seen.sent = {leaf.certificate};
        auto how = options();
        how.host = seen.host;
        const auto knowledge = trust::withRootsOf(profile, namedRoots({root.certificate}));
        QVERIFY(!knowledge.anchorage.named->contains(between.certificate));
        // The server's own certificate is nobody's issuer.
        QCOMPARE(knowledge.anchorage.issuers.certificates().size(), std::size_t{1});
        QCOMPARE(errorsOf(trust::checkServer(seen, how, knowledge)), QStringList());
        const Issued other = issue(authorityWish("Other Root"));
        const auto elsewhere = trust::withRootsOf(profile, namedRoots({other.certificate}));
        QCOMPARE(trust::checkServer(seen, how, elsewhere).verdict, CheckVerdict::Refused);
    }

    void aServerThatAgreesToNothingIsRefused()
    {
        tls::Observation seen;
        seen.host = u"server.example.com"_s;
        seen.port = 8443;
        const base::Error alert{base::Error::Code::Network, u"alert"_s};
        const base::Error hungUp{base::Error::Code::Network, u"hung up"_s};
        seen.attempts = {{tls::Protocol::Tls11, {}, hungUp},
                         {tls::Protocol::Tls12, {}, alert},
                         {tls::Protocol::Tls13, {}, alert}};
        const CheckReport report = trust::checkServer(seen, options(), {});
        QCOMPARE(report.verdict, CheckVerdict::Refused);
        QCOMPARE(report.port, 8443);
        const report::Finding& finding = report.findings.front();
        QCOMPARE(finding.measured, u"TLS 1.1: hung up; TLS 1.2, TLS 1.3: alert"_s);
        QVERIFY(!finding.required.isEmpty() && !finding.advice.isEmpty() && !finding.source.isEmpty());
    }

    void certificatesOfAProfileAreJudgedForWhatUsesThem()
    {
        Wish weak = authorityWish("RADIUS Root");
        weak.digest = EVP_sha1();
        const Issued root = issue(weak);
        const auto data = root.certificate.der();
        const plist::Dict anchor{{u"PayloadType"_s, u"com.apple.security.root"_s},
                                 {u"PayloadUUID"_s, u"00000000-0000-4000-8000-000000000001"_s},
                                 {u"PayloadIdentifier"_s, u"a.b"_s},
                                 {u"PayloadVersion"_s, 1},
                                 {u"PayloadContent"_s, data}};
        const plist::Dict wifi{{u"PayloadType"_s, u"com.apple.wifi.managed"_s},
                               {u"PayloadUUID"_s, u"00000000-0000-4000-8000-000000000002"_s},
                               {u"PayloadIdentifier"_s, u"a.c"_s},
                               {u"PayloadVersion"_s, 1},
                               {u"EAPClientConfiguration"_s,
                                plist::Dict{{u"PayloadCertificateAnchorUUID"_s,
                                             plist::Array{u"00000000-0000-4000-8000-000000000001"_s}}}}};
        const auto document = plist::Document::create(plist::Dict{
            {u"PayloadType"_s, u"Configuration"_s}, {u"PayloadContent"_s, plist::Array{anchor, wifi}}});
        const schema::Store store;
        const CheckReport report = trust::checkProfile(document, store, options(), std::nullopt, {});
        QCOMPARE(report.certificates.size(), 1U);
        QCOMPARE(report.certificates.front().path, u"PayloadContent[0]"_s);
        QCOMPARE(errorsOf(report), QStringList());
        QCOMPARE(outcomeOf(report, u"eap-eku"_s, u"managed"_s), u"not-applicable"_s);
        auto later = options();
        later.asOf = QDateTime({2040, 1, 1}, {0, 0}, Qt::UTC);
        const CheckReport expired = trust::checkProfile(document, store, later, std::nullopt, {});
        QCOMPARE(errorsOf(expired), QStringList{u"apple-x509-expired"_s});
        QCOMPARE(expired.findings.front().path->toString(), u"PayloadContent[0]"_s);
        QVERIFY(expired.findings.front().position);
    }
};

QTEST_GUILESS_MAIN(TestCheck)
#include "tst_check.moc"
