// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/lint.h"
#include "core/plist/document.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray baseText(const QString& name)
{
    QFile file(QStringLiteral(FIXTURES "/lint/base-%1.mobileconfig").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

plist::Document edited(const QString& name, const std::vector<plist::Edit>& edits)
{
    auto document = plist::Document::read(baseText(name));
    if (!document)
        qFatal("%s", qPrintable(document.error().message));
    if (const auto change = document->apply(edits); !change)
        qFatal("%s", qPrintable(change.error().message));
    return *document;
}

plist::Path path(const QString& text)
{
    const auto path = plist::Path::fromString(text);
    return path ? *path : plist::Path();
}

lint::Context byServer()
{
    lint::Context context;
    context.target.manualInstall = false;
    context.asOf = QDateTime({2026, 11, 22}, {0, 0}, Qt::UTC);
    return context;
}

QByteArray fixture(const QString& name)
{
    QFile file(QStringLiteral(FIXTURES "/pki/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

/// A profile of one identity.
plist::Value identityProfile(const QByteArray& pkcs12, const QString& passphrase)
{
    return plist::Dict{
        {u"PayloadType"_s, u"Configuration"_s},
        {u"PayloadContent"_s, plist::Array{plist::Dict{{u"PayloadType"_s, u"com.apple.security.pkcs12"_s},
                                                       {u"PayloadContent"_s, pkcs12},
                                                       {u"Password"_s, passphrase}}}}};
}

QStringList idsOf(const std::vector<report::Finding>& findings)
{
    QStringList ids;
    for (const report::Finding& finding : findings)
        ids << finding.rule;
    return ids;
}

/// Breaks one profile in ways that have nothing to do with one another.
std::vector<plist::Edit> severalDefects()
{
    return {
        plist::Edit::set(path(u"PayloadVersion"_s), u"1"_s),
        plist::Edit::remove(path(u"PayloadContent[0].PayloadUUID"_s)),
        plist::Edit::set(path(u"PayloadContent[1].PayloadIdentifier"_s), u"com.example.fabrikam"_s),
        plist::Edit::set(path(u"PayloadContent[2].PayloadIdentifier"_s), u"com.example.fabrikam.scep"_s),
        plist::Edit::rename(path(u"PayloadContent[2].PayloadVersion"_s), u"payloadVersion"_s),
    };
}

}  // namespace

class LintEngine : public QObject
{
    Q_OBJECT

private slots:
    void rulesAreWhole_data();
    void rulesAreWhole();
    void idsAreUnique();
    void ruleIsFoundById();
    void findingsComeInTheOrderOfTheText();
    void absentKeyPointsAtItsDictionary();
    void keyPointsAtTheKey();
    void evaluatingTwiceGivesTheSame();
    void credentialsAreOpenedOnce();
    void reencodedIdentityStaysTheSame();
    void stopsWhenAsked();
    void unreadableFileHasItsRule();
    void otherErrorsHaveNoRule();
    void fixAllMendsSeveralDefects();
    void fixAllLeavesWhatIsRight();
    void fixAllMendsWhatSharesAnArray();
    void secretsAreMasked();

private:
    const schema::Store m_store;
};

void LintEngine::rulesAreWhole_data()
{
    QTest::addColumn<const lint::Rule*>("rule");
    for (const lint::Rule* rule : lint::allRules())
        QTest::newRow(rule->id) << rule;
}

void LintEngine::rulesAreWhole()
{
    QFETCH(const lint::Rule*, rule);
    const QString id = QString::fromLatin1(rule->id);
    QVERIFY(QRegularExpression(u"^[a-z0-9]+(-[a-z0-9]+)+$"_s).match(id).hasMatch());
    QVERIFY(qstrlen(rule->title) > 0);
    QVERIFY(rule->check);
    QVERIFY(qstrlen(rule->source.document) > 0);
    QVERIFY(QString::fromLatin1(rule->source.url).startsWith(u"https://"_s));
    QVERIFY(rule->severity <= rule->lesser);
    const QString file =
        QStringLiteral(FIXTURES "/../../core/lint/rules/%1.cpp").arg(QString(id).replace(u'-', u'_'));
    QVERIFY2(QFile::exists(file), qPrintable(file));
}

void LintEngine::idsAreUnique()
{
    QSet<QString> ids;
    for (const lint::Rule* rule : lint::allRules())
        ids.insert(QString::fromLatin1(rule->id));
    QCOMPARE(static_cast<std::size_t>(ids.size()), lint::allRules().size());
}

void LintEngine::ruleIsFoundById()
{
    const lint::Rule* rule = lint::findRule(u"profile-uuid-missing");
    QVERIFY(rule);
    QCOMPARE(rule->id, "profile-uuid-missing");
    QVERIFY(!lint::findRule(u"profile-uuid"));
}

void LintEngine::findingsComeInTheOrderOfTheText()
{
    const auto findings = lint::evaluate(edited(u"wifi"_s, severalDefects()), m_store, byServer());
    QCOMPARE(findings.size(), std::size_t{5});
    for (std::size_t i = 0; i < findings.size(); ++i) {
        QVERIFY(findings[i].position);
        if (i > 0)
            QVERIFY(findings[i - 1].position->line <= findings[i].position->line);
    }
    QCOMPARE(findings.front().rule, u"profile-uuid-missing"_s);
    QCOMPARE(findings.back().rule, u"profile-version"_s);
}

void LintEngine::absentKeyPointsAtItsDictionary()
{
    const plist::Path missing = path(u"PayloadContent[0].PayloadUUID"_s);
    const plist::Document document = edited(u"scep"_s, {plist::Edit::remove(missing)});
    const auto findings = lint::evaluate(document, m_store, byServer());
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().path, missing);
    const auto range = document.valueRange(missing.parent());
    QVERIFY(range);
    QCOMPARE(findings.front().position, document.position(range->begin));
}

void LintEngine::keyPointsAtTheKey()
{
    const plist::Document document =
        edited(u"scep"_s, {plist::Edit::rename(path(u"PayloadUUID"_s), u"payloadUUID"_s)});
    const auto findings = lint::evaluate(document, m_store, byServer());
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().part, report::Part::Key);
    const auto range = document.keyRange(path(u"payloadUUID"_s));
    QVERIFY(range);
    QCOMPARE(findings.front().position, document.position(range->begin));
}

void LintEngine::evaluatingTwiceGivesTheSame()
{
    const plist::Document document = edited(u"wifi"_s, severalDefects());
    const auto first = lint::evaluate(document, m_store, byServer());
    const auto second = lint::evaluate(document, m_store, byServer());
    QCOMPARE(idsOf(second), idsOf(first));
    for (std::size_t i = 0; i < first.size(); ++i) {
        QCOMPARE(second[i].message, first[i].message);
        QCOMPARE(second[i].fix.has_value(), first[i].fix.has_value());
        if (first[i].fix)
            QCOMPARE(second[i].fix->edits(), first[i].fix->edits());
    }
}

void LintEngine::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const plist::Document document = edited(u"wifi"_s, severalDefects());
    QVERIFY(lint::evaluate(document, m_store, byServer(), stop.get_token()).empty());
}

void LintEngine::unreadableFileHasItsRule()
{
    base::Error error;
    error.code = base::Error::Code::InvalidInput;
    error.message = u"The file ends too early"_s;
    error.position = base::TextPosition{3, 4};
    const auto findings = lint::unreadable(error);
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().rule, u"xml-malformed"_s);
    QCOMPARE(findings.front().severity, report::Severity::Error);
    QCOMPARE(findings.front().position, error.position);
    QCOMPARE(findings.front().message, error.message);
    QVERIFY(!findings.front().path);
}

