// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/explain/explainer.h"
#include "ui/widgets/tool_page.h"

class QSplitter;

namespace ui {

class DropHint;
class ExplanationView;
class LogInput;

/// Says why an installation failed, from a log, a sentence or a code: at once, and whatever its length
/// without making anyone wait.
///
/// It decides nothing for the window around it: what leads away from here are signals. What nobody is
/// connected to is not offered.
class ExplainPage : public ToolPage
{
    Q_OBJECT

public:
    explicit ExplainPage(QWidget* parent = nullptr);

    /// The profiles in which fields may be shown; asked whenever something is explained.
    void setProfiles(OpenProfiles profiles);
    void explainFile(const QString& path);
    void focusFirst() override;

    [[nodiscard]] LogInput& input() { return *m_input; }
    [[nodiscard]] ExplanationView& view() { return *m_view; }

signals:
    void checkServerRequested(const QString& host, quint16 port);
    void probeScepRequested(const QUrl& url);
    /// `window` is that of the profile, as setProfiles() named it; it may be gone.
    void showFieldRequested(QWidget* window, const plist::Path& path);
    /// What was given last is explained on the screen, or could not be read.
    void shown();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeLayout();
    void connectView();
    void browse();
    void showUnderWay(const QString& text);
    void cancel();
    void showExplained();
    void showCause();
    void showFailure(const base::Error& error);

    Explainer* m_explainer;
    QSplitter* m_splitter;
    LogInput* m_input;
    ExplanationView* m_view;
    DropHint* m_dropHint = nullptr;
    quint64 m_waiting = 0;  ///< counts what was given
};

}  // namespace ui
