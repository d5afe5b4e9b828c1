// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemDelegate;
class QObject;

namespace ui {

/// The editors of a SubjectModel's columns. They write as it is typed; Escape takes that back.
[[nodiscard]] QAbstractItemDelegate* makeAttributeDelegate(QObject* parent);
[[nodiscard]] QAbstractItemDelegate* makeSubjectValueDelegate(QObject* parent);

}  // namespace ui
