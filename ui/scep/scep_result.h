// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scep/scep_question.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

class CheckFindings;
class ScepCertificates;
class StepList;
class VerdictView;

/// All about what a SCEP server answered: verdict, what no device shows, steps, certificates, capabilities,
/// findings, and reports to take along.
class ScepResult : public QWidget
{
    Q_OBJECT

public:
    explicit ScepResult(QWidget* parent = nullptr);

    /// Nothing but steps that come in from now on.
    void begin();
    void addStep(const scep::Step& step);
    /// `subject` names what was asked: a profile or an address.
    void show(const ScepAnswer& answer, const QString& subject);
    /// A place below the verdict for what can be done with the answer; `input` is where the focus goes.
    void addAction(QWidget* widget, QWidget* input);

    [[nodiscard]] const ScepAnswer& answer() const { return m_answer; }
    [[nodiscard]] VerdictView& verdict() { return *m_verdict; }
    [[nodiscard]] StepList& steps() { return *m_steps; }
    [[nodiscard]] ScepCertificates& certificates() { return *m_certificates; }
    [[nodiscard]] CheckFindings& findings() { return *m_findings; }

signals:
    void showPathAsked(const plist::Path& path);

private:
    QWidget* makeHiddenPart();
    QWidget* makeCapabilities();
    QWidget* makeFindings();
    QWidget* makeButtons();
    void showVerdict();
    void showHidden();
    void showCertificates();
    void showCapabilities();
    void orderTabs();
    [[nodiscard]] QString reportText() const;
    [[nodiscard]] QByteArray reportJson() const;

    ScepAnswer m_answer;
    QString m_subject;
    VerdictView* m_verdict;
    QPushButton* m_showField;
    QVBoxLayout* m_actions;
    QWidget* m_lastAction;  ///< where the focus goes before the steps
    QWidget* m_hiddenPart = nullptr;
    QVBoxLayout* m_hiddenLines = nullptr;
    QLabel* m_stepsTitle;
    StepList* m_steps;
    ScepCertificates* m_certificates;
    QWidget* m_capabilitiesPart = nullptr;
    QLabel* m_capabilities = nullptr;
    QLabel* m_request = nullptr;
    QWidget* m_findingsPart = nullptr;
    CheckFindings* m_findings = nullptr;
    QWidget* m_buttons = nullptr;
    QLabel* m_done = nullptr;
};

}  // namespace ui
