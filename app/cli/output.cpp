// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include "core/base/save_file.h"
#include "core/report/writers.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <cerrno>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

void printTo(FILE* stream, const QByteArray& bytes)
{
    // Whether it arrived is asked once, by flushOutput().
    static_cast<void>(std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream));
}

/// `text` with control characters as U+FFFD, but for line ends and tabs.
QString printable(QString text)
{
    for (QChar& character : text)
        if (character.category() == QChar::Other_Control && character != u'\n' && character != u'\t')
            character = QChar::ReplacementCharacter;
    return text;
}

void printLine(const QString& prefix, const QString& text)
{
    // What was said before on the other stream comes first on a terminal too.
    static_cast<void>(std::fflush(stdout));
    printTo(stderr, printable(prefix + text + u'\n').toUtf8());
}

}  // namespace

void printText(const QString& text) { printTo(stdout, printable(text).toUtf8()); }

void printBytes(const QByteArray& bytes) { printTo(stdout, bytes); }

void printJson(QJsonObject document)
{
    document.insert(u"format"_s, 1);
    printJsonBare(document);
}

void printJsonBare(const QJsonObject& json) { printTo(stdout, QJsonDocument(json).toJson()); }

void printJson(QJsonObject document, const QString& member, QByteArray json)
{
    document.insert(u"format"_s, 1);
    QByteArray text = QJsonDocument(document).toJson();
    text.truncate(text.lastIndexOf('}'));
    const QByteArray name = QJsonDocument(QJsonArray{member}).toJson(QJsonDocument::Compact);
    printTo(stdout, text.trimmed() + ",\n    " + name.sliced(1, name.size() - 2) + ": "
                        + json.replace('\n', "\n    ") + "\n}\n");
}

void printError(const base::Error& error)
{
    printLine(u"error: "_s, error.message);
    if (!error.hint.isEmpty())
        printLine(u"hint: "_s, error.hint);
}

void printWarning(const QString& text) { printLine(u"warning: "_s, text); }

void printNote(const QString& text) { printLine(u"note: "_s, text); }

int fail(const base::Error& error, Format format, QJsonObject document)
{
    if (format != Format::Text) {
        document.insert(u"error"_s, report::toJson(error));
        printJson(std::move(document));
    }
    printError(error);
    return Failed;
}

base::Result<> flushOutput()
{
    errno = 0;
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return {};
    const QString reason = qt_error_string(errno);
    return base::Error{base::Error::Code::Denied,
                       QCoreApplication::translate("cli", "Standard output could not be written"), reason,
                       reason};
}

base::Result<> writeResult(const QString& path, const QByteArray& bytes)
{
    if (path == u"-") {
        printBytes(bytes);
        return flushOutput();
    }
    if (QFileInfo(path).isDir())
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate("cli", "%1 is a folder").arg(path)};
    return base::saveFile(path, bytes);
}

int finish(const QString& path, const QByteArray& bytes, Format format, QJsonObject document)
{
    if (const auto written = writeResult(path, bytes); !written)
        return fail(written.error(), format);
    return printResult(path, bytes, format, std::move(document));
}

int printResult(const QString& path, const QByteArray& bytes, Format format, QJsonObject document)
{
    if (format == Format::Json) {
        const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
        document.insert(u"path"_s, path);
        document.insert(u"bytes"_s, bytes.size());
        document.insert(u"sha256"_s, QString::fromLatin1(digest.toHex()));
        document.insert(u"error"_s, QJsonValue::Null);
        printJson(std::move(document));
    }
    return Done;
}

base::Error usageError(const QString& message, const QString& hint)
{
    return {base::Error::Code::InvalidInput, message, {}, hint};
}

base::Result<> checkOutput(const QString& path, Format format)
{
    if (path == u"-" && format != Format::Text)
        return usageError(
            QCoreApplication::translate("cli", "The result and its JSON cannot both go to standard output"),
            QCoreApplication::translate("cli", "Name a file with -o, or leave --format json out"));
    return {};
}

base::Result<> checkWritable(const QString& path, const QString& hint)
{
    if (path.isEmpty() || path == u"-")
        return {};
    const QFileInfo file(path);
    const QFileInfo folder(file.absolutePath());
    if (file.isDir() || !folder.isDir() || !folder.isWritable() || (file.exists() && !file.isWritable()))
        return base::Error{base::Error::Code::Denied,
                           QCoreApplication::translate("cli", "%1 could not be written").arg(path),
                           {},
                           hint};
    return {};
}

}  // namespace cli
