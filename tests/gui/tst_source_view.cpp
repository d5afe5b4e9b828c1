// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source_edit.h"
#include "ui/editor/source_text.h"
#include "ui/editor/source_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

using namespace Qt::Literals::StringLiterals;
using ui::SourceText;
using ui::SourceView;

class SourceViewTest : public QObject
{
    Q_OBJECT

private slots:
    void linesAreRows()
    {
        const SourceText text("one\r\ntwo\n\nfour");
        QCOMPARE(text.rows().size(), std::size_t(4));
        QCOMPARE(text.lineCount(), 4);
        QCOMPARE(text.partText(0), u"one\ntwo\n\nfour"_s);
        QCOMPARE(text.rowOfLine(4), std::size_t(3));
        QCOMPARE(text.rowOfLine(99), std::size_t(3));
        QCOMPARE(text.rowOfOffset(0), std::size_t(0));
        QCOMPARE(text.rowOfOffset(5), std::size_t(1));
        QCOMPARE(text.rowOfOffset(10000), std::size_t(3));
    }

    void anEmptyTextIsOneEmptyRow()
    {
        const SourceText text{QByteArray()};
        QCOMPARE(text.rows().size(), std::size_t(1));
        QCOMPARE(text.partText(0), QString());
    }

    void longLinesAreCutBetweenCharacters()
    {
        const QByteArray line = u"ä"_s.repeated(SourceText::maxRowBytes).toUtf8();  // two bytes each
        const SourceText text("x\na" + line + "\nlast");
        QVERIFY(text.rows().size() > 3);
        QCOMPARE(text.lineCount(), 3);
        for (const SourceText::Row& row : text.rows())
            QVERIFY(row.end - row.begin <= SourceText::maxRowBytes);
        QVERIFY(!text.partText(0).contains(QChar::ReplacementCharacter));
        QVERIFY(text.rows()[2].isContinuation);
        QCOMPARE(text.rowOfLine(3), text.rows().size() - 1);
    }

    void whatIsCopiedIsTheTextItself()
    {
        const QByteArray bytes = "first\r\n" + QByteArray("x").repeated(2500) + "\r\nlast";
        SourceView view;
        view.setText(bytes);
        view.edit()->selectAll();
        QCOMPARE(view.selectedText().toUtf8(), bytes);
        view.edit()->copy();
        QCOMPARE(QApplication::clipboard()->text().toUtf8(), bytes);
    }

    void editsKeepThePlace()
    {
        QByteArray bytes;
        for (int line = 1; line <= 500; ++line)
            bytes += "line " + QByteArray::number(line) + '\n';
        SourceView view;
        view.resize(400, 300);
        view.show();
        view.setText(bytes);
        view.showLine(250);
        QCOMPARE(view.currentLine(), 250);
        const int scrolled = view.edit()->verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        view.setText(bytes.replace("line 480\n", "changed\nand more\n"));
        QCOMPARE(view.currentLine(), 250);
        QCOMPARE(view.edit()->verticalScrollBar()->value(), scrolled);
        QVERIFY(view.edit()->toPlainText().contains(u"line 479\nchanged\nand more\nline 481\n"_s));
    }

    void offsetsLeadToTheirLine()
    {
        SourceView view;
        view.setText("a\nb\nc\n");
        view.showOffset(4);
        QCOMPARE(view.currentLine(), 3);
    }

    void aLongTextIsShownInParts()
    {
        const int lines = static_cast<int>(SourceText::rowsPerPart) * 2 + 10;
        QByteArray bytes;
        for (int line = 1; line <= lines; ++line)
            bytes += QByteArray::number(line) + '\n';
        SourceView view;
        view.setText(bytes);
        QCOMPARE(view.edit()->document()->blockCount(), static_cast<int>(SourceText::rowsPerPart));
        view.showLine(lines);
        QCOMPARE(view.currentLine(), lines);
        QCOMPARE(view.edit()->textCursor().block().text(), QString::number(lines));
        view.showLine(3);
        QCOMPARE(view.currentLine(), 3);
    }

    void aHugeTextIsShownAtOnce()
    {
        // One line of 40 MB and a million short ones: either would stop a plain text widget for long.
        const QByteArray bytes =
            QByteArray("A").repeated(40'000'000) + '\n' + QByteArray("<key/>\n").repeated(1'000'000);
        SourceView view;
        view.resize(600, 400);
        view.show();
        QElapsedTimer timer;
        timer.start();
        view.setText(bytes);
        view.showLine(900'000);
        QApplication::processEvents();
        // Seconds without optimisation and under sanitizers; given to a plain text widget whole, minutes.
        QVERIFY2(timer.elapsed() < 20'000, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
        QCOMPARE(view.currentLine(), 900'000);
    }

    void secretsAreHiddenUntilAskedFor()
    {
        const QByteArray text = "<key>Challenge</key>\n<string>4F\n2A</string>\n<key>URL</key>\n";
        const qsizetype begin = text.indexOf("<string>");
        const qsizetype end = text.indexOf("</string>") + 9;
        SourceView view;
        view.show();
        view.setText(text, {{begin, end}});
        view.edit()->selectAll();
        QVERIFY(!view.selectedText().contains(u"4F"_s));
        QVERIFY(!view.selectedText().contains(u"2A"_s));
        QVERIFY(view.selectedText().contains(u"</string>\n<key>URL</key>"_s));
        // Lines count as before, and offsets are those of the text.
        view.showOffset(text.indexOf("URL"));
        QCOMPARE(view.currentLine(), 4);
        auto* shows = view.findChild<QCheckBox*>();
        QVERIFY(shows->isVisible());
        shows->click();
        view.edit()->selectAll();
        QCOMPARE(view.selectedText().toUtf8(), text);
        view.setText("<key/>\n");
        QVERIFY(!shows->isVisible());
    }

    void secretsAreGuessedInWhatCannotBeRead()
    {
        const QByteArray text =
            "<key>Name</key><string>a</string>\n<key>Challenge</key>\n\t<string>4F2A</string\n";
        const QByteArray hidden = ui::masked(text, ui::likelySecrets(text));
        QVERIFY(!hidden.contains("4F2A"));
        QVERIFY(hidden.contains("<string>a</string>"));
        QCOMPARE(hidden.count('\n'), text.count('\n'));
    }

    void findGoesRoundAndSelects()
    {
        SourceView view;
        view.show();
        view.setText("one Two\nthree\nä two\n");
        view.find();
        auto* needle = view.findChild<QLineEdit*>();
        QVERIFY(needle->isVisible());
        needle->setText(u"two"_s);
        QCOMPARE(view.selectedText(), u"Two"_s);
        QCOMPARE(view.currentLine(), 1);
        view.findNext();
        QCOMPARE(view.selectedText(), u"two"_s);
        QCOMPARE(view.currentLine(), 3);
        view.findNext();
        QCOMPARE(view.currentLine(), 1);
        view.findPrevious();
        QCOMPARE(view.currentLine(), 3);
        needle->setText(u"four"_s);
        QCOMPARE(view.currentLine(), 3);
        QTest::keyClick(needle, Qt::Key_Escape);
        QVERIFY(!needle->isVisible());
    }

    void itCannotBeEdited()
    {
        SourceView view;
        view.setText("text");
        QTest::keyClicks(view.edit(), u"x"_s);
        QCOMPARE(view.edit()->toPlainText(), u"text"_s);
        QCOMPARE(view.edit()->accessibleName(), u"Source"_s);
    }
};

QTEST_MAIN(SourceViewTest)
#include "tst_source_view.moc"
