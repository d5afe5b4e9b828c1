// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/explain/explainer.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace ui {

class CaptureGuide;
class ErrorStack;
class ExplanationCard;

/// What was found in a text: the chain of errors, why, what else the text shows, and what to do next.
class ExplanationView : public QWidget
{
    Q_OBJECT

public:
    explicit ExplanationView(QWidget* parent = nullptr);

    void show(const Explained& explained);
    /// Another chain of the same text is explained.
    void showChain(const explain::Explanation& explanation);
    void scrollToTop();
    /// Whether somebody can ask a SCEP server; without that it is not offered.
    void setCanProbe(bool canProbe);

    [[nodiscard]] const explain::Explanation& explanation() const { return m_explanation; }
    [[nodiscard]] const ExplanationCard& card() const { return *m_card; }
    /// As Copy Report puts it on the clipboard.
    [[nodiscard]] QString report() const;

signals:
    /// A chain was chosen: 0 the one in front, i the (i-1)th of the others.
    void chainChosen(std::size_t index);
    void lineAsked(int line);
    void checkServerAsked(const QString& host, quint16 port);
    void probeScepAsked(const QUrl& url);
    void showFieldAsked(QWidget* window, const plist::Path& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeChains();
    void makeActions();
    void makeReport();
    void fillChains();
    void fillServers();
    void fillFields();
    void fillRemarks();
    void showServer();
    void orderTabs();
    void copyReport();
    void saveReport();
    void tellDone(const QString& text);

    Explained m_explained;
    explain::Explanation m_explanation;
    std::vector<NamedServer> m_servers;
    bool m_canProbe = false;
    QScrollArea* m_room = nullptr;
    QWidget* m_content = nullptr;
    QWidget* m_chainRow = nullptr;
    QComboBox* m_chains = nullptr;
    QLabel* m_stackTitle = nullptr;
    ErrorStack* m_stack = nullptr;
    ExplanationCard* m_card = nullptr;
    QWidget* m_serverRow = nullptr;
    QComboBox* m_server = nullptr;
    QPushButton* m_check = nullptr;
    QPushButton* m_probe = nullptr;
    QWidget* m_fieldBox = nullptr;
    QVBoxLayout* m_fields = nullptr;
    QLabel* m_remarksTitle = nullptr;
    QWidget* m_remarkBox = nullptr;
    QVBoxLayout* m_remarks = nullptr;
    QWidget* m_reportRow = nullptr;
    QCheckBox* m_hideNames = nullptr;
    QLabel* m_done = nullptr;
    CaptureGuide* m_guide = nullptr;
};

}  // namespace ui
