// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/trust/check_judge.h"
#include "ui/widgets/tool_page.h"

namespace ui {

class CheckForm;
class CheckResult;
class ServerVisit;

/// Judges a server, files or a profile's certificates as an Apple device does, and shows how it comes out.
///
/// A server is contacted when Check is pressed and at no other time; whatever else is changed judges anew
/// what is at hand.
class CheckPage : public ToolPage
{
    Q_OBJECT

public:
    CheckPage(const CheckServices& services, const schema::Store& store, QWidget* parent = nullptr);

    /// Asks for a server, or proposes one; it is contacted when Check is pressed.
    void checkServer(const QString& address = {});
    void checkFiles(const QStringList& paths);
    void checkProfile(const QString& name, const plist::Document& document);
    void focusFirst() override;

    [[nodiscard]] CheckForm& form() { return *m_form; }
    [[nodiscard]] CheckResult& result() { return *m_result; }

signals:
    void showPathAsked(const plist::Path& path);
    /// A result is on the screen.
    void shown();

private:
    void check();
    void cancel();
    void readFiles();
    void tookSeen(const base::Result<tls::Observation>& seen);
    void tookFiles(const base::Result<FilesGiven>& files);
    void browse();
    void judge(std::optional<CheckSubject> subject);
    void ask();
    void showReports();
    [[nodiscard]] CheckQuestion question() const;

    CheckJudge* m_judge;
    ServerVisit* m_visit;
    CheckForm* m_form;
    CheckResult* m_result;
    QString m_serverHost;     ///< the host that was asked for at the last visit
    bool m_isServer = false;  ///< what is judged is a server
    quint64 m_reading = 0;
};

}  // namespace ui
