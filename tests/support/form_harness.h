// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sign/open.h"
#include "ui/document/profile_document.h"
#include "ui/editor/form.h"
#include "ui/widgets/accessible_names.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QScrollBar>
#include <QTest>
#include <QWidget>

#include <memory>

namespace test {

/// A profile in Apple's style around `payloads`, each a `<dict>…</dict>` of two tabs.
inline QByteArray profileXml(const QByteArray& payloads, const QByteArray& top = {})
{
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<!-- kept -->
	<key>PayloadContent</key>
	<array>
)" + payloads
           + R"(	</array>
	<key>PayloadDisplayName</key>
	<string>Fabrikam</string>
	<key>PayloadIdentifier</key>
	<string>com.fabrikam</string>
)" + top + R"(	<key>PayloadType</key>
	<string>Configuration</string>
	<key>PayloadUUID</key>
	<string>11111111-0000-4000-8000-000000000000</string>
	<key>PayloadVersion</key>
	<integer>1</integer>
</dict>
</plist>
)";
}

/// A payload of `type` with `keys`, lines of three tabs.
inline QByteArray payloadXml(const QByteArray& type, const QByteArray& keys)
{
    return "\t\t<dict>\n" + keys
           + "\t\t\t<key>PayloadIdentifier</key>\n\t\t\t<string>com.fabrikam.one</string>\n"
           + "\t\t\t<key>PayloadType</key>\n\t\t\t<string>" + type
           + "</string>\n\t\t\t<key>PayloadUUID</key>\n\t\t\t<string>22222222-0000-4000-8000-000000000000</"
             "string>\n"
             "\t\t\t<key>PayloadVersion</key>\n\t\t\t<integer>1</integer>\n\t\t</dict>\n";
}

inline std::unique_ptr<ui::ProfileDocument> documentOf(const QByteArray& xml)
{
    auto opened = sign::open(xml);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    return std::make_unique<ui::ProfileDocument>(*std::move(opened), QString());
}

/// The lines that differ, as a diff shows them: "-gone", "+new", in the order of the text.
inline QStringList changedLines(const QByteArray& before, const QByteArray& after)
{
    const QList<QByteArray> a = before.split('\n');
    const QList<QByteArray> b = after.split('\n');
    const auto rows = std::size_t(a.size()) + 1;
    const auto columns = std::size_t(b.size()) + 1;
    std::vector<std::vector<int>> length(rows, std::vector<int>(columns, 0));
    for (std::size_t i = rows - 1; i-- > 0;) {
        for (std::size_t j = columns - 1; j-- > 0;)
            length[i][j] = a[qsizetype(i)] == b[qsizetype(j)] ? length[i + 1][j + 1] + 1
                                                              : std::max(length[i + 1][j], length[i][j + 1]);
    }
    QStringList lines;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i + 1 < rows || j + 1 < columns) {
        if (i + 1 < rows && j + 1 < columns && a[qsizetype(i)] == b[qsizetype(j)]) {
            ++i;
            ++j;
        } else if (j + 1 == columns || (i + 1 < rows && length[i + 1][j] >= length[i][j + 1])) {
            lines << QStringLiteral("-") + QString::fromUtf8(a[qsizetype(i++)].trimmed());
        } else {
            lines << QStringLiteral("+") + QString::fromUtf8(b[qsizetype(j++)].trimmed());
        }
    }
    return lines;
}

/// What assistive tools call `widget`.
inline QString accessibleName(QWidget* widget)
{
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
    return face ? face->text(QAccessible::Name) : QString();
}

/// The input of type T that assistive tools find under `name`; null when there is none that can be seen.
template <class T>
T* named(QWidget* root, const QString& name)
{
    for (T* widget : root->findChildren<T*>()) {
        if (widget->isVisibleTo(root) && accessibleName(widget) == name)
            return widget;
    }
    return nullptr;
}

/// Types as a screen reader or a script does through AT-SPI's EditableText.setTextContents.
inline void setTextContents(QWidget* widget, const QString& text)
{
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
    face->editableTextInterface()->replaceText(0, face->textInterface()->characterCount(), text);
}

/// Presses or ticks as AT-SPI's Action.doAction does.
inline void doAction(QWidget* widget)
{
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
    face->actionInterface()->doAction(face->actionInterface()->actionNames().constFirst());
}

/// Every widget below `root` that takes the focus or can be pressed, and has no name.
inline QStringList namelessInputs(QWidget* root)
{
    QStringList nameless;
    for (QWidget* widget : root->findChildren<QWidget*>()) {
        const bool isPart = qobject_cast<QComboBox*>(widget->parentWidget())
                            || qobject_cast<QAbstractSpinBox*>(widget->parentWidget())
                            || qobject_cast<QAbstractItemView*>(widget->parentWidget());
        const bool isInput = widget->focusPolicy() != Qt::NoFocus || widget->inherits("QAbstractButton");
        const bool isHolder = widget->focusProxy() != nullptr || qobject_cast<QScrollBar*>(widget);
        // Qt's own combo box says its text instead of its name.
        const bool isNamed =
            qobject_cast<QComboBox*>(widget)
                ? !widget->accessibleName().isEmpty() && accessibleName(widget) == widget->accessibleName()
                : !accessibleName(widget).isEmpty();
        if (!isPart && isInput && !isHolder && widget->isVisibleTo(root) && !isNamed)
            nameless << QString::fromLatin1(widget->metaObject()->className());
    }
    return nameless;
}

/// A form shown and ready for keys.
inline std::unique_ptr<ui::Form> shownForm(ui::ProfileDocument& document,
                                           const schema::Store& store,
                                           std::optional<std::size_t> index)
{
    ui::installAccessibleNames();
    std::unique_ptr<ui::Form> form(ui::makeForm(document, store, index, nullptr));
    form->resize(760, 1400);
    form->show();
    QApplication::setActiveWindow(form.get());
    if (!QTest::qWaitForWindowActive(form.get()))
        qFatal("the window did not become active");
    return form;
}

}  // namespace test
