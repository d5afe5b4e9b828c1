// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace http {

/// A body that can be read once. Qt sends a request again when the server hangs up without an answer, and
/// what spends a challenge must not go out twice: this one it cannot rewind, and gives up.
class SentOnce : public QIODevice
{
public:
    explicit SentOnce(QByteArray bytes) : m_bytes(std::move(bytes)) { open(ReadOnly | Unbuffered); }

    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }
    bool reset() override { return false; }

protected:
    qint64 readData(char* data, qint64 most) override;
    qint64 writeData(const char* /*data*/, qint64 /*size*/) override { return -1; }

private:
    QByteArray m_bytes;
};

}  // namespace http
