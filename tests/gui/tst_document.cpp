// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using ui::ProfileDocument;

namespace {

// A comment, an odd indentation and no final newline: what nobody edits must stay like this.
// Not a raw string: moc 6.4 loses the class behind one that holds quotation marks.
const QByteArray profileText = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                               "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
                               "<plist version=\"1.0\">\n"
                               "<dict>\n"
                               "    <!-- kept -->\n"
                               "    <key>PayloadContent</key>\n"
                               "    <array>\n"
                               "      <dict>\n"
                               "        <key>PayloadType</key>\n"
                               "        <string>com.apple.security.scep</string>\n"
                               "        <key>PayloadUUID</key>\n"
                               "        <string>A</string>\n"
                               "      </dict>\n"
                               "    </array>\n"
                               "    <key>PayloadDisplayName</key>\n"
                               "    <string>Fabrikam</string>\n"
                               "    <key>PayloadType</key>\n"
                               "    <string>Configuration</string>\n"
                               "</dict>\n"
                               "</plist>";

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

plist::Path name() { return {u"PayloadDisplayName"_s}; }

std::vector<plist::Edit> naming(const QString& text) { return {plist::Edit::set(name(), text)}; }

}  // namespace

class DocumentTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ProfileDocument> opened()
    {
        const QString path = m_folder.filePath(u"profile.mobileconfig"_s);
        write(path, profileText);
        auto document = ProfileDocument::open(path);
        return document ? *std::move(document) : nullptr;
    }

    QTemporaryDir m_folder;

