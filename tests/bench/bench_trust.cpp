// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many certificates a second one core reads and judges with every rule, and what a single rule takes.
#include "core/trust/check.h"
#include "core/trust/judge.h"
#include "tests/support/issue.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int certificateCount = 2'000;
constexpr double leastPerSecond = 5'000;
constexpr double mostMicroseconds = 10;

std::vector<QByteArray> makeCertificates()
{
    const auto authorityKey = *x509::PrivateKey::generateRsa(2048);
    const auto serverKey = *x509::PrivateKey::generateRsa(2048);
    const test::Issued root = test::issue(test::authorityWish("Bench Root"), authorityKey);
    std::vector<QByteArray> all;
    for (int i = 0; i < certificateCount; ++i) {
        test::Wish wish;
        wish.name = "host" + QByteArray::number(i) + ".example.com";
        wish.serial = i + 1;
        wish.days = 90 + i;
        wish.extensions[1] = {"subjectAltName", "DNS:" + wish.name + ",DNS:www." + wish.name};
        wish.extensions.push_back({"authorityKeyIdentifier", "keyid"});
        all.push_back(test::issue(wish, serverKey, &root).certificate.der());
    }
    return all;
}

trust::Context contextOf(trust::Purpose purpose, trust::Anchors anchors, const trust::Lists& lists)
{
    trust::Context context;
    context.purpose = purpose;
    context.anchors = anchors;
    context.asOf = QDateTime({2026, 2, 1}, {0, 0}, Qt::UTC);
    context.lists = &lists;
    return context;
}

}  // namespace

class BenchTrust : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_certificates = makeCertificates(); }

    void readAndJudge()
    {
        const trust::Lists lists;
        const auto context = contextOf(trust::Purpose::TlsServer, trust::Anchors::System, lists);
        std::size_t rows = 0;
        const double perSecond = rate([&](const QByteArray& der) {
            const x509::Details details(*x509::Certificate::fromDer(der));
            trust::Evidence evidence;
            evidence.chain = {&details};
            rows += trust::judge(evidence, context).size();
        });
        QVERIFY(rows > 0);
        qInfo("read and judged by %zu rules: %.0f certificates a second (at least %.0f)",
              trust::allRules().size(), perSecond, leastPerSecond);
        QVERIFY(perSecond >= leastPerSecond);
    }

    void wholeReports()
    {
        const trust::Knowledge knowledge;
        trust::CheckOptions options;
        options.anchors = trust::Anchors::Managed;
        options.asOf = QDateTime({2026, 2, 1}, {0, 0}, Qt::UTC);
        std::size_t findings = 0;
        const double perSecond = rate([&](const QByteArray& der) {
            const std::array bundle = {*x509::Certificate::fromDer(der)};
            findings += trust::checkCertificates(bundle, options, knowledge).front().findings.size();
        });
        QVERIFY(findings > 0);
        qInfo("whole reports under one kind of root: %.0f certificates a second", perSecond);
        QVERIFY(perSecond >= leastPerSecond);
    }

    void noRuleIsSlow()
    {
        const trust::Lists lists;
        std::vector<x509::Details> details;
        details.reserve(m_certificates.size());
        for (const QByteArray& der : m_certificates)
            details.emplace_back(*x509::Certificate::fromDer(der));
        double slowest = 0;
        const char* name = "";
        for (const trust::Rule* rule : trust::allRules()) {
            for (unsigned bit = 1; bit <= 0x80U; bit <<= 1U) {
                const auto purpose = static_cast<trust::Purpose>(bit);
                const double time =
                    medianOf(*rule, contextOf(purpose, trust::Anchors::System, lists), details);
                if (time > slowest) {
                    slowest = time;
                    name = rule->id;
                }
            }
        }
        qInfo("slowest rule: %s, %.2f µs median (at most %.0f)", name, slowest, mostMicroseconds);
        QVERIFY(slowest <= mostMicroseconds);
    }

private:
    template <class Work>
    double rate(Work work) const
    {
        double best = 0;
        for (int run = 0; run < 3; ++run) {
            QElapsedTimer timer;
            timer.start();
            for (const QByteArray& der : m_certificates)
                work(der);
            best = std::max(best, certificateCount * 1e9 / static_cast<double>(timer.nsecsElapsed()));
        }
        return best;
    }

    /// In microseconds.
    static double medianOf(const trust::Rule& rule,
                           const trust::Context& context,
                           const std::vector<x509::Details>& details)
    {
        std::vector<qint64> times;
        times.reserve(details.size());
        for (const x509::Details& one : details) {
            trust::Evidence evidence;
            evidence.chain = {&one};
            QElapsedTimer timer;
            timer.start();
            const auto rows = trust::judge(rule, evidence, context);
            times.push_back(timer.nsecsElapsed());
            if (rows.empty())
                qFatal("%s says nothing", rule.id);
        }
        std::nth_element(times.begin(), times.begin() + static_cast<qptrdiff>(times.size() / 2), times.end());
        constexpr double nanosecondsPerMicrosecond = 1000;
        return static_cast<double>(times[times.size() / 2]) / nanosecondsPerMicrosecond;
    }

    std::vector<QByteArray> m_certificates;
};

QTEST_GUILESS_MAIN(BenchTrust)
#include "bench_trust.moc"
