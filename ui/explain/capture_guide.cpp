// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/capture_guide.h"

#include "ui/explain/explain_words.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// What prints the messages of everything that installs profiles on a Mac.
QString command()
{
    return u"log stream --debug --predicate 'process IN {\"mdmclient\", \"profiled\", \"CertificateService\"}'"_s;
}

}  // namespace

CaptureGuide::CaptureGuide(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 2;
    column->setContentsMargins({});
    column->setSpacing(gap);
    const auto add = [&](const QString& title, const QString& text) {
        column->addSpacing(gap / 2);
        column->addWidget(makeStrong(title, this));
        column->addWidget(makeText(text, this));
    };
    add(tr("What can be explained"), tr("The sentence on the screen of the device, a code such as 22003 or "
                                        "MCSCEPErrorDomain 22003, a log of "
                                        "the device, a crash report (.ips), what a management server shows "
                                        "as ErrorChain (property list or "
                                        "JSON), or the log of the web server"));
    add(tr("From an iPhone or iPad"),
        tr("Connect it to a Mac, open Console there, choose the device and press Start. Install the profile "
           "again, then select all messages, copy them and paste them here"));
    add(tr("From a Mac"), tr("Run this in Terminal, install the profile again, and paste what it prints:"));
    auto* row = new QHBoxLayout;
    auto* line = new QLineEdit(command(), this);
    line->setReadOnly(true);
    line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    line->setAccessibleName(tr("Command for Terminal"));
    line->setCursorPosition(0);
    auto* copy = new QPushButton(tr("Copy Command"), this);
    row->addWidget(line, 1);
    row->addWidget(copy);
    column->addLayout(row);
    connect(copy, &QPushButton::clicked, this, [] { QGuiApplication::clipboard()->setText(command()); });
    column->addSpacing(gap / 2);
    column->addWidget(
        makeText(tr("Everything is looked at on this computer; nothing is sent anywhere"), this));
}

}  // namespace ui
