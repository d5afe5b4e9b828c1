// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/x509/certificate.h"
#include "core/x509/key.h"

#include <QByteArray>
#include <QFile>
#include <QString>

namespace test {

/// A file of fixtures/pki; ends the test program when it is not there.
inline QByteArray pki(const char* name)
{
    QFile file(QStringLiteral(FIXTURES "/pki/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", name);
    return file.readAll();
}

inline x509::Certificate certificate(const char* name)
{
    auto certificate = x509::Certificate::fromPem(pki(name));
    if (!certificate)
        qFatal("%s: %s", name, qPrintable(certificate.error().message));
    return *certificate;
}

inline x509::PrivateKey key(const char* name)
{
    auto key = x509::PrivateKey::read(pki(name), {});
    if (!key)
        qFatal("%s: %s", name, qPrintable(key.error().message));
    return *key;
}

/// The passphrase of every fixture that has one.
inline base::Secret passphrase() { return base::Secret(QByteArray("fixture")); }

}  // namespace test
