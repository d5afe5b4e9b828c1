// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/payload_choice.h"

#include "core/profile/profile.h"
#include "ui/editor/fields/combo_box.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

bool isScep(const profile::Payload& payload) { return payload.type == u"com.apple.security.scep"; }

/// "Device – scep.example.com": what tells it from others.
QString nameOf(const profile::Payload& payload)
{
    const plist::Dict* settings = payload.content();
    const auto* url = settings ? settings->get<QString>(u"URL") : nullptr;
    const QString host = url ? QUrl(*url).host() : QString();
    const QString name = payload.displayName.isEmpty()
                             ? PayloadChoice::tr("SCEP payload %1").arg(payload.index + 1)
                             : payload.displayName;
    return host.isEmpty() ? name : PayloadChoice::tr("%1 – %2").arg(name, host);
}

}  // namespace

std::vector<plist::Path> scepPayloads(const profile::Profile& profile)
{
    std::vector<plist::Path> paths;
    for (const profile::Payload& payload : profile.payloads()) {
        if (isScep(payload))
            paths.push_back(payload.path);
    }
    return paths;
}

PayloadChoice::PayloadChoice(QWidget* parent) : QWidget(parent), m_box(new ComboBox(this))
{
    auto* label = new QLabel(tr("SCEP payload"), this);
    label->setBuddy(m_box);
    m_box->setAccessibleName(tr("SCEP payload"));
    m_box->setToolTip(tr("What is found out or got here can be put into this payload of the open profile"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_box->setMinimumContentsLength(16);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(label);
    row->addWidget(m_box, 0);
    row->addStretch(1);
    connect(m_box, &QComboBox::activated, this, [this] { emit chosen(current()); });
    hide();
}

void PayloadChoice::show(const profile::Profile* profile, const std::optional<plist::Path>& current)
{
    m_paths = profile ? scepPayloads(*profile) : std::vector<plist::Path>();
    m_box->clear();
    if (profile) {
        for (const profile::Payload& payload : profile->payloads()) {
            if (isScep(payload))
                m_box->addItem(nameOf(payload));
        }
    }
    m_box->addItem(tr("None: a server without a profile"));
    const auto found = current ? std::find(m_paths.begin(), m_paths.end(), *current) : m_paths.end();
    m_box->setCurrentIndex(static_cast<int>(found - m_paths.begin()));
    setVisible(!m_paths.empty());
}

std::optional<plist::Path> PayloadChoice::current() const
{
    const auto at = static_cast<std::size_t>(std::max(0, m_box->currentIndex()));
    return at < m_paths.size() ? std::optional(m_paths[at]) : std::nullopt;
}

}  // namespace ui
