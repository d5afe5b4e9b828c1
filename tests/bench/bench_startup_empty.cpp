// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QMainWindow>

/// What any Qt program costs before it does anything: the yardstick of bench_startup.py.
int main(int argc, char** argv)
{
    const QApplication qt(argc, argv);
    QMainWindow window;
    window.resize(1200, 800);
    window.show();
    return QApplication::exec();
}
