// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/issued.h"

#include "core/scep/remarks.h"
#include "core/scep/request.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

QStringList missingNames(const x509::Certificate& certificate, const Settings& settings)
{
    const auto has = certificate.alternativeNames();
    QStringList missing;
    for (const x509::AlternativeName& wanted : settings.names) {
        const bool isThere = std::any_of(has.begin(), has.end(), [&wanted](const x509::AlternativeName& one) {
            return one.kind == wanted.kind && one.value.compare(wanted.value, Qt::CaseInsensitive) == 0;
        });
        if (!isThere)
            missing << wanted.value;
    }
    return missing;
}

/// The same attributes in the same order, each type by its OID.
bool isSameSubject(const x509::Name& a, const x509::Name& b)
{
    const auto flat = [](const x509::Name& name) {
        QStringList all;
        for (const x509::Rdn& rdn : name.rdns) {
            for (const x509::Attribute& one : rdn) {
                const QString oid = x509::isDottedOid(one.type) ? one.type : x509::attributeOid(one.type);
                all << oid + u'=' + one.value;
            }
        }
        return all;
    };
    return flat(a) == flat(b);
}

void noteKey(std::vector<report::Finding>& notes,
             const std::vector<x509::Certificate>& sent,
             const x509::PrivateKey& key)
{
    if (key.fits(sent.front()))
        return;
    const bool isElsewhere =
        std::any_of(sent.begin(), sent.end(), [&key](const auto& one) { return key.fits(one); });
    if (isElsewhere)
        notes.push_back(finding(
            remarks::leafOrder,
            QCoreApplication::translate("scep", "The issued certificate is not the first of the reply"),
            sent.front().displayName(), QCoreApplication::translate("scep", "The issued certificate first")));
    else
        notes.push_back(finding(
            remarks::issuedKey,
            QCoreApplication::translate("scep", "No certificate of the reply holds the key of the request"),
            sent.front().displayName()));
}

}  // namespace

std::vector<report::Finding> notesOnIssued(const std::vector<x509::Certificate>& sent,
                                           const Settings& settings,
                                           const x509::PrivateKey& key)
{
    std::vector<report::Finding> notes;
    if (sent.empty())
        return notes;
    noteKey(notes, sent, key);
    const auto ours =
        std::find_if(sent.begin(), sent.end(), [&key](const auto& one) { return key.fits(one); });
    const x509::Certificate& issued = ours == sent.end() ? sent.front() : *ours;
    const QStringList missing = missingNames(issued, settings);
    if (!missing.isEmpty())
        notes.push_back(
            finding(remarks::issuedNames,
                    QCoreApplication::translate("scep", "The CA left out alternative names that were "
                                                        "asked for"),
                    missing.join(u", "_s)));
    const QStringList usages = issued.extendedKeyUsage();
    constexpr auto clientAuth = "1.3.6.1.5.5.7.3.2"_L1;
    constexpr auto any = "2.5.29.37.0"_L1;
    if (!usages.contains(clientAuth) && !usages.contains(any))
        notes.push_back(finding(
            remarks::issuedUsage,
            QCoreApplication::translate("scep", "The issued certificate does not name the usage clientAuth"),
            usages.isEmpty() ? QCoreApplication::translate("scep", "no extended key usage")
                             : usages.join(u", "_s),
            u"clientAuth (1.3.6.1.5.5.7.3.2)"_s));
    const x509::Name asked = unknownAttributes(settings.subject).isEmpty() ? settings.subject : x509::Name();
    if (!isSameSubject(issued.subject(), asked))
        notes.push_back(
            finding(remarks::issuedSubject,
                    QCoreApplication::translate("scep", "The CA gave the certificate another subject"),
                    issued.subject().toString(), asked.toString()));
    return notes;
}

Issued issuedOf(const std::vector<x509::Certificate>& sent, const x509::PrivateKey& key)
{
    const auto ours =
        std::find_if(sent.begin(), sent.end(), [&key](const auto& one) { return key.fits(one); });
    Issued issued{key, ours == sent.end() ? sent.front() : *ours, {}};
    std::copy_if(sent.begin(), sent.end(), std::back_inserter(issued.others),
                 [&issued](const auto& one) { return one != issued.certificate; });
    return issued;
}

}  // namespace scep
