// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/name.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::Literals::StringLiterals;

namespace x509 {

namespace {

struct TypeName
{
    QLatin1StringView name;
    QLatin1StringView oid;
};

// The first name of an OID is the one that is written; the others are read. RFC 4519, RFC 5280 appendix A,
// and what OpenSSL and Windows call them.
constexpr std::array typeNames = {
    TypeName{"CN"_L1, "2.5.4.3"_L1},
    TypeName{"commonName"_L1, "2.5.4.3"_L1},
    TypeName{"SN"_L1, "2.5.4.4"_L1},
    TypeName{"surname"_L1, "2.5.4.4"_L1},
    TypeName{"serialNumber"_L1, "2.5.4.5"_L1},
    TypeName{"C"_L1, "2.5.4.6"_L1},
    TypeName{"countryName"_L1, "2.5.4.6"_L1},
    TypeName{"country"_L1, "2.5.4.6"_L1},
    TypeName{"L"_L1, "2.5.4.7"_L1},
    TypeName{"localityName"_L1, "2.5.4.7"_L1},
    TypeName{"locality"_L1, "2.5.4.7"_L1},
    TypeName{"ST"_L1, "2.5.4.8"_L1},
    TypeName{"S"_L1, "2.5.4.8"_L1},
    TypeName{"stateOrProvinceName"_L1, "2.5.4.8"_L1},
    TypeName{"state"_L1, "2.5.4.8"_L1},
    TypeName{"STREET"_L1, "2.5.4.9"_L1},
    TypeName{"streetAddress"_L1, "2.5.4.9"_L1},
    TypeName{"O"_L1, "2.5.4.10"_L1},
    TypeName{"organizationName"_L1, "2.5.4.10"_L1},
    TypeName{"organization"_L1, "2.5.4.10"_L1},
    TypeName{"OU"_L1, "2.5.4.11"_L1},
    TypeName{"organizationalUnitName"_L1, "2.5.4.11"_L1},
    TypeName{"organizationalUnit"_L1, "2.5.4.11"_L1},
    TypeName{"title"_L1, "2.5.4.12"_L1},
    TypeName{"T"_L1, "2.5.4.12"_L1},
    TypeName{"description"_L1, "2.5.4.13"_L1},
    TypeName{"businessCategory"_L1, "2.5.4.15"_L1},
    TypeName{"postalAddress"_L1, "2.5.4.16"_L1},
    TypeName{"postalCode"_L1, "2.5.4.17"_L1},
    TypeName{"postOfficeBox"_L1, "2.5.4.18"_L1},
    TypeName{"telephoneNumber"_L1, "2.5.4.20"_L1},
    TypeName{"name"_L1, "2.5.4.41"_L1},
    TypeName{"GN"_L1, "2.5.4.42"_L1},
    TypeName{"G"_L1, "2.5.4.42"_L1},
    TypeName{"givenName"_L1, "2.5.4.42"_L1},
    TypeName{"initials"_L1, "2.5.4.43"_L1},
    TypeName{"I"_L1, "2.5.4.43"_L1},
    TypeName{"generationQualifier"_L1, "2.5.4.44"_L1},
    TypeName{"x500UniqueIdentifier"_L1, "2.5.4.45"_L1},
    TypeName{"dnQualifier"_L1, "2.5.4.46"_L1},
    TypeName{"pseudonym"_L1, "2.5.4.65"_L1},
    TypeName{"organizationIdentifier"_L1, "2.5.4.97"_L1},
    TypeName{"UID"_L1, "0.9.2342.19200300.100.1.1"_L1},
    TypeName{"userId"_L1, "0.9.2342.19200300.100.1.1"_L1},
    TypeName{"mail"_L1, "0.9.2342.19200300.100.1.3"_L1},
    TypeName{"rfc822Mailbox"_L1, "0.9.2342.19200300.100.1.3"_L1},
    TypeName{"DC"_L1, "0.9.2342.19200300.100.1.25"_L1},
    TypeName{"domainComponent"_L1, "0.9.2342.19200300.100.1.25"_L1},
    TypeName{"emailAddress"_L1, "1.2.840.113549.1.9.1"_L1},
    TypeName{"EMAIL"_L1, "1.2.840.113549.1.9.1"_L1},
    TypeName{"E"_L1, "1.2.840.113549.1.9.1"_L1},
    TypeName{"unstructuredName"_L1, "1.2.840.113549.1.9.2"_L1},
    TypeName{"unstructuredAddress"_L1, "1.2.840.113549.1.9.8"_L1},
    TypeName{"jurisdictionL"_L1, "1.3.6.1.4.1.311.60.2.1.1"_L1},
    TypeName{"jurisdictionST"_L1, "1.3.6.1.4.1.311.60.2.1.2"_L1},
    TypeName{"jurisdictionC"_L1, "1.3.6.1.4.1.311.60.2.1.3"_L1},
};

// The names Apple's SCEP payload knows; every other type goes there as a dotted OID.
constexpr std::array appleNames = {
    TypeName{"CN"_L1, "2.5.4.3"_L1},
    TypeName{"C"_L1, "2.5.4.6"_L1},
    TypeName{"L"_L1, "2.5.4.7"_L1},
    TypeName{"ST"_L1, "2.5.4.8"_L1},
    TypeName{"O"_L1, "2.5.4.10"_L1},
    TypeName{"OU"_L1, "2.5.4.11"_L1},
    TypeName{"EMAIL"_L1, "1.2.840.113549.1.9.1"_L1},
};

QString toAppleType(const QString& type)
{
    if (isDottedOid(type))
        return type;
    const QString oid = attributeOid(type);
    const auto it =
        std::find_if(appleNames.begin(), appleNames.end(), [&](const TypeName& n) { return n.oid == oid; });
    if (it != appleNames.end())
        return it->name;
    return oid.isEmpty() ? type : oid;
}

bool sameType(QStringView a, QStringView b)
{
    if (a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0)
        return true;
    const auto oid = [](QStringView type) {
        return isDottedOid(type) ? type.toString() : attributeOid(type.toString());
    };
    const QString left = oid(a);
    return !left.isEmpty() && left == oid(b);
}

bool isControl(QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7F; }

QString hexPair(QChar c) { return u"\\%1"_s.arg(c.unicode(), 2, 16, QChar(u'0')); }

// RFC 4514, 2.4. Control characters are written in hex as well: they could not be seen.
QString escaped(const QString& value)
{
    QString out;
    out.reserve(value.size());
    for (qsizetype i = 0; i < value.size(); ++i) {
        const QChar c = value[i];
        const bool atEdge = i == 0 || i == value.size() - 1;
        if (isControl(c)) {
            out += hexPair(c);
            continue;
        }
        if (u"\"+,;<>\\"_s.contains(c) || (c == u' ' && atEdge) || (c == u'#' && i == 0))
            out += u'\\';
        out += c;
    }
    return out;
}

// What `openssl req -subj` reads: a backslash takes the meaning from whatever follows it.
QString escapedForSlashes(const QString& value)
{
    QString out;
    out.reserve(value.size());
    for (qsizetype i = 0; i < value.size(); ++i) {
        const QChar c = value[i];
        const bool atEdge = i == 0 || i == value.size() - 1;
        if (c == u'/' || c == u'+' || c == u'\\' || (atEdge && (c == u' ' || isControl(c))))
            out += u'\\';
        out += c;
    }
    return out;
}

QString rdnText(const Rdn& rdn, QString (*escape)(const QString&))
{
    QStringList parts;
    for (const Attribute& attribute : rdn)
        parts << attribute.type + u'=' + escape(attribute.value);
    return parts.join(u'+');
}

base::Error wrongShape(const QString& message)
{
    return {base::Error::Code::InvalidInput,
            message,
            {},
            QCoreApplication::translate(
                "x509", "A subject is an array of arrays of pairs, such as [[[\"CN\", \"iPad\"]]]")};
}

base::Result<Attribute> attributeFromApple(const plist::Value& pair)
{
    const auto* items = pair.as<plist::Array>();
    if (!items || items->size() != 2)
        return wrongShape(
            QCoreApplication::translate("x509", "An attribute is not a pair of type and value"));
    const auto* type = items->at(0).as<QString>();
    const auto* value = items->at(1).as<QString>();
    if (!type || !value)
        return wrongShape(
            QCoreApplication::translate("x509", "The type or the value of an attribute is not a string"));
    if (type->isEmpty())
        return wrongShape(QCoreApplication::translate("x509", "The type of an attribute is empty"));
    return Attribute{*type, *value};
}

base::Result<Rdn> rdnFromApple(const plist::Value& value)
{
    const auto* pairs = value.as<plist::Array>();
    if (!pairs || pairs->empty())
        return wrongShape(
            QCoreApplication::translate("x509", "A part of the subject is not an array of pairs"));
    Rdn rdn;
    for (const plist::Value& pair : *pairs) {
        base::Result<Attribute> attribute = attributeFromApple(pair);
        if (!attribute)
            return attribute.error();
        rdn.push_back(*std::move(attribute));
    }
    return rdn;
}

}  // namespace

base::Result<Name> Name::fromApple(const plist::Value& subject)
{
    const auto* parts = subject.as<plist::Array>();
    if (!parts)
        return wrongShape(QCoreApplication::translate("x509", "The subject is not an array"));
    Name name;
    for (const plist::Value& part : *parts) {
        base::Result<Rdn> rdn = rdnFromApple(part);
        if (!rdn)
            return rdn.error();
        name.rdns.push_back(*std::move(rdn));
    }
    return name;
}

plist::Value Name::toApple() const
{
    plist::Array subject;
    for (const Rdn& rdn : rdns) {
        plist::Array pairs;
        for (const Attribute& attribute : rdn)
            pairs.emplace_back(plist::Array{toAppleType(attribute.type), attribute.value});
        subject.emplace_back(std::move(pairs));
    }
    return subject;
}

QString Name::toString() const
{
    QStringList parts;
    for (const Rdn& rdn : rdns)
        parts << rdnText(rdn, escaped);
    return parts.join(u", "_s);
}

QString Name::toStringReversed() const
{
    QStringList parts;
    for (auto it = rdns.rbegin(); it != rdns.rend(); ++it)
        parts << rdnText(*it, escaped);
    return parts.join(u", "_s);
}

QString Name::toSlashes() const
{
    QString text;
    for (const Rdn& rdn : rdns)
        text += u'/' + rdnText(rdn, escapedForSlashes);
    return text;
}

QStringList Name::values(QStringView type) const
{
    QStringList found;
    for (const Rdn& rdn : rdns) {
        for (const Attribute& attribute : rdn) {
            if (sameType(attribute.type, type))
                found << attribute.value;
        }
    }
    return found;
}

QString shortName(const QString& oid)
{
    const auto it = std::find_if(typeNames.begin(), typeNames.end(), [&](const TypeName& n) {
        return n.oid.size() == oid.size() && n.oid == oid;
    });
    return it == typeNames.end() ? oid : QString(it->name);
}

QString attributeOid(const QString& shortName)
{
    const auto it = std::find_if(typeNames.begin(), typeNames.end(), [&](const TypeName& n) {
        return shortName.size() == n.name.size() && shortName.compare(n.name, Qt::CaseInsensitive) == 0;
    });
    return it == typeNames.end() ? QString() : QString(it->oid);
}

bool isDottedOid(QStringView text)
{
    constexpr qsizetype maxLength = 256;
    // Most are names, which a look at the first letter tells.
    if (text.size() < 3 || text.size() > maxLength || text.front() > u'2')
        return false;
    const auto arcs = text.split(u'.');
    const bool areNumbers = std::all_of(arcs.begin(), arcs.end(), [](QStringView arc) {
        return !arc.isEmpty() && (arc.size() == 1 || arc.front() != u'0')
               && std::all_of(arc.begin(), arc.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    });
    if (!areNumbers || arcs.size() < 2 || arcs[0].size() > 1 || arcs[0] > u"2"_s)
        return false;
    // X.660: below the roots 0 and 1 the second arc ends at 39.
    return arcs[0] == u"2"_s || (arcs[1].size() <= 2 && arcs[1].toInt() < 40);
}

}  // namespace x509
