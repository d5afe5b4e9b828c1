// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lists.h"

#include "core/trust/usages.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace trust {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A day of the list as the first second after it, a moment as it is.
std::optional<qint64> momentOf(const QJsonValue& value)
{
    const QString text = value.toString();
    if (text.isEmpty())
        return std::nullopt;
    const QDateTime moment = text.contains(u'T') ? QDateTime::fromString(text, Qt::ISODate)
                                                 : QDateTime(QDate::fromString(text, Qt::ISODate).addDays(1),
                                                             QTime(0, 0), Qt::UTC);
    return moment.toSecsSinceEpoch();
}

/// When a leaf was issued: the earliest timestamp tells, which nobody can backdate, else notBefore.
qint64 issuedAt(const x509::Details& leaf)
{
    const auto earliest =
        std::min_element(leaf.timestamps.begin(), leaf.timestamps.end(),
                         [](const x509::SignedTimestamp& a, const x509::SignedTimestamp& b) {
                             return a.milliseconds < b.milliseconds;
                         });
    constexpr qint64 millisecondsPerSecond = 1000;
    return earliest == leaf.timestamps.end() ? leaf.notBefore.value_or(0)
                                             : earliest->milliseconds / millisecondsPerSecond;
}

}  // namespace

Lists::Lists()
{
    QFile file(u":/trust/distrusted.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonArray rules = QJsonDocument::fromJson(file.readAll()).object().value(u"rules").toArray();
    for (const QJsonValue& value : rules) {
        const QJsonObject rule = value.toObject();
        QHash<QByteArray, Entry>& roots = m_roots[rule.value(u"id").toString()];
        const QJsonArray listedRoots = rule.value(u"roots").toArray();
        for (const QJsonValue& root : listedRoots)
            roots.insert(QByteArray::fromHex(root.toObject().value(u"sha256").toString().toLatin1()),
                         {root.toObject().value(u"name").toString(), momentOf(rule.value(u"issuedAfter")),
                          momentOf(rule.value(u"childrenNotBefore"))});
        const QJsonArray keys = rule.value(u"keys").toArray();
        for (const QJsonValue& key : keys)
            m_keys.insert(QByteArray::fromHex(key.toObject().value(u"spkiSha256").toString().toLatin1()),
                          key.toObject().value(u"name").toString());
    }
}

const Lists::Entry* Lists::findRoot(const QString& rule, const QByteArray& sha256) const
{
    const auto roots = m_roots.constFind(rule);
    if (roots == m_roots.cend())
        return nullptr;
    const auto found = roots->constFind(sha256);
    return found == roots->cend() ? nullptr : &*found;
}

QString Lists::publishedKey(const QByteArray& infoSha256) const { return m_keys.value(infoSha256); }

Verdict judgeDistrust(const Question& question, const QString& rule)
{
    if (!question.context.lists)
        return notApplicable();
    const auto& chain = question.evidence.chain;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const Lists::Entry* entry = question.context.lists->findRoot(rule, chain[i]->sha256);
        if (!entry)
            continue;
        const QString message =
            QCoreApplication::translate("trust", "Apple devices do not trust what %1 issued since then")
                .arg(entry->name);
        if (entry->issuedAfter && issuedAt(*chain.front()) >= *entry->issuedAfter)
            return fail(message, momentText(issuedAt(*chain.front())), momentText(*entry->issuedAfter));
        for (std::size_t below = 0; entry->childrenNotBefore && below < i; ++below) {
            if (chain[below]->notBefore.value_or(0) >= *entry->childrenNotBefore)
                return fail(message, momentText(*chain[below]->notBefore),
                            momentText(*entry->childrenNotBefore));
        }
    }
    return pass();
}

Verdict judgePublicKey(const Question& question)
{
    if (!question.context.lists)
        return notApplicable();
    for (const x509::Details* certificate : question.evidence.chain) {
        const QByteArray digest = QCryptographicHash::hash(certificate->key.info, QCryptographicHash::Sha256);
        const QString name = question.context.lists->publishedKey(digest);
        if (!name.isEmpty())
            return fail(QCoreApplication::translate("trust", "The private key of %1 is public knowledge (%2)")
                            .arg(nameOf(*certificate), name));
    }
    return pass();
}

}  // namespace trust