void LintEngine::otherErrorsHaveNoRule()
{
    base::Error error;
    error.code = base::Error::Code::NotFound;
    error.message = u"No such file"_s;
    QVERIFY(lint::unreadable(error).empty());
}

void LintEngine::fixAllMendsSeveralDefects()
{
    plist::Document document = edited(u"wifi"_s, severalDefects());
    const auto applied = lint::fixAll(document, m_store, byServer());
    QVERIFY(applied);
    QCOMPARE(applied->size(), 5);
    QCOMPARE(idsOf(lint::evaluate(document, m_store, byServer())), QStringList());
    // The reference from the Wi-Fi payload still finds its identity.
    const plist::Value* uuid = document.root().at(path(u"PayloadContent[0].PayloadUUID"_s));
    const plist::Value* reference = document.root().at(path(u"PayloadContent[2].PayloadCertificateUUID"_s));
    QVERIFY(uuid && reference);
    QCOMPARE(*uuid, *reference);
}

void LintEngine::fixAllLeavesWhatIsRight()
{
    auto document = plist::Document::read(baseText(u"wifi"_s));
    QVERIFY(document);
    const auto applied = lint::fixAll(*document, m_store, byServer());
    QVERIFY(applied);
    QVERIFY(applied->isEmpty());
    QVERIFY(!document->isModified());
}

