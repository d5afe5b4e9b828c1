// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"
#include "core/profile/secrets.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lint::rules {

namespace {

/// Whether a Mac fills `token` in itself while it installs the profile.
bool isFilledInByMac(const QString& token)
{
    constexpr std::array<QStringView, 12> names{
        u"%AD_ComputerID%",    u"%AD_Domain%",     u"%AD_DomainForestName%", u"%AD_DomainGuid%",
        u"%AD_DomainNameDNS%", u"%AD_KerberosID%", u"%ComputerName%",        u"%HardwareUUID%",
        u"%HostName%",         u"%LocalHostName%", u"%MACAddress%",          u"%SerialNumber%",
    };
    return std::find(names.begin(), names.end(), token) != names.end();
}

/// A token without an end of its own may be a part of a password: `pa$word`.
bool isDelimited(const QString& token) { return !token.startsWith(u'$') || token.startsWith(u"${"); }

QString message(const std::vector<QString>& tokens, const plist::Value* value)
{
    if (!value)
        return QCoreApplication::translate(
            "lint",
            "A template's instruction stands between the values: the file has to be filled in before it is "
            "installed");
    if (value->type() == plist::Type::Raw)
        return QCoreApplication::translate(
                   "lint",
                   "A template token stands where a device expects %1: it has to be filled in before the "
                   "profile is installed")
            .arg(plist::typeName(value->elementType()));
    if (std::all_of(tokens.begin(), tokens.end(), isFilledInByMac))
        return QCoreApplication::translate(
            "lint",
            "A Mac fills this in for some payloads while it installs them; other devices take it as it is "
            "unless a server filled it in");
    return QCoreApplication::translate(
        "lint", "A template token stands here: a device takes it as it is unless a server fills it in");
}

/// Goes through all values; paths come into being only for what is found.
class Search
{
public:
    Search(const Subject& subject, Sink& found) : m_subject(subject), m_found(found) {}

    void visit(const plist::Value& value)
    {
        if (const auto* dict = value.as<plist::Dict>()) {
            for (const auto& [key, inner] : *dict) {
                m_steps.push_back({&key, 0});
                visit(inner);
                m_steps.pop_back();
            }
        } else if (const auto* array = value.as<plist::Array>()) {
            m_steps.push_back({nullptr, 0});
            for (const plist::Value& inner : *array) {
                visit(inner);
                ++m_steps.back().index;
            }
            m_steps.pop_back();
        } else if (holdsToken(value)) {
            tell(value);
        }
    }

private:
    struct Step
    {
        const QString* key;
        std::size_t index;
    };

    void tell(const plist::Value& value)
    {
        plist::Path path;
        for (const Step& step : m_steps)
            path =
                std::move(path) / (step.key ? plist::Path::Step(*step.key) : plist::Path::Step(step.index));
        const auto* raw = value.as<plist::Raw>();
        const std::vector<QString> tokens = plist::tokens(raw ? raw->text : *value.as<QString>());
        const bool isSecret = m_subject.isSecretPlace(path);
        QStringList measured;
        for (const QString& token : tokens)
            measured << (isSecret && !isDelimited(token) ? profile::masked() : shortened(token));
        m_found(
            {.path = std::move(path), .message = message(tokens, &value), .measured = measured.join(u", ")});
    }

    const Subject& m_subject;
    Sink& m_found;
    std::vector<Step> m_steps;
};

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    Search(subject, found).visit(subject.document().root());
    for (const plist::Note& note : subject.document().notes()) {
        if (note.kind == plist::Note::Kind::StrayText && holdsToken(note.text))
            found({.path = note.path,
                   .message = message({}, nullptr),
                   .measured = shortened(note.text),
                   .range = note.range});
    }
}

}  // namespace

constinit const Rule plist_token{
    .id = "plist-token",
    .title = QT_TRANSLATE_NOOP("lint", "Every value is filled in"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::File,
    .source = {"Apple, Device Management", "Configuring multiple devices using profiles",
               "https://developer.apple.com/documentation/devicemanagement/"
               "configuring-multiple-devices-using-profiles"},
    .check = check,
};

}  // namespace lint::rules
