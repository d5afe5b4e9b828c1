// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/share/share_services.h"
#include "ui/share/web_share.h"

#include <QDialog>

class QStackedWidget;

namespace ui {

class MessageArea;
class ShareCargo;
class WebShareForm;
class WebShareView;

/// A window of its own, beside which the profile can be edited, for sharing it on the network. The share ends
/// with the window.
class WebSharePanel : public QDialog
{
    Q_OBJECT

public:
    WebSharePanel(ShareCargo& cargo, ShareServices services, QWidget* parent = nullptr);
    ~WebSharePanel() override;

    /// A device has not got all of it yet: closing now cuts it off.
    [[nodiscard]] bool isDownloadUnderWay() const;
    /// Of the page, as long as it is open; else empty.
    [[nodiscard]] QString address() const;
    [[nodiscard]] WebShareForm& form() { return *m_form; }
    [[nodiscard]] WebShareView& view() { return *m_view; }
    [[nodiscard]] MessageArea& messages() { return *m_messages; }

    void reject() override;

signals:
    void signAsked();
    void addressChanged();
    /// A share came to its end: what came of it, in a few words.
    void delivered(const QString& what);

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void connectForm();
    void start();
    void cancel();
    void take(const delivery::ShareEvent& event);
    void tellResult();
    /// Asks, if a download is under way; true: it must not close now.
    bool keepsOpen();

    ShareCargo& m_cargo;
    WebShare* m_share = nullptr;  ///< null before the first, and while none was asked for
    MessageArea* m_messages;
    QStackedWidget* m_pages;
    WebShareForm* m_form;
    WebShareView* m_view;
    int m_served = 0;
};

}  // namespace ui
