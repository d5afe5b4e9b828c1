// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a request says, only the right path, Host and method get a profile; what is told of the visitor
// has none of the visitor's own text in it; and every download that begins comes to an end.
#include "core/delivery/share_event.h"
#include "core/delivery/share_ledger.h"
#include "core/delivery/share_site.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

const delivery::Site& site()
{
    static const delivery::Site made(
        [] {
            delivery::Package package;
            package.fileName = u"a.mobileconfig"_s;
            package.bytes = "profile";
            return std::vector{package};
        }(),
        u"http://192.168.1.5:8080"_s, {"AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBB"});
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using Kind = delivery::Site::Route::Kind;
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const QByteArrayList lines = bytes.split('\n');
    delivery::WebRequest request{lines.value(0), lines.value(1), {}, lines.value(2), lines.value(3)};
    request.hosts = lines.mid(4);
    const delivery::Site::Route route = site().route(request);
    const delivery::WebReply& reply = site().reply(route);
    if (route.kind == Kind::File)
        require(request.path == "/BBBBBBBBBBBBBBBBBBBBBB");
    if (route.kind == Kind::Page)
        require(request.path.startsWith("/AAAAAAAAAAAAAAAAAAAAAA"));
    if (route.kind != Kind::Nothing)
        require(request.hosts.size() == 1 && request.hosts.first() == "192.168.1.5:8080"
                && (request.method == "GET" || request.method == "HEAD"));
    require((reply.status == 200) == (route.kind != Kind::Nothing));

    const QString told = delivery::pageOpened(u"192.168.1.9"_s, request.userAgent).text;
    require(!told.isEmpty() && told.size() < 200);
    require(std::all_of(told.begin(), told.end(), [](QChar c) { return c.isPrint() && c != u'<'; }));

    // The rest as a day of downloads.
    delivery::Ledger ledger(2, std::chrono::seconds(5));
    std::vector<std::pair<QString, delivery::Ledger::Ticket>> underWay;
    delivery::Ledger::Time now{};
    for (const char byte : bytes) {
        const auto step = static_cast<unsigned char>(byte);
        now += std::chrono::milliseconds(step * 10);
        const QString address = QString::number(step % 5);
        if (step & 0x20U) {
            if (const auto ticket = ledger.begin(address, 0, now))
                underWay.emplace_back(address, *ticket);
        } else if (!underWay.empty()) {
            const auto [who, ticket] = underWay.back();
            underWay.pop_back();
            ledger.end(who, 0, ticket,
                       step & 0x40U ? delivery::Ledger::Transfer::Arrived
                                    : delivery::Ledger::Transfer::BrokenOff,
                       now);
        }
        require(ledger.completed() <= 2);
    }
    for (const auto& [who, ticket] : underWay)
        ledger.end(who, 0, ticket, delivery::Ledger::Transfer::BrokenOff, now);
    require(ledger.isUsedUp(now + std::chrono::seconds(6)) == (ledger.completed() == 2));
    return 0;
}
