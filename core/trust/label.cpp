// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/label.h"

#include "core/base/save_file.h"
#include "core/trust/judge.h"
#include "core/x509/bundle.h"
#include "core/x509/chain.h"
#include "core/x509/details.h"

#include <QCoreApplication>
#include <QLocale>

#include <openssl/x509.h>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace trust {

namespace {

using x509::Certificate;
using x509::Chain;

/// A candidate chain, cut off at the first root that is trusted, and what speaks against it.
struct Judged
{
    Chain chain;
    bool isAnchored = false;
    QStringList problems;
};

QString text(const char* message, const Certificate& certificate)
{
    return QCoreApplication::translate("trust", message).arg(certificate.displayName());
}

QString dayOf(const QDateTime& time) { return QLocale().toString(time.toUTC().date(), QLocale::ShortFormat); }

// Both ends are inclusive; the root is judged like the others.
void judgeDates(const Certificate& certificate, const QDateTime& asOf, QStringList* problems)
{
    if (!certificate.notAfter().isValid() || asOf > certificate.notAfter())
        *problems << text(QT_TRANSLATE_NOOP("trust", "The certificate “%1” expired on %2"), certificate)
                         .arg(dayOf(certificate.notAfter()));
    if (!certificate.notBefore().isValid() || asOf < certificate.notBefore())
        *problems << text(QT_TRANSLATE_NOOP("trust", "The certificate “%1” is valid only from %2"),
                          certificate)
                         .arg(dayOf(certificate.notBefore()));
}

/// Rules whose part is told with more words, or to the millisecond, without them.
bool isToldOtherwise(QLatin1StringView rule)
{
    constexpr std::array told{"apple-x509-expired"_L1, "apple-x509-not-yet-valid"_L1,
                              "apple-x509-untrusted-root"_L1, "apple-x509-incomplete-chain"_L1,
                              "apple-x509-self-signed-leaf"_L1};
    return std::find(told.begin(), told.end(), rule) != told.end();
}

/// What else the device refuses in the chain: the same rules as those of a check.
void judgeByRules(const Judged& judged, const Roots& roots, const QDateTime& asOf, QStringList* problems)
{
    const std::vector<x509::Details> details(judged.chain.begin(), judged.chain.end());
    Evidence evidence;
    for (const x509::Details& one : details)
        evidence.chain.push_back(&one);
    evidence.given = evidence.chain;
    evidence.endsInAnchor = judged.isAnchored;
    Context context;
    context.purpose = Purpose::ProfileSigner;
    context.anchors = roots.isSystemStore ? Anchors::System : Anchors::Managed;
    context.asOf = asOf;
    for (const Row& row : judge(evidence, context)) {
        // The signer issues nothing here, even where it could.
        if (row.certificate == 0 && row.rule->binds == Binds::Issuers)
            continue;
        if (row.verdict.outcome == Outcome::Fail && !isToldOtherwise(QLatin1StringView(row.rule->id))
            && !problems->contains(row.verdict.message))
            *problems << row.verdict.message;
    }
}

Judged judgeChain(const Chain& candidate, const Roots& roots, const QDateTime& asOf)
{
    Judged judged{candidate, false, {}};
    const auto anchor = std::find_if(candidate.begin(), candidate.end(), [&](const Certificate& c) {
        return std::find(roots.certificates.begin(), roots.certificates.end(), c) != roots.certificates.end();
    });
    judged.isAnchored = anchor != candidate.end();
    if (judged.isAnchored)
        judged.chain = Chain(candidate.begin(), anchor + 1);
    const Certificate& last = judged.chain.back();
    if (!judged.isAnchored && last.isSelfSigned() && judged.chain.size() == 1)
        judged.problems << text(QT_TRANSLATE_NOOP("trust", "“%1” signed itself and is not a trusted root"),
                                last);
    else if (!judged.isAnchored && last.isSelfSigned())
        judged.problems << text(
            QT_TRANSLATE_NOOP("trust", "“%1”, where the chain ends, is not a trusted root"), last);
    else if (!judged.isAnchored)
        judged.problems << text(QT_TRANSLATE_NOOP("trust",
                                                  "The issuer of “%1” is neither included nor a trusted "
                                                  "root: %2"),
                                last)
                               .arg(last.issuer().toString());
    for (const Certificate& certificate : judged.chain)
        judgeDates(certificate, asOf, &judged.problems);
    judgeByRules(judged, roots, asOf, &judged.problems);
    return judged;
}

QStringList praise(const Certificate& root, const Roots& roots)
{
    if (roots.isSystemStore)
        return {text(QT_TRANSLATE_NOOP("trust",
                                       "The chain of the signer ends in “%1”, which this computer trusts"),
                     root),
                QCoreApplication::translate("trust",
                                            "This computer's store of roots is an approximation of Apple's")};
    return {text(
        QT_TRANSLATE_NOOP("trust", "The chain of the signer ends in “%1”; the device must trust that root"),
        root)};
}

}  // namespace

