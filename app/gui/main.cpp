// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/application.h"
#include "app/settings.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace Qt::Literals::StringLiterals;

int main(int argc, char** argv)
{
    const QApplication qt(argc, argv);
    QApplication::setApplicationName(u"profilewright"_s);
    QApplication::setApplicationDisplayName(u"Profilewright"_s);
    QApplication::setApplicationVersion(QStringLiteral(PROFILEWRIGHT_VERSION));
    QApplication::setDesktopFileName(u"profilewright"_s);

    QCommandLineParser arguments;
    arguments.setApplicationDescription(QCoreApplication::translate(
        "app", "Writes, checks and signs configuration profiles for Apple devices."));
    arguments.addHelpOption();
    arguments.addVersionOption();
    arguments.addPositionalArgument(u"files"_s, QCoreApplication::translate("app", "Profiles to open."),
                                    u"[FILE…]"_s);
    arguments.process(qt);

    app::Application application(app::settingsFile());
    application.start(arguments.positionalArguments());
    return QApplication::exec();
}
