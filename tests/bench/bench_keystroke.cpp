// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"
#include "ui/editor/profile_editor.h"
#include "ui/findings/linter.h"
#include "ui/task.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTextStream>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int payloadCount = 2000;
constexpr int keystrokes = 300;

plist::Value profileToTypeIn()
{
    plist::Array payloads;
    for (int number = 0; number < payloadCount; ++number) {
        const QString name = u"Device %1"_s.arg(number);
        payloads.push_back(plist::Dict{
            {u"PayloadContent"_s, plist::Dict{{u"URL"_s, u"https://scep.example.com/"_s},
                                              {u"Keysize"_s, 2048},
                                              {u"Key Type"_s, u"RSA"_s},
                                              {u"Key Usage"_s, 5},
                                              {u"Challenge"_s, u"secret"_s}}},
            {u"PayloadDisplayName"_s, name},
            {u"PayloadIdentifier"_s, u"com.example.p.scep%1"_s.arg(number)},
            {u"PayloadType"_s, u"com.apple.security.scep"_s},
            {u"PayloadUUID"_s, u"00000000-0000-4000-8000-%1"_s.arg(number, 12, 16, QChar(u'0')).toUpper()},
            {u"PayloadVersion"_s, 1}});
    }
    return plist::Dict{{u"PayloadContent"_s, std::move(payloads)},
                       {u"PayloadDisplayName"_s, u"Bench"_s},
                       {u"PayloadIdentifier"_s, u"com.example.p"_s},
                       {u"PayloadType"_s, u"Configuration"_s},
                       {u"PayloadUUID"_s, u"00000000-0000-4000-9000-000000000000"_s},
                       {u"PayloadVersion"_s, 1}};
}

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

}  // namespace

/// From a keystroke to its findings on screen, in a profile of 2,000 payloads. Exits with 1 above 50 ms
/// (p99).
int main(int argc, char** argv)
{
    const QApplication qt(argc, argv);
    const schema::Store store;
    ui::ProfileDocument document(profileToTypeIn());
    std::vector<double> total;
    std::vector<double> blocked;
    {
        ui::ProfileEditor editor(document, store, {}, {});
        editor.resize(1200, 800);
        editor.show();
        const plist::Path url{u"PayloadContent"_s, std::size_t(payloadCount / 2), u"PayloadContent"_s,
                              u"URL"_s};
        for (int stroke = 0; stroke < keystrokes; ++stroke) {
            QEventLoop loop;
            QObject::connect(&editor.linter(), &ui::Linter::finished, &loop, &QEventLoop::quit);
            if (stroke == 0)
                loop.exec();
            QElapsedTimer timer;
            timer.start();
            const QString text = u"https://scep.example.com/"_s + QString(1 + stroke % 40, u'x');
            if (!document.apply(u"URL"_s, {plist::Edit::set(url, text)}, 1 + stroke % 2))
                return 2;
            blocked.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            loop.exec();
            total.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
    }
    ui::taskPool().waitForDone();
    QTextStream(stdout) << "keystroke to findings, " << payloadCount << " payloads: median "
                        << percentile(total, 0.5) << " ms, p99 " << percentile(total, 0.99)
                        << " ms; edit alone: p99 " << percentile(blocked, 0.99) << " ms\n";
    return percentile(total, 0.99) <= 50 ? 0 : 1;
}
