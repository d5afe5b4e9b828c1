// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/scep_question.h"

#include "core/explain/catalogue.h"
#include "core/http/qt_transport.h"
#include "core/scep/redact.h"
#include "core/scep/settings.h"
#include "core/trust/profile_servers.h"
#include "ui/scep/scep_picture.h"
#include "ui/scep/scep_words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// The payload at that place, if it is one of SCEP.
const profile::Payload* payloadOf(const profile::Profile& profile, std::size_t index)
{
    const auto& payloads = profile.payloads();
    const auto found = std::find_if(payloads.begin(), payloads.end(),
                                    [index](const profile::Payload& one) { return one.index == index; });
    return found == payloads.end() || found->type != u"com.apple.security.scep" ? nullptr : &*found;
}

scep::Report failed(base::Error error)
{
    scep::Report report;
    report.failure = std::move(error);
    return report;
}

/// One question from its settings to its report.
class Asking
{
public:
    Asking(const ScepQuestion& question,
           const CheckServices& services,
           const std::function<void(const scep::Step&)>& onStep,
           const std::stop_token& stop)
        : m_question(question)
        , m_services(services)
        , m_stop(stop)
    {
        m_options.os = question.os;
        m_options.asOf = services.now();
        m_options.issues = question.reach == ScepQuestion::Reach::Issue;
        m_options.onStep = [this, onStep](const scep::Step& step) {
            scep::Step told = step;
            scep::redact(told, m_challenge);
            onStep(told);
        };
    }
    [[nodiscard]] ScepAnswer run();

private:
    [[nodiscard]] scep::Report askPayload(const profile::Profile& profile);
    [[nodiscard]] scep::Report probeWithTokens(const profile::Profile& profile,
                                               const profile::Payload& payload,
                                               const base::Error& error);
    [[nodiscard]] scep::Report probe(const QUrl& url,
                                     const std::optional<QString>& name,
                                     const QByteArray& fingerprint,
                                     const profile::Profile* profile);
    void prepareTrust(const profile::Profile* profile);

    const ScepQuestion& m_question;
    const CheckServices& m_services;
    const std::stop_token& m_stop;
    scep::Options m_options;
    trust::Knowledge m_knowledge;
    base::Secret m_challenge;
    QStringList m_request;
    bool m_hasSystemRoots = false;
    bool m_wasAsked = false;
};

/// Reads this computer's roots only where a certificate is judged.
void Asking::prepareTrust(const profile::Profile* profile)
{
    m_wasAsked = true;
    if (profile)
        m_knowledge = trust::withRootsOf(*profile, m_knowledge);
    const trust::Anchorage& anchorage = m_knowledge.anchorage;
    const auto offer = [this](const x509::CertificatePool& pool) {
        for (const x509::Certificate& certificate : pool.certificates())
            m_options.roots.push_back(certificate.der());
    };
    if (anchorage.named)
        offer(*anchorage.named);
    offer(anchorage.issuers);
    m_options.knowledge = [this]() -> const trust::Knowledge& {
        if (!m_hasSystemRoots)
            m_knowledge.anchorage.system = m_services.knowledge->get().anchorage.system;
        m_hasSystemRoots = true;
        return m_knowledge;
    };
}

scep::Report Asking::probe(const QUrl& url,
                           const std::optional<QString>& name,
                           const QByteArray& fingerprint,
                           const profile::Profile* profile)
{
    prepareTrust(profile);
    http::QtTransport transport;
    return scep::probe(url, name, fingerprint, m_options, transport, m_stop);
}

/// A placeholder in the subject, say, does not keep anybody from asking the server who it is.
scep::Report Asking::probeWithTokens(const profile::Profile& profile,
                                     const profile::Payload& payload,
                                     const base::Error& error)
{
    const plist::Dict* settings = payload.content();
    const auto* address = settings ? settings->get<QString>(u"URL") : nullptr;
    const QUrl url = address ? QUrl(*address, QUrl::StrictMode) : QUrl();
    const plist::Value* named = settings ? settings->find(u"Name") : nullptr;
    const auto* name = named ? named->as<QString>() : nullptr;
    if (!url.isValid() || url.host().isEmpty() || (named && !name)
        || (address && !plist::tokens(*address).empty()) || (name && !plist::tokens(*name).empty()))
        return failed(error);
    return probe(url, name ? std::optional(*name) : std::nullopt,
                 scep::fingerprintOf(settings->get<QByteArray>(u"CAFingerprint")), &profile);
}

scep::Report Asking::askPayload(const profile::Profile& profile)
{
    const profile::Payload* payload = payloadOf(profile, m_question.payload);
    if (!payload)
        return failed({base::Error::Code::NotFound,
                       QCoreApplication::translate("scep", "The SCEP payload is no longer in the profile")});
    auto read = scep::readSettings(*payload);
    const bool isProbe = m_question.reach == ScepQuestion::Reach::Probe;
    if (!read)
        return isProbe ? probeWithTokens(profile, *payload, read.error()) : failed(read.error());
    if (!read->settings)
        return scep::refusalOf(*read, *payload);
    scep::Settings& settings = *read->settings;
    m_challenge = settings.challenge.copy();
    scep::Report report;
    if (isProbe) {
        report = probe(settings.url, settings.name, settings.fingerprint, &profile);
    } else {
        prepareTrust(&profile);
        http::QtTransport transport;
        report = scep::enroll(settings, m_options, transport, m_stop);
        if (!report.digest.isEmpty())
            m_request = requestContents(settings);
    }
    report.findings.insert(report.findings.end(), read->findings.begin(), read->findings.end());
    return report;
}

ScepAnswer Asking::run()
{
    ScepAnswer answer;
    if (m_question.profile)
        answer.report = askPayload(profile::Profile(*m_question.profile));
    else
        answer.report = probe(m_question.url, m_question.name, {}, nullptr);
    scep::redact(answer.report, m_challenge);
    answer.wasAsked = m_wasAsked;
    answer.request = m_request;
    answer.picture = pictureOf(answer.report, m_question.os, m_options.asOf);
    if (answer.report.error) {
        const explain::Catalogue catalogue;
        if (const explain::ErrorEntry* entry =
                catalogue.find(answer.report.error->domain, answer.report.error->code))
            answer.screen = entry->screen.isEmpty() ? entry->name : entry->screen;
    }
    return answer;
}

}  // namespace

ScepAnswer askScep(const ScepQuestion& question,
                   const CheckServices& services,
                   const std::function<void(const scep::Step&)>& onStep,
                   const std::stop_token& stop)
{
    return Asking(question, services, onStep, stop).run();
}

}  // namespace ui
