// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const x509::Details& root = question.certificate();
    const bool isRoot = question.isAnchor() || (question.isIssuer() && root.isSelfIssued);
    if (!isRoot || (question.isLeaf() && !question.isIssuer()))
        return notApplicable();
    QStringList missing;
    if (root.version < 3)
        missing << QCoreApplication::translate("trust", "version 3");
    if (!root.basicConstraints || !root.basicConstraints->isAuthority)
        missing << u"CA:TRUE"_s;
    if (root.keyUsage && !root.keyUsage->testFlag(x509::KeyUsageBit::KeyCertSign))
        missing << u"keyCertSign"_s;
    if (root.isSubjectEmpty)
        missing << QCoreApplication::translate("trust", "a subject");
    constexpr int leastRsa = 2048;
    constexpr int leastEc = 256;
    if (!isAtLeast(root.key, leastRsa, leastEc))
        missing << QCoreApplication::translate("trust", "a key of RSA 2048 or EC P-256 at least");
    if (!missing.isEmpty())
        return fail(
            QCoreApplication::translate("trust", "The root %1 lacks what a CA needs").arg(nameOf(root)),
            keyText(root.key), missing.join(u", "_s));
    if (!root.subjectKeyIdentifier || !root.keyUsage)
        return warn(
            QCoreApplication::translate("trust", "The root %1 leaves out a key identifier or a key usage")
                .arg(nameOf(root)),
            {}, u"subjectKeyIdentifier, keyUsage"_s);
    return pass();
}

}  // namespace

constinit const Rule root_ca_quality{
    .id = "root-ca-quality",
    .title = QT_TRANSLATE_NOOP("trust", "A root of your own is a proper CA certificate"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = tlsPurposes | Purpose::EapServer | Purpose::ScepCa,
    .anchors = AnchorClasses(Anchors::Managed) | Anchors::App,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPathBuilder.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "A root may live as long as you like, but has to be what chapters of RFC 5280 call a CA"),
    .fix =
        QT_TRANSLATE_NOOP("trust",
                          "Make it anew: openssl req -x509 -newkey rsa:3072 -sha256 -addext "
                          "basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign"),
    .check = check,
};

}  // namespace trust::rules
