// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/base/error.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

// How the program talks:
// - Standard output holds the answer and nothing else: text, or one JSON document, never both.
// - Everything about the work goes to standard error: "error: …", "hint: …" below it, "warning: …",
//   "note: …". An error says what, where and, in its hint, what to do next.
// - A result is written whole or not at all, and nothing is said about a success.
// - A secret is never printed unless it was asked for by its own path.

namespace cli {

/// 0 done; 1 done, and the answer is no; 2 could not do it.
enum ExitCode { Done = 0, Negative = 1, Failed = 2 };

/// To standard output; what a file smuggled in to move a terminal's cursor is made visible instead.
void printText(const QString& text);
void printBytes(const QByteArray& bytes);     ///< to standard output, as they are
void printJson(QJsonObject document);         ///< with `"format": 1`, which every document carries
void printJsonBare(const QJsonObject& json);  ///< a document whose form somebody else's standard fixes

/// printJson() with `member` added, whose value is JSON text: Qt's numbers are not exact.
void printJson(QJsonObject document, const QString& member, QByteArray json);

void printError(const base::Error& error);
void printWarning(const QString& text);
void printNote(const QString& text);

/// Prints `error`, and as JSON too where that was asked for: `document` with "error" added. Returns Failed.
int fail(const base::Error& error, Format format = Format::Text, QJsonObject document = {});

/// Whether everything printed so far has reached standard output.
[[nodiscard]] base::Result<> flushOutput();

/// Writes a result to `path`, whole or not at all; `-` is standard output.
[[nodiscard]] base::Result<> writeResult(const QString& path, const QByteArray& bytes);

/// writeResult(), and what is to be said of it: path, bytes and SHA-256 as JSON, nothing as text.
/// `document` holds what the command adds. Returns the exit code.
int finish(const QString& path, const QByteArray& bytes, Format format, QJsonObject document = {});

/// What finish() says of a result, of one that needed no writing.
int printResult(const QString& path, const QByteArray& bytes, Format format, QJsonObject document = {});

/// An error in how the program was called.
[[nodiscard]] base::Error usageError(const QString& message, const QString& hint = {});

/// Whether a result on standard output would run into the JSON that was asked for.
[[nodiscard]] base::Result<> checkOutput(const QString& path, Format format);

/// Whether a file can come to be at `path`, asked before anything is spent on it; `hint` says that nothing
/// was.
[[nodiscard]] base::Result<> checkWritable(const QString& path, const QString& hint);

}  // namespace cli
