// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/web_share_panel.h"

#include "ui/editor/message_area.h"
#include "ui/share/share_cargo.h"
#include "ui/share/share_words.h"
#include "ui/share/web_share_form.h"
#include "ui/share/web_share_view.h"

#include <QCloseEvent>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

using delivery::ShareEvent;

WebSharePanel::WebSharePanel(ShareCargo& cargo, ShareServices services, QWidget* parent)
    : QDialog(parent)
    , m_cargo(cargo)
    , m_messages(new MessageArea(this))
    , m_pages(new QStackedWidget(this))
    , m_form(new WebShareForm(std::move(services), this))
    , m_view(new WebShareView(this))
{
    setWindowTitle(tr("Share on the Network"));
    m_pages->addWidget(m_form);
    m_pages->addWidget(m_view);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connectForm();
    // Wide enough for most addresses in one line.
    constexpr QSize usual(92, 34);
    resize(usual.width() * fontMetrics().averageCharWidth() * 5 / 4, usual.height() * fontMetrics().height());
    m_cargo.pack();
}

WebSharePanel::~WebSharePanel() { m_view->forget(); }

void WebSharePanel::connectForm()
{
    connect(&m_cargo, &ShareCargo::made, this, [this](const base::Result<delivery::Package>& package) {
        m_form->setPackage(package);
        if (package)
            setWindowTitle(tr("Share “%1” on the Network").arg(package->title));
        const delivery::Share* share = m_share ? m_share->share() : nullptr;
        if (share && (!package || package->sha256 != share->packages().front().sha256))
            m_view->noteChange();
    });
    connect(m_form, &WebShareForm::signAsked, this, &WebSharePanel::signAsked);
    connect(m_form, &WebShareForm::startAsked, this, &WebSharePanel::start);
    connect(m_form, &WebShareForm::cancelAsked, this, &WebSharePanel::cancel);
    connect(m_view, &WebShareView::stopAsked, this, [this] {
        if (keepsOpen())
            return;
        m_view->setStopping();
        m_share->stop();
    });
    connect(m_view, &WebShareView::againAsked, this, [this] {
        m_messages->clear();
        m_form->refreshInterfaces();
        m_pages->setCurrentWidget(m_form);
        m_form->focusFirst();
    });
}

void WebSharePanel::start()
{
    m_view->forget();
    delete m_share;
    m_share = new WebShare(this);
    m_served = 0;
    m_form->setUnderWay(true);
    connect(m_share, &WebShare::started, this, [this] {
        m_form->setUnderWay(false);
        m_view->show(*m_share->share(), m_share->notes());
        m_pages->setCurrentWidget(m_view);
        m_view->focusFirst();
        emit addressChanged();
    });
    connect(m_share, &WebShare::failed, m_form, &WebShareForm::showRefusal);
    connect(m_share, &WebShare::happened, this, &WebSharePanel::take);
    m_share->start(m_form->request());
}

void WebSharePanel::cancel()
{
    delete std::exchange(m_share, nullptr);
    m_form->setUnderWay(false);
}

void WebSharePanel::take(const ShareEvent& event)
{
    if (event.kind == ShareEvent::Kind::Downloaded)
        ++m_served;
    m_view->take(event);
    if (event.kind != ShareEvent::Kind::Stopped)
        return;
    m_messages->remove(u"close"_s);
    emit addressChanged();
    tellResult();
}

void WebSharePanel::tellResult()
{
    emit delivered(m_served == 0   ? tr("shared on the network, fetched by nobody")
                   : m_served == 1 ? tr("downloaded once")
                                   : tr("downloaded %n times", nullptr, m_served));
}

bool WebSharePanel::isDownloadUnderWay() const
{
    return m_share && m_share->isOpen() && m_share->share()->underWay() > 0;
}

QString WebSharePanel::address() const
{
    return m_share && m_share->isOpen() ? m_share->share()->url() : QString();
}

bool WebSharePanel::keepsOpen()
{
    if (!isDownloadUnderWay())
        return false;
    m_messages->show(u"close"_s, {Tone::Warning,
                                  tr("A device is downloading the profile: stopping now cuts it off"),
                                  {{tr("Stop All the Same"),
                                    [this] {
                                        m_view->setStopping();
                                        m_share->stop();
                                    }},
                                   {tr("Wait"), [] {
                                    }}}});
    return true;
}

void WebSharePanel::closeEvent(QCloseEvent* event)
{
    if (keepsOpen()) {
        event->ignore();
        return;
    }
    if (m_share && m_share->isOpen())
        tellResult();
    m_view->forget();
    delete std::exchange(m_share, nullptr);
    emit addressChanged();
    // Not QDialog's, which calls reject() again.
    event->accept();
}

void WebSharePanel::reject()
{
    // Escape too has to ask.
    close();
}

void WebSharePanel::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    // Who went to connect this computer has come back.
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_pages->currentWidget() == m_form)
        m_form->refreshInterfaces();
}

}  // namespace ui