QString labelName(Label label)
{
    switch (label) {
    case Label::Verified: return u"Verified"_s;
    case Label::NotVerified: return u"Not Verified"_s;
    case Label::NotSigned: return u"Not Signed"_s;
    }
    return {};
}

Roots systemRoots()
{
    constexpr qint64 maxBytes = qint64{16} * 1024 * 1024;
    const std::array paths = {
        u"/etc/ssl/certs/ca-certificates.crt"_s,  // Debian and its kin
        u"/etc/pki/tls/certs/ca-bundle.crt"_s,    // Fedora and its kin
        u"/etc/ssl/ca-bundle.pem"_s,              // openSUSE
        u"/etc/ssl/cert.pem"_s,                   // Alpine, macOS
        QString::fromLocal8Bit(X509_get_default_cert_file()),
    };
    for (const QString& path : paths) {
        const base::Result<QByteArray> bytes = base::loadFile(path, maxBytes);
        if (!bytes)
            continue;
        base::Result<std::vector<Certificate>> certificates = x509::readCertificates(*bytes);
        if (certificates)
            return {*std::move(certificates), true};
    }
    return {};
}

Prediction predictLabel(const Certificate& signer,
                        std::span<const Certificate> included,
                        const Roots& roots,
                        const QDateTime& asOf)
{
    std::vector<Certificate> pool(included.begin(), included.end());
    pool.insert(pool.end(), roots.certificates.begin(), roots.certificates.end());
    std::vector<Judged> judged;
    for (const Chain& chain : x509::buildChains(signer, pool))
        judged.push_back(judgeChain(chain, roots, asOf));
    // The device takes the best chain it finds, and so is the one to tell about.
    const auto best = std::min_element(judged.begin(), judged.end(), [](const Judged& a, const Judged& b) {
        return std::pair(!a.isAnchored, a.problems.size()) < std::pair(!b.isAnchored, b.problems.size());
    });
    if (best == judged.end())
        return {Label::NotVerified, {}, {}};
    if (best->problems.isEmpty())
        return {Label::Verified, praise(best->chain.back(), roots), best->chain};
    return {Label::NotVerified, best->problems, best->chain};
}

Prediction predictLabel(const sign::Signature* signature, const Roots& roots, const QDateTime& asOf)
{
    if (!signature)
        return {Label::NotSigned, {QCoreApplication::translate("trust", "The profile is not signed")}, {}};
    QStringList reasons;
    if (!signature->holds)
        reasons << signature->reason;
    if (signature->signerCount > 1)
        reasons << QCoreApplication::translate("trust", "The profile has %n signers; devices expect one",
                                               nullptr, signature->signerCount);
    if (!signature->signer)
        return {Label::NotVerified, reasons, {}};
    Prediction prediction = predictLabel(*signature->signer, signature->certificates, roots, asOf);
    if (!reasons.isEmpty()) {
        // What speaks for the chain is no reason for this label.
        if (prediction.label == Label::NotVerified)
            reasons << prediction.reasons;
        prediction.label = Label::NotVerified;
        prediction.reasons = reasons;
    }
    return prediction;
}

}  // namespace trust
