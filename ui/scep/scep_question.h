// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/value.h"
#include "core/report/check_report.h"
#include "core/scep/client.h"
#include "ui/trust/check_services.h"

namespace ui {

/// What the SCEP desk is to find out: about a payload of a profile, or about an address alone.
struct ScepQuestion
{
    enum class Reach {
        Probe,   ///< the two questions that spend nothing
        DryRun,  ///< an enrolment up to its request
        Issue,   ///< the whole enrolment: a certificate is issued, a one-time challenge spent
    };
    Reach reach = Reach::Probe;
    QUrl url;                                  ///< without a profile
    std::optional<QString> name;               ///< without a profile
    std::optional<plist::Value> profile = {};  ///< its root
    std::size_t payload = 0;                   ///< index in its PayloadContent
    schema::Target os = {};
};

/// What came of it, ready for the screen; it holds no challenge.
struct ScepAnswer
{
    scep::Report report;
    report::CheckReport picture;  ///< the server's certificates as a chain, with the findings of `report`
    QString screen;               ///< what the device shows or logs for the error; may be empty
    QStringList request;          ///< what the request holds, a line each; empty where none was made
    bool wasAsked = false;        ///< something was sent; else a device refuses the payload itself
};

/// Finds it out, on a worker thread. `onStep` is called there, after each step.
[[nodiscard]] ScepAnswer askScep(const ScepQuestion& question,
                                 const CheckServices& services,
                                 const std::function<void(const scep::Step&)>& onStep,
                                 const std::stop_token& stop);

}  // namespace ui
