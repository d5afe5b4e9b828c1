// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"
#include "ui/editor/payload_list_model.h"
#include "ui/editor/payload_list_view.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QFile>
#include <QMenu>
#include <QMimeData>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;
using ui::PayloadListModel;
using ui::ProfileDocument;

namespace {

plist::Value payload(const QString& type, const QString& name)
{
    return plist::Dict{{u"PayloadType"_s, type}, {u"PayloadUUID"_s, name}, {u"PayloadDisplayName"_s, name}};
}

const QString scep = u"com.apple.security.scep"_s;
const QString wifi = u"com.apple.wifi.managed"_s;
const QString root = u"com.apple.security.root"_s;
const QString pkcs1 = u"com.apple.security.pkcs1"_s;

plist::Value profileWith(plist::Array payloads)
{
    return plist::Dict{{u"PayloadType"_s, u"Configuration"_s}, {u"PayloadContent"_s, std::move(payloads)}};
}

/// The list as a person sees it: groups end in a colon, what is in them is indented.
QStringList shown(const PayloadListModel& model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        const bool isGroup = index.data(PayloadListModel::IsGroupRole).toBool();
        lines.append(index.data().toString() + (isGroup ? u":"_s : QString()));
        for (int child = 0; child < model.rowCount(index); ++child)
            lines.append(u"  "_s + model.index(child, 0, index).data().toString());
    }
    return lines;
}

report::Finding finding(report::Severity severity, const plist::Path& path)
{
    report::Finding finding;
    finding.severity = severity;
    finding.path = path;
    return finding;
}

plist::Path at(std::size_t index) { return {u"PayloadContent"_s, index}; }

}  // namespace

class PayloadListTest : public QObject
{
    Q_OBJECT

private slots:
    void generalThenGroups()
    {
        ProfileDocument document(profileWith(
            {payload(root, u"Root"_s), payload(scep, u"Device"_s), payload(pkcs1, u"Issuing"_s)}));
        PayloadListModel model(document);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(shown(model), QStringList({u"General"_s, u"Credentials:"_s, u"  Root"_s, u"  Issuing"_s,
                                            profile::payloadTitle(scep) + u":"_s, u"  Device"_s}));
        QCOMPARE(model.payloadAt(model.indexOf(2)), std::optional<std::size_t>(2));
        QVERIFY(model.isGeneral(model.indexOf({})));
        QVERIFY(!model.flags(model.index(1, 0)).testFlag(Qt::ItemIsEnabled));
    }

    void followsTheDocument()
    {
        ProfileDocument document(profileWith({payload(scep, u"Device"_s)}));
        PayloadListModel model(document);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy structure(&model, &PayloadListModel::structureChanged);
        QSignalSpy data(&model, &PayloadListModel::dataChanged);

        QVERIFY(document.apply(u"Name"_s, {plist::Edit::set(at(0) / u"PayloadDisplayName", u"Tablet"_s)}));
        QCOMPARE(structure.count(), 0);
        QCOMPARE(data.count(), 1);
        QCOMPARE(shown(model).last(), u"  Tablet"_s);

        QVERIFY(document.apply(u"Add"_s, {plist::Edit::insert(at(0), payload(wifi, u"Office"_s))}));
        QCOMPARE(structure.count(), 1);
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(document.apply(u"Type"_s, {plist::Edit::set(at(0) / u"PayloadType", scep)}));
        QCOMPARE(structure.count(), 2);
        QCOMPARE(shown(model), QStringList({u"General"_s, profile::payloadTitle(scep) + u":"_s, u"  Office"_s,
                                            u"  Tablet"_s}));
        document.undoStack()->setIndex(0);
        QCOMPARE(shown(model).last(), u"  Device"_s);
    }

