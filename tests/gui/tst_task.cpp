// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/task.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <memory>

class TaskTest : public QObject
{
    Q_OBJECT

private slots:
    void workRunsElsewhereAndTheResultComesHere()
    {
        QObject context;
        const QThread* here = QThread::currentThread();
        const QThread* worker = nullptr;
        const QThread* receiver = nullptr;
        ui::runThen(
            &context, [](const std::stop_token&) { return QThread::currentThread(); },
            [&](const QThread* thread) {
                worker = thread;
                receiver = QThread::currentThread();
            });
        QTRY_VERIFY(worker);
        QVERIFY(worker != here);
        QCOMPARE(receiver, here);
    }

    void aDyingContextStopsTheWorkAndHearsNothing()
    {
        QSemaphore started;
        QSemaphore stopped;
        bool isDone = false;
        auto context = std::make_unique<QObject>();
        ui::runThen(
            context.get(),
            [&](const std::stop_token& stop) {
                started.release();
                while (!stop.stop_requested())
                    QThread::yieldCurrentThread();
                stopped.release();
                return 1;
            },
            [&](int) { isDone = true; });
        QVERIFY(started.tryAcquire(1, 5000));
        context.reset();
        QVERIFY(stopped.tryAcquire(1, 5000));
        ui::taskPool().waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(!isDone);
    }

    void aRunCanBeAskedToStop()
    {
        QObject context;
        int result = 0;
        std::stop_source stop = ui::runThen(
            &context,
            [](const std::stop_token& token) {
                while (!token.stop_requested())
                    QThread::yieldCurrentThread();
                return 7;
            },
            [&](int value) { result = value; });
        stop.request_stop();
        QTRY_COMPARE(result, 7);
    }

    void tasksLeaveTheGlobalPoolToPainting()
    {
        QObject context;
        bool isDone = false;
        std::stop_source stop = ui::runThen(
            &context,
            [](const std::stop_token& token) {
                while (!token.stop_requested())
                    QThread::yieldCurrentThread();
                return 0;
            },
            [&](int) { isDone = true; });
        QCOMPARE(QThreadPool::globalInstance()->activeThreadCount(), 0);
        stop.request_stop();
        QTRY_VERIFY(isDone);
    }

    void resultsNeedNotBeCopied()
    {
        QObject context;
        std::unique_ptr<int> result;
        ui::runThen(
            &context, [](const std::stop_token&) { return std::make_unique<int>(3); },
            [&](std::unique_ptr<int> value) { result = std::move(value); });
        QTRY_VERIFY(result);
        QCOMPARE(*result, 3);
    }
};

QTEST_GUILESS_MAIN(TaskTest)
#include "tst_task.moc"
