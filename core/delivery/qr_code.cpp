// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/qr_code.h"

#include <QCoreApplication>
#include <qrencode.h>

#include <cerrno>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

constexpr qsizetype maxBytes = 2331;

}  // namespace

base::Result<QrCode> QrCode::fromText(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    if (bytes.isEmpty() || bytes.size() > maxBytes || bytes.contains('\0'))
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate("delivery",
                                                       "A text of %n bytes does not fit into a QR code",
                                                       nullptr, static_cast<int>(bytes.size()))};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(bytes.constData(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!code)
        return base::Error{base::Error::Code::Internal,
                           QCoreApplication::translate("delivery", "The QR code could not be made"),
                           qt_error_string(errno)};
    QByteArray modules(qsizetype{code->width} * code->width, '\0');
    // The lowest bit is the colour, the others say what the module is for.
    for (qsizetype i = 0; i < modules.size(); ++i)
        modules[i] = static_cast<char>(code->data[i] & 1U);
    return QrCode(std::move(modules), code->width);
}

bool QrCode::isDark(int column, int row) const
{
    if (column < 0 || row < 0 || column >= m_size || row >= m_size)
        return false;
    return m_modules[qsizetype{row} * m_size + column] != '\0';
}

QString QrCode::toSvg() const
{
    const int side = m_size + 2 * quietZone;
    QString path;
    for (int row = 0; row < m_size; ++row) {
        for (int column = 0; column < m_size; ++column) {
            if (!isDark(column, row))
                continue;
            int end = column;
            while (isDark(end, row))
                ++end;
            path += u"M%1 %2h%3v1h-%3z"_s.arg(column + quietZone).arg(row + quietZone).arg(end - column);
            column = end;
        }
    }
    return u"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %1\" width=\"%2\" height=\"%2\" "
           "shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"QR\">"
           "<path fill=\"#fff\" d=\"M0 0h%1v%1h-%1z\"/><path fill=\"#000\" d=\"%3\"/></svg>"_s.arg(side)
               .arg(side * 6)
               .arg(path);
}

QString QrCode::toHalfBlocks(Colours colours) const
{
    // Foreground white and background black, as colours of the 256 that no theme replaces.
    const bool isColoured = colours == Colours::Explicit;
    QString text;
    for (int row = -quietZone; row < m_size + quietZone; row += 2) {
        text += isColoured ? u"\033[38;5;231;48;5;16m"_s : QString();
        for (int column = -quietZone; column < m_size + quietZone; ++column) {
            const bool isTopLight = !isDark(column, row);
            const bool isBottomLight = !isDark(column, row + 1);
            text += isTopLight && isBottomLight ? u'\u2588'
                    : isTopLight                ? u'\u2580'
                    : isBottomLight             ? u'\u2584'
                                                : u' ';
        }
        text += isColoured ? u"\033[0m\n"_s : u"\n"_s;
    }
    return text;
}

}  // namespace delivery