    void badgesShowTheWorst()
    {
        ProfileDocument document(profileWith({payload(scep, u"Device"_s), payload(wifi, u"Office"_s)}));
        PayloadListModel model(document);
        using report::Severity;
        QSignalSpy data(&model, &PayloadListModel::dataChanged);
        const std::vector findings{finding(Severity::Warning, at(0) / u"PayloadUUID"),
                                   finding(Severity::Error, at(0)), finding(Severity::Error, at(0)),
                                   finding(Severity::Info, {u"PayloadType"_s})};
        model.setFindings(findings);
        const QModelIndex device = model.indexOf(0);
        QCOMPARE(device.data(PayloadListModel::WorstRole).toInt(), static_cast<int>(Severity::Error));
        QCOMPARE(device.data(PayloadListModel::CountRole).toInt(), 2);
        QVERIFY(device.data(Qt::AccessibleTextRole).toString().contains(u"2 errors"_s));
        QVERIFY(!model.indexOf(1).data(PayloadListModel::WorstRole).isValid());
        QCOMPARE(model.generalIndex().data(PayloadListModel::WorstRole).toInt(),
                 static_cast<int>(Severity::Info));
        QCOMPARE(data.count(), 2);
        model.setFindings(findings);
        QCOMPARE(data.count(), 2);
        model.setFindings({});
        QCOMPARE(data.count(), 4);
        QVERIFY(!device.data(PayloadListModel::WorstRole).isValid());
    }

    void placesForMovingByOneRow()
    {
        // Shown as: SCEP (0, 2), Wi-Fi (1).
        ProfileDocument document(
            profileWith({payload(scep, u"A"_s), payload(wifi, u"W"_s), payload(scep, u"B"_s)}));
        const PayloadListModel model(document);
        using Place = std::optional<std::size_t>;
        QCOMPARE(model.placeAbove(0), Place());
        QCOMPARE(model.placeBelow(0), Place(2));
        QCOMPARE(model.placeAbove(2), Place(0));
        QCOMPARE(model.placeBelow(2), Place());
        QCOMPARE(model.placeAbove(1), Place(0));
        QCOMPARE(model.placeBelow(1), Place());
    }

    void draggingAsksForThePlace_data()
    {
        QTest::addColumn<int>("payload");
        QTest::addColumn<int>("group");
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("place");
        QTest::newRow("first to the end") << 0 << 1 << 3 << 2;
        QTest::newRow("first behind the second") << 0 << 1 << 2 << 1;
        QTest::newRow("last to the front") << 2 << 1 << 0 << 0;
        QTest::newRow("onto itself") << 1 << 1 << 1 << -1;
        QTest::newRow("onto the group") << 0 << 1 << -1 << 2;
    }

    void draggingAsksForThePlace()
    {
        QFETCH(const int, payload);
        QFETCH(const int, group);
        QFETCH(const int, row);
        QFETCH(const int, place);
        ProfileDocument document(
            profileWith({::payload(scep, u"A"_s), ::payload(scep, u"B"_s), ::payload(scep, u"C"_s)}));
        PayloadListModel model(document);
        QSignalSpy moves(&model, &PayloadListModel::moveAsked);
        const std::unique_ptr<QMimeData> dragged(
            model.mimeData({model.indexOf(static_cast<std::size_t>(payload))}));
        model.dropMimeData(dragged.get(), Qt::MoveAction, row, 0, model.index(group, 0));
        if (place < 0) {
            QCOMPARE(moves.count(), 0);
        } else {
            QCOMPARE(moves.count(), 1);
            QCOMPARE(moves.first().at(0).toULongLong(), static_cast<qulonglong>(payload));
            QCOMPARE(moves.first().at(1).toULongLong(), static_cast<qulonglong>(place));
        }
    }

    void aPayloadWithoutTypeIsShownToo()
    {
        ProfileDocument document(profileWith({plist::Value(plist::Dict()), u"no dictionary"_s}));
        PayloadListModel model(document);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(shown(model).size(), 3);
        QVERIFY(!shown(model).last().trimmed().isEmpty());
    }

