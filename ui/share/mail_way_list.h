// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/mail_client.h"

#include <QWidget>

#include <optional>
#include <vector>

class QButtonGroup;
class QLabel;
class QVBoxLayout;

namespace ui {

/// The ways in which a letter can go, the best of this computer first, each with what will happen or why it
/// cannot be.
class MailWayList : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Program, Server, Draft };
    struct Choice
    {
        Kind kind = Kind::Draft;
        QString name;
        std::optional<delivery::MailWay> way = {};  ///< of a Program
    };

    /// The Tab key comes here from `before`.
    explicit MailWayList(QWidget* before, QWidget* parent = nullptr);

    /// The mail programs, when they are known; a server and a draft are always there.
    void setPrograms(const std::vector<delivery::MailWay>& ways);
    [[nodiscard]] const Choice& choice() const;
    /// Chooses the next that is ready, and says which; the last one has none.
    [[nodiscard]] QString chooseNext();

signals:
    void chosen();
    /// The same, by the person.
    void chosenByHand();

private:
    void add(const Choice& choice, const delivery::Readiness& readiness);
    void addOwn();
    void clear();
    void chooseFirst();

    QWidget* m_before;
    std::vector<Choice> m_choices;
    QButtonGroup* m_buttons;
    QVBoxLayout* m_column;
    bool m_isChosenByHand = false;
};

}  // namespace ui
