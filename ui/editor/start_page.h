// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;

namespace ui {

/// What the window shows before there is a profile: ways in, recent files, and what new profiles begin with.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    void setRecentFiles(const QStringList& paths);
    void setDefaults(const QString& organization, const QString& identifierPrefix);

signals:
    void newAsked(const QString& templateName);
    void openAsked();
    void checkAsked();
    void explainAsked();
    void recentAsked(const QString& path);
    void recentForgotten(const QString& path);
    void defaultsEdited(const QString& organization, const QString& identifierPrefix);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeDoors();
    QWidget* makeRecent();
    QWidget* makeDefaults();
    void openRecent();

    QListWidget* m_recent = nullptr;
    QLabel* m_noRecent = nullptr;
    QLineEdit* m_organization = nullptr;
    QLineEdit* m_prefix = nullptr;
};

}  // namespace ui