private slots:
    void openingAndSavingChangesNothing()
    {
        const auto document = opened();
        QVERIFY(document);
        QCOMPARE(document->displayName(), u"profile.mobileconfig"_s);
        const QString copy = m_folder.filePath(u"copy.mobileconfig"_s);
        QVERIFY(document->save(copy));
        QCOMPARE(read(copy), profileText);
        QCOMPARE(document->filePath(), copy);
    }

    void anEditIsOneStepAndUndoGivesTheBytesBack()
    {
        const auto document = opened();
        QSignalSpy changed(document.get(), &ProfileDocument::changed);
        QVERIFY(document->apply(u"Name"_s, naming(u"Contoso"_s)));
        QCOMPARE(document->profile().displayName(), u"Contoso"_s);
        QCOMPARE(document->undoStack()->count(), 1);
        QCOMPARE(document->undoStack()->undoText(), u"Name"_s);
        QVERIFY(document->isModified());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().value<plist::Path>(), name());
        QByteArray expected = profileText;
        QCOMPARE(*document->toBytes(), expected.replace("Fabrikam", "Contoso"));

        document->undoStack()->undo();
        QCOMPARE(changed.count(), 2);
        QCOMPARE(*document->toBytes(), profileText);
        QVERIFY(!document->isModified());
        document->undoStack()->redo();
        QCOMPARE(*document->toBytes(), expected);
    }

    void typingIntoOneFieldIsOneStep()
    {
        const auto document = opened();
        for (const QString& text : {u"C"_s, u"Co"_s, u"Con"_s})
            QVERIFY(document->apply(u"Name"_s, naming(text), 7));
        QCOMPARE(document->undoStack()->count(), 1);
        document->undoStack()->undo();
        QCOMPARE(document->document().text(), profileText);
        document->undoStack()->redo();
        QCOMPARE(document->profile().displayName(), u"Con"_s);
        document->undoStack()->undo();
        QCOMPARE(document->document().text(), profileText);
    }

    void otherFieldsAreOtherSteps()
    {
        const auto document = opened();
        QVERIFY(document->apply(u"Name"_s, naming(u"C"_s), 7));
        QVERIFY(document->apply(u"Name"_s, naming(u"D"_s), 8));
        QVERIFY(document->apply(u"Name"_s, naming(u"E"_s)));
        QVERIFY(document->apply(u"Name"_s, naming(u"F"_s)));
        QCOMPARE(document->undoStack()->count(), 4);
    }

    void typingAndTakingBackIsNoStep()
    {
        const auto document = opened();
        QVERIFY(document->apply(u"Name"_s, naming(u"Fabrikam2"_s), 7));
        QVERIFY(document->apply(u"Name"_s, naming(u"Fabrikam"_s), 7));
        QCOMPARE(document->undoStack()->count(), 0);
        QVERIFY(!document->isModified());
        QCOMPARE(*document->toBytes(), profileText);
    }

    void aStepBelowOneThatVanishedStays()
    {
        const auto document = opened();
        QVERIFY(document->apply(u"Name"_s, naming(u"Contoso"_s), 7));
        QVERIFY(document->apply(u"Name"_s, naming(u"Contoso!"_s), 8));
        QVERIFY(document->apply(u"Name"_s, naming(u"Contoso"_s), 8));
        QCOMPARE(document->undoStack()->count(), 1);
        // Goes on with the first step, to where the second began: that one must not vanish too.
        QVERIFY(document->apply(u"Name"_s, naming(u"Contoso?"_s), 7));
        QVERIFY(document->apply(u"Name"_s, naming(u"Contoso"_s), 7));
        QCOMPARE(document->undoStack()->count(), 1);
        document->undoStack()->undo();
        QCOMPARE(*document->toBytes(), profileText);
    }

    void anEditThatChangesNothingIsNoStep()
    {
        const auto document = opened();
        QVERIFY(document->apply(u"Name"_s, naming(u"Fabrikam"_s)));
        QCOMPARE(document->undoStack()->count(), 0);
    }

    void anImpossibleEditLeavesEverything()
    {
        const auto document = opened();
        const plist::Path nowhere{u"PayloadContent"_s, std::size_t(7), u"PayloadType"_s};
        const auto applied = document->apply(
            u"Both"_s, {plist::Edit::set(name(), u"Contoso"_s), plist::Edit::remove(nowhere)});
        QVERIFY(!applied);
        QCOMPARE(document->undoStack()->count(), 0);
        QCOMPARE(*document->toBytes(), profileText);
    }

    void savingMakesItClean()
    {
        const auto document = opened();
        QVERIFY(document->apply(u"Name"_s, naming(u"Contoso"_s)));
        QSignalSpy fileChanged(document.get(), &ProfileDocument::fileChanged);
        QVERIFY(document->save(document->filePath()));
        QVERIFY(!document->isModified());
        QVERIFY(fileChanged.count() >= 1);
        QVERIFY(!document->isChangedOnDisk());
        document->undoStack()->undo();
        QVERIFY(document->isModified());
    }

    void whatAnotherProgramWroteIsNoticed()
    {
        const auto document = opened();
        QVERIFY(!document->isChangedOnDisk());
        write(document->filePath(), QByteArray(profileText).replace("kept", "keep"));
        QVERIFY(document->isChangedOnDisk());
        // The same bytes again, however new the file is.
        write(document->filePath(), profileText);
        QVERIFY(!document->isChangedOnDisk());
    }

    void aSaveThatFailsLeavesTheDocumentUnsaved()
    {
        const auto document = opened();
        QVERIFY(document->apply(u"Name"_s, naming(u"Contoso"_s)));
        const QString before = document->filePath();
        QVERIFY(!document->save(m_folder.filePath(u"no/such/folder/profile.mobileconfig"_s)));
        QVERIFY(document->isModified());
        QCOMPARE(document->filePath(), before);
    }

    void editingLosesTheSignatureAndUndoBringsItBack()
    {
        auto document = plist::Document::read(profileText);
        QVERIFY(document);
        sign::Signature signature;
        signature.holds = true;
        ProfileDocument signedOne({sign::Container::Signed, "the wrapper", signature, *std::move(document)},
                                  u"signed.mobileconfig"_s);
        QVERIFY(signedOne.signature());
        QVERIFY(!signedOne.signatureIsLost());
        QCOMPARE(*signedOne.toBytes(), QByteArray("the wrapper"));
        QSignalSpy fileChanged(&signedOne, &ProfileDocument::fileChanged);

        QVERIFY(signedOne.apply(u"Name"_s, naming(u"Contoso"_s)));
        QVERIFY(signedOne.signatureIsLost());
        QVERIFY(fileChanged.count() >= 1);
        QVERIFY(signedOne.toBytes()->contains("Contoso"));
        signedOne.undoStack()->undo();
        QVERIFY(!signedOne.signatureIsLost());
        QCOMPARE(*signedOne.toBytes(), QByteArray("the wrapper"));
    }

    void aNewProfileIsNamedAfterItself()
    {
        const ProfileDocument unnamed{plist::Value(plist::Dict{{u"PayloadType"_s, u"Configuration"_s}})};
        QCOMPARE(unnamed.displayName(), u"Untitled"_s);
        QVERIFY(unnamed.filePath().isEmpty());
        QVERIFY(!unnamed.isChangedOnDisk());
        const ProfileDocument named{plist::Value(plist::Dict{{u"PayloadDisplayName"_s, u"Wi-Fi"_s}})};
        QCOMPARE(named.displayName(), u"Wi-Fi"_s);
    }

    void aBrokenFileSaysWhere()
    {
        const QString path = m_folder.filePath(u"broken.mobileconfig"_s);
        write(path, QByteArray(profileText).replace("</array>", "</arr>"));
        const auto document = ProfileDocument::open(path);
        QVERIFY(!document);
        QVERIFY(document.error().position);
        QCOMPARE(document.error().position->line, 14);
    }
};

QTEST_MAIN(DocumentTest)
#include "tst_document.moc"
