// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/fetch.h"
#include "tests/support/issue.h"

#include <QTest>

#include <openssl/err.h>

#include <map>

using namespace Qt::Literals::StringLiterals;
using test::authorityWish;
using test::issue;
using test::Issued;
using test::Wish;
using x509::CertificatePool;

namespace {

/// A network of a few addresses, which counts what is asked of it.
class FakeTransport : public http::Transport
{
public:
    http::Answer send(const http::Request& request, const std::stop_token&) override
    {
        asked << request.url.toString();
        const auto found = pages.find(request.url.toString());
        if (found == pages.end())
            return {http::Failure::Refused, {base::Error::Code::Network, u"nobody there"_s}};
        http::Reply reply = found->second;
        if (reply.body.size() > request.maxBytes)
            return {http::Failure::TooLong, {base::Error::Code::InvalidInput, u"too long"_s}};
        return reply;
    }

    void add(const QString& url, const QByteArray& body, int status = 200)
    {
        http::Reply reply;
        reply.status = status;
        reply.body = body;
        pages[url] = reply;
    }

    std::map<QString, http::Reply> pages;
    QStringList asked;
};

Wish with(Wish wish, const QByteArray& address)
{
    wish.extensions.push_back({"authorityInfoAccess", "caIssuers;URI:" + address});
    return wish;
}

trust::Fetched fetch(const x509::Certificate& leaf,
                     FakeTransport& transport,
                     const CertificatePool& pool = {})
{
    const std::array pools = {&pool};
    return trust::fetchIssuers(leaf, pools, transport);
}

}  // namespace

class TestFetch : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void goesUpUntilTheRoot()
    {
        const Issued root = issue(authorityWish("Root"));
        const Issued between = issue(with(authorityWish("Between"), "http://ca.example.com/root.crt"), &root);
        const Issued leaf = issue(with({}, "http://ca.example.com/between.crt"), &between);
        FakeTransport transport;
        transport.add(u"http://ca.example.com/between.crt"_s, between.certificate.der());
        transport.add(u"http://ca.example.com/root.crt"_s, root.certificate.pem());
        const auto fetched = fetch(leaf.certificate, transport);
        QCOMPARE(fetched.problems, QStringList());
        QCOMPARE(fetched.certificates.size(), 2U);
        QVERIFY(fetched.certificates[1] == root.certificate);
    }

    void asksNothingWhereNothingIsMissing()
    {
        const Issued root = issue(authorityWish("Root"));
        const Issued leaf = issue(with({}, "http://ca.example.com/root.crt"), &root);
        FakeTransport transport;
        const std::array roots = {root.certificate};
        QVERIFY(fetch(leaf.certificate, transport, CertificatePool(roots)).certificates.empty());
        QCOMPARE(transport.asked, QStringList());
        const Issued silent = issue({}, &root);
        QVERIFY(fetch(silent.certificate, transport).certificates.empty());
        QCOMPARE(transport.asked, QStringList());
    }

    void saysWhatDidNotHelp()
    {
        const Issued root = issue(authorityWish("Root"));
        Wish wish =
            with(with(with({}, "http://a.example.com/"), "http://b.example.com/"), "http://c.example.com/");
        // A certificate may name several addresses in one extension only.
        wish.extensions.resize(4);
        wish.extensions.push_back({"authorityInfoAccess",
                                   "caIssuers;URI:http://a.example.com/,caIssuers;URI:http://"
                                   "b.example.com/,caIssuers;URI:http://c.example.com/"});
        const Issued leaf = issue(wish, &root);
        FakeTransport transport;
        transport.add(u"http://a.example.com/"_s, "not here", 404);
        transport.add(u"http://b.example.com/"_s, "no certificate");
        const auto fetched = fetch(leaf.certificate, transport);
        QVERIFY(fetched.certificates.empty());
        QCOMPARE(fetched.problems.size(), 3);
        QVERIFY2(fetched.problems[0].contains(u"404"), qPrintable(fetched.problems[0]));
    }

    void aRingOfAddressesEnds()
    {
        const Issued root = issue(authorityWish("Root"));
        const Issued leaf = issue(with({}, "http://ca.example.com/next"), &root);
        FakeTransport transport;
        // What comes is never the issuer.
        transport.add(u"http://ca.example.com/next"_s, leaf.certificate.der());
        const auto fetched = fetch(leaf.certificate, transport);
        QCOMPARE(transport.asked.size(), 1);
        QCOMPARE(fetched.certificates.size(), 1U);
    }

    void whatStopsAsksNoMore()
    {
        const Issued root = issue(authorityWish("Root"));
        const Issued leaf = issue(with({}, "http://ca.example.com/root.crt"), &root);
        FakeTransport transport;
        std::stop_source stop;
        stop.request_stop();
        const std::span<const CertificatePool* const> none;
        QVERIFY(
            trust::fetchIssuers(leaf.certificate, none, transport, stop.get_token()).certificates.empty());
        QCOMPARE(transport.asked, QStringList());
    }
};

QTEST_GUILESS_MAIN(TestFetch)
#include "tst_fetch.moc"
