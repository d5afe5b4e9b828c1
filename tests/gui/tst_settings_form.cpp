// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/form_harness.h"
#include "ui/editor/forms/property_tree.h"
#include "ui/editor/forms/setting_title.h"
#include "ui/editor/forms/settings_form.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;
using test::changedLines;
using test::named;

namespace {

const QByteArray eapKeys = R"(			<key>EAPClientConfiguration</key>
			<dict>
				<key>AcceptEAPTypes</key>
				<array>
					<integer>13</integer>
				</array>
			</dict>
)";

QByteArray keyAndString(const QByteArray& key, const QByteArray& value)
{
    return "\t\t\t<key>" + key + "</key>\n\t\t\t<string>" + value + "</string>\n";
}

/// A payload of another UUID, to be named by the first one.
QByteArray otherPayload(const QByteArray& type, const QByteArray& name)
{
    return test::payloadXml(type, keyAndString("PayloadDisplayName", name)).replace("22222222", "33333333");
}

}  // namespace

class SettingsFormTest : public QObject
{
    Q_OBJECT

private:
    void open(const QByteArray& xml)
    {
        m_form.reset();
        m_document = test::documentOf(xml);
        m_before = m_document->document().text();
        m_form = test::shownForm(*m_document, m_store, 0);
    }
    void openPayload(const QByteArray& type, const QByteArray& keys, const QByteArray& others = {})
    {
        open(test::profileXml(test::payloadXml(type, keys) + others));
    }
    template <class T>
    T* input(const QString& name)
    {
        return named<T>(m_form.get(), name);
    }
    [[nodiscard]] QStringList changes() const
    {
        return changedLines(m_before, m_document->document().text());
    }
    void choose(const QString& name, const QString& text)
    {
        auto* box = input<QComboBox>(name);
        QVERIFY2(box, qPrintable(name));
        QVERIFY2(box->findText(text) >= 0, qPrintable(text));
        box->setCurrentIndex(box->findText(text));
    }

    const plist::Path m_payload{u"PayloadContent"_s, std::size_t(0)};
    schema::Store m_store;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<ui::Form> m_form;
    QByteArray m_before;

private slots:
    void cleanup() { m_form.reset(); }

