// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sign/sign.h"

#include "core/plist/document.h"
#include "core/sign/cms.h"
#include "core/x509/openssl_error.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace sign {

namespace {

using Code = base::Error::Code;

base::Error failed()
{
    return x509::opensslError(QCoreApplication::translate("sign", "The profile could not be signed"),
                              Code::Internal);
}

base::Result<> canSign(const QByteArray& content, const Identity& identity)
{
    if (content.size() > plist::maxBytes)
        return base::Error{Code::InvalidInput, QCoreApplication::translate("sign", "The file is too large")};
    if (readEnvelope(content).wrapper == Wrapper::SignedData)
        return base::Error{Code::InvalidInput,
                           QCoreApplication::translate("sign", "The profile is signed already"),
                           {},
                           QCoreApplication::translate("sign", "Take the old signature off first")};
    if (!identity.key.fits(identity.certificate))
        return base::Error{Code::InvalidInput,
                           QCoreApplication::translate("sign", "The private key does not belong to “%1”")
                               .arg(identity.certificate.displayName())};
    const QString algorithm = identity.key.info().algorithm;
    if (algorithm != "RSA"_L1 && algorithm != "EC"_L1)
        return base::Error{
            Code::Unsupported,
            QCoreApplication::translate("sign", "Profiles cannot be signed with a key of the kind %1")
                .arg(algorithm),
            {},
            QCoreApplication::translate("sign", "Use an RSA or an elliptic-curve key")};
    return {};
}

base::Result<x509::CmsHandle> build(const QByteArray& content, const Identity& identity)
{
    // Binary: no line end is touched. No S/MIME capabilities: they say what a mail program can do.
    constexpr unsigned flags = CMS_BINARY | CMS_NOSMIMECAP | CMS_NOCERTS | CMS_PARTIAL;
    x509::CmsHandle cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags));
    if (!cms
        || !CMS_add1_signer(cms.get(), identity.certificate.handle(), identity.key.handle(), EVP_sha256(),
                            flags))
        return failed();
    for (const x509::Certificate& certificate : certificatesToInclude(identity)) {
        if (!CMS_add1_cert(cms.get(), certificate.handle()))
            return failed();
    }
    const x509::BioHandle bio(BIO_new_mem_buf(content.constData(), static_cast<int>(content.size())));
    if (!bio || !CMS_final(cms.get(), bio.get(), nullptr, flags))
        return failed();
    return cms;
}

}  // namespace

base::Result<QByteArray> sign(const QByteArray& content, const Identity& identity)
{
    if (const base::Result<> can = canSign(content, identity); !can)
        return can.error();
    const base::Result<x509::CmsHandle> cms = build(content, identity);
    if (!cms)
        return cms.error();
    unsigned char* bytes = nullptr;
    const int size = i2d_CMS_ContentInfo(cms->get(), &bytes);
    if (size < 0)
        return failed();
    QByteArray result(reinterpret_cast<const char*>(bytes), size);
    OPENSSL_free(bytes);

    const base::Result<x509::CmsHandle> again = decodeSigned(result);
    if (!again)
        return again.error();
    const QString fault = findFault(again->get());
    if (!fault.isEmpty() || embeddedContent(again->get()) != content)
        return base::Error{
            Code::Internal,
            QCoreApplication::translate("sign", "The new signature did not hold when it was checked"), fault};
    return result;
}

}  // namespace sign
