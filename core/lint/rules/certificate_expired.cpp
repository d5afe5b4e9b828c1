// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

constexpr qint64 warnDays = 30;

QString written(const QDateTime& date) { return date.toUTC().toString(Qt::ISODate); }

void checkOne(const x509::Certificate& certificate,
              const QDateTime& now,
              const plist::Path& path,
              Sink& found)
{
    const QDateTime begin = certificate.notBefore();
    const QDateTime end = certificate.notAfter();
    const auto say = [&](Outcome outcome, const QString& message, const QDateTime& date) {
        found({.outcome = outcome,
               .path = path,
               .message = message.arg(nameOf(certificate)),
               .measured = written(date),
               .required = QCoreApplication::translate("lint", "Valid at %1").arg(written(now))});
    };
    if (end < now)
        say(Outcome::Fail,
            QCoreApplication::translate("lint",
                                        "The certificate \"%1\" has expired: devices no longer trust it"),
            end);
    else if (begin > now)
        say(Outcome::Fail,
            QCoreApplication::translate("lint",
                                        "The certificate \"%1\" is not valid yet: devices do not trust it"),
            begin);
    else if (end < now.addDays(warnDays))
        say(Outcome::Warn,
            QCoreApplication::translate("lint", "The certificate \"%1\" expires within 30 days"), end);
}

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const Credential* credential = subject.credential(*payload);
    const QDateTime& now = subject.context().asOf;
    if (!credential || credential->isText || !now.isValid())
        return;
    for (const x509::Certificate& certificate : credential->certificates)
        checkOne(certificate, now, payload->path / u"PayloadContent", found);
}

}  // namespace

constinit const Rule certificate_expired{
    .id = "certificate-expired",
    .title = QT_TRANSLATE_NOOP("lint", "Certificates are valid"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Warning,
    .scope = Scope::Certificate,
    .source = {"RFC 5280", "4.1.2.5", "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5"},
    .check = check,
};

}  // namespace lint::rules