    void keysAreTakenApartIntoWords_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("words");
        QTest::newRow("words") << u"IncomingMailServerHostName"_s << u"Incoming mail server host name"_s;
        QTest::newRow("lower") << u"allowCamera"_s << u"Allow camera"_s;
        QTest::newRow("name") << u"allowAirDrop"_s << u"Allow AirDrop"_s;
        QTest::newRow("abbreviation") << u"ProxyPACURL"_s << u"Proxy PACURL"_s;
        QTest::newRow("abbreviation in front") << u"SMIMESigningEnabled"_s << u"S/MIME signing enabled"_s;
        QTest::newRow("name in capitals") << u"IPSec"_s << u"IPSec"_s;
        QTest::newRow("name that begins small")
            << u"forceITunesStorePasswordEntry"_s << u"Force iTunes store password entry"_s;
        QTest::newRow("version") << u"EnableIPv6"_s << u"Enable IPv6"_s;
        QTest::newRow("reference") << u"SMIMESigningCertificateUUID"_s << u"S/MIME signing certificate"_s;
        QTest::newRow("several") << u"RoamingConsortiumOIs"_s << u"Roaming consortium OIs"_s;
        QTest::newRow("one word") << u"UUID"_s << u"UUID"_s;
        QTest::newRow("no word") << u"*"_s << u"*"_s;
    }
    void keysAreTakenApartIntoWords()
    {
        QFETCH(QString, key);
        QTEST(ui::wordsOf(key), "words");
    }

    void theNetworkComesFirstAndIsTyped()
    {
        openPayload("com.apple.wifi.managed", {});
        auto* name = input<QLineEdit>(u"Network name (SSID)"_s);
        QVERIFY(name);
        const auto inputs = m_form->findChildren<QLineEdit*>();
        QCOMPARE(inputs.first(), name);
        name->setFocus();
        QTest::keyClicks(name, u"Fabrikam"_s);
        QCOMPARE(changes(), (QStringList{u"+<key>SSID_STR</key>"_s, u"+<string>Fabrikam</string>"_s}));
        QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(name, Qt::Key_Delete);
        QCOMPARE(changes(), QStringList());
    }

    void choicesSayWhatHoldsWhenNothingIsSet()
    {
        openPayload("com.apple.wifi.managed", {});
        QCOMPARE(input<QComboBox>(u"Join automatically"_s)->currentText(), u"Not set (yes)"_s);
        choose(u"Hidden network"_s, u"Yes"_s);
        QCOMPARE(changes(), (QStringList{u"+<key>HIDDEN_NETWORK</key>"_s, u"+<true/>"_s}));
        choose(u"Hidden network"_s, u"Not set (no)"_s);
        choose(u"Security type"_s, u"WPA3"_s);
        QCOMPARE(changes(), (QStringList{u"+<key>EncryptionType</key>"_s, u"+<string>WPA3</string>"_s}));
        QCOMPARE(input<QLineEdit>(u"Password"_s)->echoMode(), QLineEdit::Password);
    }

    void aValueThatIsNotOfferedIsKept()
    {
        openPayload("com.apple.wifi.managed", keyAndString("EncryptionType", "WPA9"));
        QCOMPARE(input<QComboBox>(u"Security type"_s)->currentText(), u"WPA9 (unusual)"_s);
        QCOMPARE(changes(), QStringList());
    }

    void eapTypesAreTicked()
    {
        openPayload("com.apple.wifi.managed", eapKeys);
        QVERIFY(input<QCheckBox>(u"TLS (with a certificate)"_s)->isChecked());
        input<QCheckBox>(u"PEAP"_s)->click();
        QCOMPARE(changes(), QStringList{u"+<integer>25</integer>"_s});
        input<QCheckBox>(u"TLS (with a certificate)"_s)->click();
        QCOMPARE(changes(), (QStringList{u"-<integer>13</integer>"_s, u"+<integer>25</integer>"_s}));
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();
        QVERIFY(!input<QCheckBox>(u"PEAP"_s)->isChecked());
        QCOMPARE(changes(), QStringList());
    }

    void aDictionaryGoesWithItsLastSetting()
    {
        openPayload("com.apple.wifi.managed", eapKeys);
        input<QCheckBox>(u"TLS (with a certificate)"_s)->click();
        QVERIFY(!m_document->root().at(m_payload / u"EAPClientConfiguration"));
        input<QCheckBox>(u"TTLS"_s)->click();
        const auto* types = m_document->root().at(m_payload / u"EAPClientConfiguration" / u"AcceptEAPTypes");
        QVERIFY(types);
        QVERIFY(*types == plist::Value(plist::Array{plist::Value(21)}));
    }

    void anItemNobodyKnowsHasABoxToo()
    {
        QByteArray keys = eapKeys;
        openPayload("com.apple.wifi.managed", keys.replace("13<", "13</integer>\n\t\t\t\t\t<integer>99<"));
        auto* box = input<QCheckBox>(u"99 (unusual)"_s);
        QVERIFY(box && box->isChecked());
        box->click();
        QCOMPARE(changes(), QStringList{u"-<integer>99</integer>"_s});
        QVERIFY(!input<QCheckBox>(u"99 (unusual)"_s));
    }

    void anIdentityIsChosenByName()
    {
        openPayload("com.apple.wifi.managed", {}, otherPayload("com.apple.security.scep", "Device"));
        choose(u"Identity certificate"_s, u"SCEP: Device"_s);
        QCOMPARE(changes(), (QStringList{u"+<key>PayloadCertificateUUID</key>"_s,
                                         u"+<string>33333333-0000-4000-8000-000000000000</string>"_s}));
        QVERIFY(m_document->apply(u"Remove"_s, {plist::Edit::remove({u"PayloadContent"_s, std::size_t(1)})}));
        QCOMPARE(input<QComboBox>(u"Identity certificate"_s)->currentText(),
                 u"33333333-0000-4000-8000-000000000000 (no payload has this UUID)"_s);
    }

    void trustedCertificatesAreThoseOfTheProfile()
    {
        openPayload("com.apple.wifi.managed", {});
        QVERIFY(!input<QCheckBox>(u"Root certificate: Fabrikam Root"_s));
        const auto hints = m_form->findChildren<QLabel*>();
        QVERIFY(std::any_of(hints.begin(), hints.end(), [](const QLabel* label) {
            return label->isVisible() && label->text().contains(u"This profile has no certificate"_s);
        }));
        const plist::Value root = plist::Dict{{u"PayloadType"_s, u"com.apple.security.root"_s},
                                              {u"PayloadDisplayName"_s, u"Fabrikam Root"_s},
                                              {u"PayloadUUID"_s, u"A"_s}};
        QVERIFY(
            m_document->apply(u"Add"_s, {plist::Edit::insert({u"PayloadContent"_s, std::size_t(1)}, root)}));
        QCheckBox* box = nullptr;
        for (auto* each : m_form->findChildren<QCheckBox*>()) {
            if (each->isVisible() && each->text().contains(u"Fabrikam Root"_s))
                box = each;
        }
        QVERIFY(box);
        input<QLineEdit>(u"Trusted server names"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), box);
        box->click();
        const auto* anchors =
            m_document->root().at(m_payload / u"EAPClientConfiguration" / u"PayloadCertificateAnchorUUID");
        QVERIFY(anchors);
        QVERIFY(*anchors == plist::Value(plist::Array{plist::Value(u"A"_s)}));
    }

    void oneNameOfSeveralIsAnArray()
    {
        openPayload("com.apple.wifi.managed", {});
        auto* names = input<QLineEdit>(u"Trusted server names"_s);
        names->setFocus();
        test::setTextContents(names, u"radius.fabrikam.example"_s);
        const auto* value =
            m_document->root().at(m_payload / u"EAPClientConfiguration" / u"TLSTrustedServerNames");
        QVERIFY(value);
        QVERIFY(*value == plist::Value(plist::Array{plist::Value(u"radius.fabrikam.example"_s)}));
    }

    void anIntegerThatMeansYesIsReadAsABooleanToo()
    {
        for (const QByteArray& yes : {QByteArray("<integer>1</integer>"), QByteArray("<true/>")}) {
            openPayload("com.apple.vpn.managed",
                        "\t\t\t<key>IPv4</key>\n\t\t\t<dict>\n\t\t\t\t<key>OverridePrimary</key>\n\t\t\t\t"
                            + yes + "\n\t\t\t</dict>\n");
            QCOMPARE(input<QComboBox>(u"Override primary"_s)->currentText(), u"Yes"_s);
            choose(u"Override primary"_s, u"No"_s);
            QCOMPARE(changes(), (QStringList{u"-"_s + QString::fromLatin1(yes), u"+<integer>0</integer>"_s}));
        }
    }

    void aTypeLeadsToItsSettings()
    {
        openPayload("com.apple.vpn.managed", {});
        QVERIFY(!input<QLineEdit>(u"Filter settings"_s));  // the first field is one of the connection
        QVERIFY(!input<QLineEdit>(u"Remote identifier"_s));
        choose(u"Connection type"_s, u"IKEv2"_s);
        QVERIFY(input<QLineEdit>(u"Remote identifier"_s));
    }

    void whatNoRowShowsIsInTheTree()
    {
        openPayload("com.apple.wifi.managed", keyAndString("EAPClientConfiguration", "odd")
                                                  + keyAndString("Unheard", "of")
                                                  + keyAndString("SSID_STR", "Fabrikam"));
        auto* tree = m_form->findChild<ui::PropertyTree*>();
        QVERIFY(tree->isVisible());
        QCOMPARE(tree->keyCount(), 2);
        QVERIFY(tree->model()->indexOf(m_payload / u"EAPClientConfiguration").isValid());
        QVERIFY(tree->model()->indexOf(m_payload / u"Unheard").isValid());
        // A key that has a row would vanish from the tree when it is added there.
        auto* key = input<QComboBox>(u"New key"_s);
        QCOMPARE(key->findText(u"HIDDEN_NETWORK"_s), -1);
    }

    void aMissingSettingIsShownWhereItIsToBeEntered()
    {
        openPayload("com.apple.mail.managed", {});
        report::Finding finding;
        finding.rule = u"schema-required"_s;
        finding.message = u"The server is missing"_s;
        finding.path = m_payload / u"IncomingMailServerHostName";
        m_form->setFindings({finding});
        auto* server = input<QLineEdit>(u"Incoming mail server"_s);
        QVERIFY(server->accessibleDescription().contains(u"The server is missing"_s));
        QVERIFY(m_form->showField(*finding.path));
        QCOMPARE(QApplication::focusWidget(), server);
    }

    void manySettingsAreLookedThrough()
    {
        openPayload("com.apple.applicationaccess", "\t\t\t<key>allowCamera</key>\n\t\t\t<false/>\n");
        auto* filter = input<QLineEdit>(u"Filter settings"_s);
        QVERIFY(filter);
        QVERIFY(input<QComboBox>(u"Allow AirDrop"_s));
        test::setTextContents(filter, u"camera"_s);
        QVERIFY(input<QComboBox>(u"Allow camera"_s));
        QVERIFY(!input<QComboBox>(u"Allow AirDrop"_s));
        test::setTextContents(filter, {});
        auto* only = input<QCheckBox>(u"Only what is set"_s);
        only->click();
        QVERIFY(input<QComboBox>(u"Allow camera"_s));
        QVERIFY(!input<QComboBox>(u"Allow AirDrop"_s));
        // Show field shows what the filter hides.
        QVERIFY(m_form->showField(m_payload / u"allowAirDrop"));
        QCOMPARE(QApplication::focusWidget(), input<QComboBox>(u"Allow AirDrop"_s));
        QCOMPARE(changes(), QStringList());
    }

    void everyDefinitionHasAFormThatChangesNothing()
    {
        ui::installAccessibleNames();
        for (const QString& type : m_store.payloadTypes()) {
            if (type == u"Configuration"_s)
                continue;
            m_form.reset();
            m_document = test::documentOf(test::profileXml(test::payloadXml(type.toLatin1(), {})));
            m_before = m_document->document().text();
            m_form.reset(ui::makeForm(*m_document, m_store, 0, nullptr));
            m_form->show();
            const QStringList nameless = test::namelessInputs(m_form.get());
            QVERIFY2(nameless.isEmpty(), qPrintable(type + u": "_s + nameless.join(u' ')));
            m_form->commitPending();
            QCOMPARE(m_document->document().text(), m_before);
        }
    }
};

QTEST_MAIN(SettingsFormTest)
#include "tst_settings_form.moc"
