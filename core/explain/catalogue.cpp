// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/catalogue.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtDebug>

// Has to stand outside any namespace. It also makes the linker keep the resource of a static library.
static void initErrors() { Q_INIT_RESOURCE(errors); }

namespace explain {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contents(const QString& name)
{
    QFile file(u":/errors/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A damaged file is a fault of the build: a line in the log, and nothing in it.
QJsonObject objectOf(const QByteArray& json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        qWarning().noquote() << "errors:" << error.errorString();
    return document.object();
}

QString text(const QJsonObject& object, QLatin1StringView key) { return object.value(key).toString(); }

Confidence confidenceOf(const QString& name)
{
    if (name == u"certain")
        return Confidence::Certain;
    return name == u"likely" ? Confidence::Likely : Confidence::Possible;
}

std::vector<NamedCause> namedCauses(const QJsonObject& object)
{
    std::vector<NamedCause> causes;
    const QJsonArray list = object.value("causes"_L1).toArray();
    for (const QJsonValue value : list) {
        const QJsonObject cause = value.toObject();
        causes.push_back({text(cause, "id"_L1), confidenceOf(text(cause, "confidence"_L1))});
    }
    return causes;
}

/// "The field … is missing." as what stands before the gap and what must follow it.
Phrase phraseOf(const QString& pattern)
{
    Phrase phrase;
    const QStringList parts = pattern.split(u'…', Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        const QByteArray bytes = part.trimmed().toUtf8();
        if (phrase.text.isEmpty())
            phrase.text = bytes;
        else if (!bytes.isEmpty())
            phrase.also.push_back(bytes);
    }
    return phrase;
}

std::vector<ErrorText> errorTexts(const QJsonObject& object)
{
    std::vector<ErrorText> texts;
    const QJsonArray list = object.value("texts"_L1).toArray();
    for (const QJsonValue value : list) {
        const QJsonObject one = value.toObject();
        texts.push_back({phraseOf(text(one, "shown"_L1)), confidenceOf(text(one, "confidence"_L1)),
                         text(one, "source"_L1)});
    }
    return texts;
}

ClueEntry::Kind kindOf(const QString& name)
{
    if (name == u"request")
        return ClueEntry::Kind::Request;
    if (name == u"success")
        return ClueEntry::Kind::Success;
    if (name == u"failure")
        return ClueEntry::Kind::Failure;
    return name == u"crash" ? ClueEntry::Kind::Crash : ClueEntry::Kind::Fact;
}

std::vector<CauseEntry> readCauses()
{
    std::vector<CauseEntry> causes;
    const QJsonArray list = objectOf(contents(u"causes.json"_s)).value("causes"_L1).toArray();
    for (const QJsonValue value : list) {
        const QJsonObject cause = value.toObject();
        causes.push_back({text(cause, "id"_L1), text(cause, "who"_L1), text(cause, "text"_L1),
                          text(cause, "do"_L1), text(cause, "source"_L1)});
    }
    return causes;
}

std::vector<ClueEntry> readClues()
{
    std::vector<ClueEntry> clues;
    const QJsonArray list = objectOf(contents(u"clues.json"_s)).value("clues"_L1).toArray();
    for (const QJsonValue value : list) {
        const QJsonObject clue = value.toObject();
        Phrase phrase{text(clue, "text"_L1).toUtf8()};
        const QJsonArray also = clue.value("also"_L1).toArray();
        for (const QJsonValue other : also)
            phrase.also.push_back(other.toString().toUtf8());
        clues.push_back({text(clue, "id"_L1), kindOf(text(clue, "kind"_L1)), std::move(phrase),
                         text(clue, "title"_L1), text(clue, "source"_L1)});
    }
    return clues;
}

std::vector<RuleEntry> readRules()
{
    std::vector<RuleEntry> rules;
    const QJsonArray list = objectOf(contents(u"rules.json"_s)).value("rules"_L1).toArray();
    for (const QJsonValue value : list) {
        const QJsonObject object = value.toObject();
        RuleEntry rule{text(object, "id"_L1), {}, {}, text(object, "detail"_L1), namedCauses(object)};
        const QJsonArray chain = object.value("chain"_L1).toArray();
        for (const QJsonValue error : chain)
            rule.chain.emplace_back(text(error.toObject(), "domain"_L1),
                                    error.toObject().value("code"_L1).toInteger());
        const QJsonArray clues = object.value("clues"_L1).toArray();
        for (const QJsonValue clue : clues)
            rule.clues << clue.toString();
        rules.push_back(std::move(rule));
    }
    return rules;
}

}  // namespace

Catalogue::Catalogue()
{
    initErrors();
    m_causes = readCauses();
    m_clues = readClues();
    m_rules = readRules();
    const QJsonArray programs = objectOf(contents(u"programs.json"_s)).value("programs"_L1).toArray();
    for (const QJsonValue program : programs)
        m_programs.insert(text(program.toObject(), "name"_L1));
    const QStringList files = QDir(u":/errors"_s).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString& file : files)
        readDomain(contents(file));
    for (std::size_t i = 0; i < m_causes.size(); ++i)
        m_byCause.insert(m_causes[i].id, i);
    for (std::size_t i = 0; i < m_errors.size(); ++i) {
        const ErrorEntry& error = m_errors[i];
        m_byCode.insert({error.domain, error.code}, i);
        readTexts(i);
    }
}

void Catalogue::readTexts(std::size_t error)
{
    const ErrorEntry& entry = m_errors[error];
    for (const QString& shown : {entry.screen, entry.key})
        if (!shown.isEmpty())
            m_texts.push_back({error, phraseOf(shown)});
    for (const ErrorText& text : entry.texts)
        m_texts.push_back({error, text.phrase, text.confidence});
}

void Catalogue::readDomain(const QByteArray& json)
{
    const QJsonObject object = objectOf(json);
    const QString domain = text(object, "domain"_L1);
    if (domain.isEmpty())
        return;  // causes, clues, rules, programs
    m_domains.insert(domain, text(object, "about"_L1));
    if (object.value("general"_L1).toBool())
        m_general.insert(domain);
    const QJsonArray aliases = object.value("aliases"_L1).toArray();
    for (const QJsonValue alias : aliases)
        m_aliases.insert(alias.toString(), domain);
    const QJsonArray codes = object.value("codes"_L1).toArray();
    for (const QJsonValue value : codes) {
        const QJsonObject code = value.toObject();
        const QString own = text(code, "source"_L1);
        m_errors.push_back({domain, code.value("code"_L1).toInteger(), text(code, "name"_L1),
                            text(code, "what"_L1), text(code, "screen"_L1), text(code, "key"_L1),
                            errorTexts(code), own.isEmpty() ? text(object, "source"_L1) : own,
                            namedCauses(code), code.value("frame"_L1).toBool()});
    }
}

const ErrorEntry* Catalogue::find(const QString& domain, qint64 code) const
{
    const auto found = m_byCode.constFind({canonical(domain), code});
    return found == m_byCode.cend() ? nullptr : &m_errors[*found];
}

std::vector<const ErrorEntry*> Catalogue::find(qint64 code) const
{
    std::vector<const ErrorEntry*> found;
    for (const ErrorEntry& error : m_errors)
        if (error.code == code)
            found.push_back(&error);
    return found;
}

const CauseEntry* Catalogue::cause(const QString& id) const
{
    const auto found = m_byCause.constFind(id);
    return found == m_byCause.cend() ? nullptr : &m_causes[*found];
}

QString Catalogue::domainLike(const QString& name) const
{
    for (const auto* names : {&m_domains, &m_aliases})
        for (auto it = names->keyBegin(); it != names->keyEnd(); ++it)
            if (it->compare(name, Qt::CaseInsensitive) == 0)
                return *it;
    return {};
}

Vocabulary Catalogue::vocabulary() const
{
    Vocabulary vocabulary;
    for (const ClueEntry& clue : m_clues)
        vocabulary.phrases.push_back(clue.phrase);
    for (const Text& text : m_texts)
        vocabulary.phrases.push_back(text.phrase);
    for (const QStringList& names : {m_domains.keys(), m_aliases.keys()})
        for (const QString& name : names)
            if (!name.contains(u"ErrorDomain"))
                vocabulary.domains.push_back(name.toUtf8());
    return vocabulary;
}

QStringList Catalogue::everyone()
{
    return {u"scep-server"_s,    u"ca"_s,         u"network"_s, u"management-server"_s,
            u"profile-author"_s, u"device-user"_s};
}

}  // namespace explain
