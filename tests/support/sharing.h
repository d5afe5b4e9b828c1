// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/form_harness.h"
#include "ui/share/share_cargo.h"
#include "ui/share/share_services.h"

#include <QAbstractButton>
#include <QLabel>
#include <QProcess>
#include <QStandardPaths>

namespace test {

/// A profile without a secret.
inline QByteArray plainXml()
{
    return profileXml(payloadXml("com.apple.webClip.managed", R"(			<key>Label</key>
			<string>Intranet</string>
			<key>URL</key>
			<string>https://intranet.fabrikam.example/</string>
)"));
}

/// A profile with a Wi-Fi password in it.
inline QByteArray secretXml()
{
    return profileXml(payloadXml("com.apple.wifi.managed", R"(			<key>EncryptionType</key>
			<string>WPA2</string>
			<key>Password</key>
			<string>correct horse</string>
			<key>SSID_STR</key>
			<string>Fabrikam</string>
)"));
}

/// This computer's loopback for a network, and no mail program.
inline ui::ShareServices loopbackServices()
{
    ui::ShareServices services;
    services.interfaces = [] {
        return std::vector<delivery::Interface>{
            {QStringLiteral("lo"), QStringLiteral("127.0.0.1"), delivery::Interface::Kind::Loopback}};
    };
    services.mailWays = [] {
        return std::vector<delivery::MailWay>();
    };
    services.grace = std::chrono::seconds(0);
    return services;
}

/// The button with that text, mnemonics left out; null when none can be seen.
inline QAbstractButton* pushable(QWidget* root, const QString& text)
{
    const auto buttons = root->findChildren<QAbstractButton*>();
    for (QAbstractButton* one : buttons) {
        if (one->text().remove(u'&') == text && one->isVisibleTo(root))
            return one;
    }
    return nullptr;
}

/// Whether a program that judges what we wrote is not there; where REQUIRE_TOOLS is set, that is a failure.
inline bool isMissing(const QString& program)
{
    if (!QStandardPaths::findExecutable(program).isEmpty())
        return false;
    if (qEnvironmentVariableIsSet("REQUIRE_TOOLS"))
        QTest::qFail(qPrintable(program), __FILE__, __LINE__);
    return true;
}

/// What a program says.
inline QString outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

/// Every text on the screen of `root`, one after the other.
inline QString textsOf(QWidget* root)
{
    QStringList texts;
    const auto labels = root->findChildren<QLabel*>();
    for (const QLabel* label : labels) {
        if (label->isVisibleTo(root))
            texts << label->text();
    }
    return texts.join(u'\n');
}

/// What in `root` takes the focus and has no name for assistive tools.
inline QStringList nameless(QWidget* root)
{
    QStringList found;
    const auto widgets = root->findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        // The line inside a spin box is not what has the focus.
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisibleTo(root)
            || qobject_cast<QAbstractSpinBox*>(widget->parent()))
            continue;
        const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            found << QString::fromLatin1(widget->metaObject()->className());
    }
    return found;
}

/// What the Tab key reaches from the widget that has the focus, in order, until it comes round.
inline QStringList tabOrder(QWidget* window)
{
    QStringList order;
    const QWidget* first = window->focusWidget();
    for (int i = 0; i < 60; ++i) {
        QWidget* focused = window->focusWidget();
        if (!focused || (i > 0 && focused == first))
            break;
        const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(focused);
        order << (accessible ? accessible->text(QAccessible::Name) : QString());
        QTest::keyClick(focused, Qt::Key_Tab);
    }
    return order;
}

}  // namespace test
