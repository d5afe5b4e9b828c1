// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/addresses.h"
#include "core/ndes/challenge.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLineEdit;
class QPushButton;
class QRadioButton;

namespace ndes {
struct Fetched;
}

namespace ui {

class FieldGrid;
class NdesFetch;
class PageEdit;
class Remark;
class WaitRow;

/// Where a challenge comes from: the server, asked with a name and a password, or a page that was saved.
///
/// Nothing is sent before the button is pressed. The password is forgotten as soon as it is sent, the text of
/// a page as soon as its challenge was found.
class ChallengeSource : public QWidget
{
    Q_OBJECT

public:
    explicit ChallengeSource(std::function<QDateTime()> now, QWidget* parent = nullptr);

    void setAddresses(const base::Result<ndes::Addresses>& addresses) { m_addresses = addresses; }
    void fetch();
    /// Forgets the question at once.
    void cancel();
    [[nodiscard]] bool isUnderWay() const;
    [[nodiscard]] QString told() const;

signals:
    /// Never null, and the receiver's alone.
    void found(const std::shared_ptr<ndes::Challenge>& challenge);

private:
    QWidget* makeKinds();
    QWidget* makeFetchForm();
    QWidget* makeFetchButtons();
    QWidget* makePageForm();
    void setUnderWay(bool isUnderWay);
    void took(const std::shared_ptr<ndes::Fetched>& fetched);
    void openFile();
    void readPage(const QByteArray& bytes);

    std::function<QDateTime()> m_now;
    base::Result<ndes::Addresses> m_addresses;
    NdesFetch* m_fetch;
    Remark* m_remark;
    QRadioButton* m_fromServer = nullptr;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_password = nullptr;
    QPushButton* m_get = nullptr;
    WaitRow* m_wait = nullptr;
    PageEdit* m_page = nullptr;
};

}  // namespace ui