    void arrowKeysPassOverGroups()
    {
        ProfileDocument document(profileWith({payload(scep, u"A"_s), payload(wifi, u"W"_s)}));
        QMenu menu;
        ui::PayloadListView view(document, menu);
        view.show();
        QCOMPARE(view.current(), std::optional<std::size_t>());
        QTest::keyClick(view.tree(), Qt::Key_Down);
        QCOMPARE(view.current(), std::optional<std::size_t>(0));
        QTest::keyClick(view.tree(), Qt::Key_Down);
        QCOMPARE(view.current(), std::optional<std::size_t>(1));
        QTest::keyClick(view.tree(), Qt::Key_Home);
        QCOMPARE(view.current(), std::optional<std::size_t>());
    }

    void payloadsOfOneNameAreToldApart()
    {
        const QString title = profile::payloadTitle(scep);
        const auto device = [&title](const QString& name, const QString& url) {
            return payload(scep, title)
                .with({u"PayloadContent"_s}, plist::Dict{{u"Name"_s, name}, {u"URL"_s, url}});
        };
        const QByteArray pem = [] {
            QFile file(QStringLiteral(FIXTURES "/pki/root.pem"));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }();
        QVERIFY(!pem.isEmpty());
        const QString pemType = u"com.apple.security.pem"_s;
        ProfileDocument document(profileWith(
            {device(u"CA-1"_s, {}), device({}, u"https://scep.example.com/x"_s), payload(scep, u"Own"_s),
             payload(pemType, profile::payloadTitle(pemType)).with({u"PayloadContent"_s}, pem)}));
        PayloadListModel model(document);
        const QStringList lines = shown(model);
        QCOMPARE(lines.at(2), u"  %1 – CA-1"_s.arg(title));
        QCOMPARE(lines.at(3), u"  %1 – scep.example.com"_s.arg(title));
        QCOMPARE(lines.at(4), u"  Own"_s);
        QVERIFY2(lines.last().startsWith(u"  %1 – "_s.arg(profile::payloadTitle(pemType))),
                 qPrintable(lines.last()));
        // A name given twice tells nothing either.
        QVERIFY(document.apply(u"Name"_s, {plist::Edit::set(at(0) / u"PayloadDisplayName", u"Own"_s)}));
        QCOMPARE(model.indexOf(0).data().toString(), u"Own – CA-1"_s);
    }

    void goingBackSelectsWhatWasSelectedThen()
    {
        ProfileDocument document(
            profileWith({payload(scep, u"A"_s), payload(scep, u"B"_s), payload(wifi, u"W"_s)}));
        QMenu menu;
        ui::PayloadListView view(document, menu);
        using Place = std::optional<std::size_t>;
        view.setCurrent(0);
        QVERIFY(document.apply(u"Duplicate"_s, {plist::Edit::insert(at(1), payload(scep, u"A2"_s))}));
        view.setCurrent(1);
        QVERIFY(document.apply(u"Name"_s, {plist::Edit::set(at(1) / u"PayloadDisplayName", u"C"_s)}));
        view.setCurrent(3);
        document.undoStack()->undo();
        QCOMPARE(view.current(), Place(3));
        document.undoStack()->undo();
        QCOMPARE(view.current(), Place(0));
        document.undoStack()->redo();
        QCOMPARE(view.current(), Place(3));
    }

    void onlyDeleteDeletes()
    {
        ProfileDocument document(profileWith({payload(scep, u"A"_s)}));
        QMenu menu;
        const ui::PayloadListView view(document, menu);
        const auto shortcuts = view.findChildren<QShortcut*>();
        QCOMPARE(shortcuts.size(), 1);
        QCOMPARE(shortcuts.first()->keys(), QList<QKeySequence>{QKeySequence(Qt::Key_Delete)});
    }

    void everyControlHasAName()
    {
        ProfileDocument document(profileWith({}));
        QMenu menu;
        const ui::PayloadListView view(document, menu);
        const auto buttons = view.findChildren<QAbstractButton*>();
        QVERIFY(buttons.size() >= 6);
        for (const QAbstractButton* button : buttons)
            QVERIFY(!button->accessibleName().isEmpty());
        QCOMPARE(view.tree()->accessibleName(), u"Payloads"_s);
    }
};

QTEST_MAIN(PayloadListTest)
#include "tst_payload_list.moc"