void LintEngine::fixAllMendsWhatSharesAnArray()
{
    // A payload without anything, four times: every fix of one names its index.
    std::vector<plist::Edit> edits;
    for (std::size_t i = 1; i <= 4; ++i)
        edits.push_back(plist::Edit::insert(
            plist::Path{u"PayloadContent"_s, std::size_t{1}},
            plist::Dict{{u"PayloadType"_s, u"com.example.unknown"_s}, {u"PayloadDisplayName"_s, u"X"_s}}));
    plist::Document document = edited(u"scep"_s, edits);
    QVERIFY(lint::fixAll(document, m_store, byServer()));
    QStringList ids = idsOf(lint::evaluate(document, m_store, byServer()));
    ids.removeDuplicates();
    QCOMPARE(ids, QStringList{u"schema-unknown-payload"_s});
    QSet<QString> uuids;
    for (std::size_t i = 0; i < 5; ++i) {
        const auto* payload = document.root().at({u"PayloadContent"_s, i})->as<plist::Dict>();
        QVERIFY(payload);
        uuids.insert(*payload->get<QString>(u"PayloadUUID"));
    }
    QCOMPARE(uuids.size(), 5);
}

void LintEngine::secretsAreMasked()
{
    const QString secret = u"4711081500"_s;
    const plist::Path challenge = path(u"PayloadContent[0].PayloadContent.Challenge"_s);
    const std::vector<plist::Value> values{
        u"%1 {{challenge}}"_s.arg(secret),
        u" %1\u00e9 "_s.arg(secret),
        u"$a%1"_s.arg(secret),
        std::int64_t{4711081500},
        plist::Raw{plist::Type::Integer, secret + u'x'},
    };
    for (const plist::Value& value : values) {
        const plist::Document document = edited(u"scep"_s, {plist::Edit::set(challenge, value)});
        const auto findings = lint::evaluate(document, m_store, byServer());
        QVERIFY(!findings.empty());
        for (const report::Finding& finding : findings) {
            QVERIFY2(!finding.message.contains(secret), qPrintable(finding.message));
            QVERIFY2(!finding.measured.contains(secret), qPrintable(finding.measured));
            QVERIFY(!finding.required.contains(secret));
        }
    }
}

void LintEngine::credentialsAreOpenedOnce()
{
    const auto payloadOf = [](const plist::Value& root) {
        return profile::Profile(root).payloads().front();
    };
    const plist::Value right = identityProfile(fixture(u"compatible.p12"_s), u"fixture"_s);
    const plist::Value wrong = identityProfile(fixture(u"compatible.p12"_s), u"something else"_s);
    lint::CredentialCache cache;
    cache.beginRun();
    const auto first = cache.examine(payloadOf(right));
    QVERIFY(first->pkcs12);
    QCOMPARE(cache.examine(payloadOf(right)), first);
    const auto other = cache.examine(payloadOf(wrong));
    QVERIFY(!other->pkcs12);
    QVERIFY(other->pkcs12Error);
    cache.beginRun();
    QCOMPARE(cache.examine(payloadOf(right)), first);
    cache.beginRun();
    QCOMPARE(cache.examine(payloadOf(right)), first);
    QVERIFY2(cache.examine(payloadOf(wrong)) != other, "what a run did not ask for is forgotten");
}

void LintEngine::reencodedIdentityStaysTheSame()
{
    const auto document = plist::Document::create(identityProfile(fixture(u"aes128.p12"_s), u"fixture"_s));
    lint::Context context = byServer();
    const auto fixOf = [&] {
        const auto findings = lint::evaluate(document, m_store, context);
        const auto found = std::find_if(findings.begin(), findings.end(), [](const report::Finding& finding) {
            return finding.rule == u"p12-algorithms";
        });
        return found == findings.end() || !found->fix ? plist::Value() : *found->fix->edits().front().value;
    };
    QVERIFY(fixOf().as<QByteArray>());
    QVERIFY2(fixOf() != fixOf(), "salts are drawn anew");
    context.credentials = std::make_shared<lint::CredentialCache>();
    const plist::Value fix = fixOf();
    QVERIFY(fix.as<QByteArray>());
    QVERIFY(fix == fixOf());
}

QTEST_GUILESS_MAIN(LintEngine)
#include "tst_lint_engine.moc"
