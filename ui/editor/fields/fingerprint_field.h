// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"
#include "ui/editor/fields/field.h"
#include "ui/editor/forms/credentials_model.h"

#include <functional>

class QComboBox;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;

namespace ui {

class HintLabel;

/// The hash of a CA certificate: typed or pasted in hex or Base64, or taken from a certificate.
///
/// Sixteen bytes are an MD5 hash or the beginning of another: unless MD5 is chosen they wait for commit(),
/// and only then the length of what was typed chooses the hash.
class FingerprintField : public Field
{
    Q_OBJECT

public:
    using Certificates = std::function<std::vector<NamedCertificate>()>;

    /// `certificates` gives those in the profile; asked when something is shown, never kept.
    explicit FingerprintField(Certificates certificates, QWidget* parent = nullptr);

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] std::optional<plist::Value> converted(const plist::Value& value) const override;
    [[nodiscard]] QString expected() const override;
    void commit() override;
    void setName(const QString& name) override;

    /// Takes the fingerprint of the certificate in the file; of several that of the authority the others
    /// chain to, and offers the rest.
    void readFile(const QString& filePath);
    /// Says again what the fingerprint is, after other payloads changed.
    void describe();

private:
    void takeText(const QString& text);
    void takeDigest();
    void fillMenu();
    void offer(const std::vector<x509::Certificate>& certificates);
    void offerNone();
    void use(x509::Certificate certificate);
    [[nodiscard]] QString describedDigest(const QString& digestName, x509::Digest digest) const;
    void chooseFile();
    void showDigest(qsizetype bytes);
    [[nodiscard]] bool mayGoOn(const QByteArray& typed) const;
    [[nodiscard]] x509::Digest digest() const;

    Certificates m_certificates;
    QLineEdit* m_edit;
    QComboBox* m_digest;
    QToolButton* m_fromFile;
    QPushButton* m_fromProfile;
    QMenu* m_menu;
    QComboBox* m_offered;  ///< the certificates of a file that has several
    HintLabel* m_description;
    std::vector<x509::Certificate> m_certificatesOffered;
    std::optional<x509::Certificate> m_used;  ///< of which a fingerprint was taken last
    QByteArray m_bytes;                       ///< as last read
    bool m_isSet = false;
    bool m_isTyped = false;  ///< and not taken for whole yet
};

}  // namespace ui
