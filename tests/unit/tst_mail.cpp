// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/mail_address.h"
#include "core/delivery/mail_client.h"
#include "core/delivery/mail_message.h"
#include "core/delivery/mime.h"

#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;
using delivery::MailAddress;
using delivery::MailForm;
using delivery::MailMessage;
using delivery::Package;

namespace {

/// What RFC 2047 words say, by another way than the writer's.
QString decodedWords(const QByteArray& field)
{
    static const QRegularExpression word(u"=\\?UTF-8\\?B\\?([A-Za-z0-9+/=]*)\\?="_s);
    QByteArray bytes;
    QRegularExpressionMatchIterator it = word.globalMatch(QString::fromLatin1(field));
    while (it.hasNext()) {
        const QByteArray part = QByteArray::fromBase64(it.next().captured(1).toLatin1());
        // No character may stand in two words.
        if (!part.isValidUtf8())
            return u"broken character"_s;
        bytes += part;
    }
    return QString::fromUtf8(bytes);
}

/// What RFC 2231 pieces say.
QString decodedPieces(const QByteArray& field, const QByteArray& key)
{
    const QRegularExpression piece(QString::fromLatin1(key) + u"\\*(?:\\d+\\*)?=(?:UTF-8'')?([^;\\s]+)"_s);
    QByteArray bytes;
    QRegularExpressionMatchIterator it = piece.globalMatch(QString::fromLatin1(field));
    while (it.hasNext())
        bytes += QByteArray::fromPercentEncoding(it.next().captured(1).toLatin1());
    return QString::fromUtf8(bytes);
}

/// Soft line breaks and escapes taken back (RFC 2045 §6.7).
QByteArray decodedQuoted(QByteArray text)
{
    text.replace("=\r\n", "");
    return QByteArray::fromPercentEncoding(text, '=');
}

QByteArray joined(const QByteArrayList& words) { return words.join("\r\n "); }

MailAddress address(const QString& text)
{
    const auto read = MailAddress::fromString(text);
    return read ? *read : MailAddress();
}

Package package(const QString& fileName, const QByteArray& bytes = "<plist/>")
{
    Package made;
    made.fileName = fileName;
    made.bytes = bytes;
    made.title = u"Office Wi-Fi"_s;
    return made;
}

MailMessage letter(const std::vector<Package>& packages, const QString& language = u"en"_s)
{
    MailMessage message = delivery::composeMail(packages, language);
    message.from = address(u"Anna Müller <anna@example.com>"_s);
    message.to = {address(u"bob@example.com"_s)};
    message.date = QDateTime({2026, 11, 28}, {15, 4, 5}, QTimeZone(-(5 * 3600 + 30 * 60)));
    message.id = "1@example.com";
    return message;
}

QByteArray bytesOf(const MailMessage& message, MailForm form = MailForm::Sent)
{
    const auto bytes = delivery::writeMessage(message, form);
    return bytes ? *bytes : "error: " + bytes.error().message.toUtf8();
}

/// The field `name` of the first header, unfolded; empty when there is none.
QByteArray fieldOf(const QByteArray& message, const QByteArray& name)
{
    QByteArray header = message.left(message.indexOf("\r\n\r\n"));
    header.replace("\r\n ", " ");
    for (const QByteArray& line : header.split('\n'))
        if (line.startsWith(name + ": "))
            return line.mid(name.size() + 2).trimmed();
    return {};
}

}  // namespace

class TestMail : public QObject
{
    Q_OBJECT

private slots:
    void addressesAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("spec");
        const auto row = [](const char* what, const QString& text, const QString& name, const char* spec) {
            QTest::newRow(what) << text << name << QByteArray(spec);
        };
        row("bare", u"anna@example.com"_s, {}, "anna@example.com");
        row("blanks", u"  anna@example.com "_s, {}, "anna@example.com");
        row("all that an atom may have", u"a.b+c!#$%&'*/=?^_`{|}~-@example.com"_s, {},
            "a.b+c!#$%&'*/=?^_`{|}~-@example.com");
        row("name", u"Anna Müller <anna@example.com>"_s, u"Anna Müller"_s, "anna@example.com");
        row("quoted name", u"\"Müller, \\\"Anna\\\"\" <anna@example.com>"_s, u"Müller, \"Anna\""_s,
            "anna@example.com");
        row("international domain", u"anna@müller.example"_s, {}, "anna@xn--mller-kva.example");
        row("one label", u"root@localhost"_s, {}, "root@localhost");
        row("longest", QString(64, u'a') + u"@example.com"_s, {},
            (QByteArray(64, 'a') + "@example.com").constData());
    }
    void addressesAreRead()
    {
        QFETCH(QString, text);
        const auto read = MailAddress::fromString(text);
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
        QTEST(read->name, "name");
        QTEST(read->spec(), "spec");
    }

    void whatIsNoAddressIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isUnsupported");
        const auto row = [](const char* what, const QString& text, bool isUnsupported = false) {
            QTest::newRow(what) << text << isUnsupported;
        };
        row("empty", {});
        row("no at", u"example.com"_s);
        row("no local part", u"@example.com"_s);
        row("no host", u"anna@"_s);
        row("dot first", u".anna@example.com"_s);
        row("dot last", u"anna.@example.com"_s);
        row("two dots", u"an..na@example.com"_s);
        row("blank", u"an na@example.com"_s);
        row("two addresses", u"anna@example.com, bob@example.com"_s);
        row("no opening bracket", u"anna@example.com>"_s);
        row("too long", QString(65, u'a') + u"@example.com"_s);
        row("label with hyphen", u"anna@-example.com"_s);
        row("empty label", u"anna@example..com"_s);
        row("underscore in host", u"anna@ex_ample.com"_s);
        row("long label", u"anna@"_s + QString(64, u'a') + u".com"_s);
        row("line end", u"anna@example.com\r\nBcc: eve@example.com"_s);
        row("line end in name", u"Anna\nBcc: eve@example.com <anna@example.com>"_s);
        row("NUL", u"anna"_s + QChar(0) + u"@example.com"_s);
        row("letters beyond ASCII", u"änna@example.com"_s, true);
        row("quoted local part", u"\"an na\"@example.com"_s, true);
        row("number for a host", u"anna@[192.0.2.1]"_s, true);
    }
    void whatIsNoAddressIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(bool, isUnsupported);
        const auto read = MailAddress::fromString(text);
        QVERIFY(!read);
        QVERIFY(!read.error().message.isEmpty());
        QCOMPARE(read.error().code,
                 isUnsupported ? base::Error::Code::Unsupported : base::Error::Code::InvalidInput);
    }

    void encodedWordsAreShortAndWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("one letter") << u"ü"_s;
        QTest::newRow("emoji") << u"📱🔐 WLAN"_s.repeated(20);
        QTest::newRow("mixed") << u"aü€📱"_s.repeated(40);
        QTest::newRow("very long") << u"Ω"_s.repeated(5000);
    }
    void encodedWordsAreShortAndWhole()
    {
        QFETCH(QString, text);
        const QByteArrayList words = delivery::encodedWords(text, 40);
        QVERIFY(words.front().size() <= 40);
        for (const QByteArray& word : words)
            QVERIFY2(word.size() <= 75, word.constData());
        QCOMPARE(decodedWords(joined(words)), text);
    }

    void textFieldsSurvive_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << u"Your profile"_s;
        QTest::newRow("long") << u"word "_s.repeated(100).trimmed();
        QTest::newRow("one long word") << QString(500, u'x');
        QTest::newRow("umlauts") << u"Das Profil für das Büro"_s;
        QTest::newRow("very long") << u"Größe 📱 "_s.repeated(300).trimmed();
        QTest::newRow("looks encoded") << u"=?UTF-8?B?eA==?= is text"_s;
        QTest::newRow("several blanks") << u"two  blanks "_s;
    }
    void textFieldsSurvive()
    {
        QFETCH(QString, text);
        const auto field = delivery::textField("Subject", text);
        QVERIFY(field.has_value());
        QVERIFY(field->endsWith("\r\n"));
        const QList<QByteArray> lines = field->left(field->size() - 2).split('\n');
        for (const QByteArray& line : lines)
            QVERIFY2(line.size() <= 78, line.constData());
        for (const QByteArray& line : lines.mid(1))
            QVERIFY(line.startsWith(' ') && !line.trimmed().isEmpty());
        if (field->contains("=?UTF-8?B?")) {
            QCOMPARE(decodedWords(*field), text);
        } else {
            QCOMPARE(QString::fromLatin1(*field).replace(u"\r\n "_s, u" "_s), u"Subject: %1\r\n"_s.arg(text));
        }
    }

    void nothingIsSmuggledIntoAField_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("CRLF") << u"a\r\nBcc: eve@example.com"_s;
        QTest::newRow("LF") << u"a\nb"_s;
        QTest::newRow("CR") << u"a\rb"_s;
        QTest::newRow("NUL") << u"a"_s + QChar(0);
        QTest::newRow("next line") << u"a"_s + QChar(0x85) + u"b"_s;
        QTest::newRow("line separator") << u"a"_s + QChar(QChar::LineSeparator) + u"b"_s;
    }
    void nothingIsSmuggledIntoAField()
    {
        QFETCH(QString, text);
        QVERIFY(!delivery::textField("Subject", text));
        MailAddress someone = address(u"anna@example.com"_s);
        someone.name = text;
        QVERIFY(!delivery::addressField("To", {someone}));
        MailMessage message = letter({package(u"a.mobileconfig"_s)});
        message.subject = text;
        const auto bytes = delivery::writeMessage(message, MailForm::Draft);
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, base::Error::Code::InvalidInput);
    }

    void namesStandBeforeAddresses_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("plain") << u"Anna Smith"_s << QByteArray("To: Anna Smith <a@example.com>\r\n");
        QTest::newRow("comma") << u"Smith, Anna"_s << QByteArray("To: \"Smith, Anna\" <a@example.com>\r\n");
        QTest::newRow("quotes") << u"Anna \"A\" \\"_s
                                << QByteArray("To: \"Anna \\\"A\\\" \\\\\" <a@example.com>\r\n");
        QTest::newRow("umlaut") << u"Jörg"_s << QByteArray("To: =?UTF-8?B?SsO2cmc=?= <a@example.com>\r\n");
    }
    void namesStandBeforeAddresses()
    {
        QFETCH(QString, name);
        MailAddress someone = address(u"a@example.com"_s);
        someone.name = name;
        const auto field = delivery::addressField("To", {someone});
        QVERIFY(field.has_value());
        QTEST(*field, "field");
    }

    void manyRecipientsFold()
    {
        std::vector<MailAddress> all(200);
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = address(u"Person %1 <person%1@example.com>"_s.arg(i));
        const auto field = delivery::addressField("To", all);
        QVERIFY(field.has_value());
        for (const QByteArray& line : field->split('\n'))
            QVERIFY(line.size() <= 78);
        QCOMPARE(field->count('@'), 200);
        QCOMPARE(field->count(','), 199);
    }

    void fileNamesAreParameters_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"wifi.mobileconfig"_s;
        QTest::newRow("blanks") << u"office wifi.mobileconfig"_s;
        QTest::newRow("quotes") << u"a\"b\\c.mobileconfig"_s;
        QTest::newRow("umlauts") << u"Büro-WLAN für Jörg.mobileconfig"_s;
        QTest::newRow("emoji") << u"📱🔐.mobileconfig"_s;
        QTest::newRow("percent and star") << u"100% *'ü'.mobileconfig"_s;
        QTest::newRow("long") << u"Größe 📱 "_s.repeated(12) + u".mobileconfig"_s;
        QTest::newRow("long and plain") << u"abc "_s.repeated(25) + u".mobileconfig"_s;
    }
    void fileNamesAreParameters()
    {
        QFETCH(QString, name);
        const QByteArray field =
            delivery::foldedField("Content-Disposition",
                                  QByteArrayList{"attachment;"} + delivery::parameterWords("filename", name));
        for (const QByteArray& line : field.split('\n'))
            QVERIFY2(line.size() <= 78, line.constData());
        if (field.contains("filename=\"")) {
            QByteArray plain = field.mid(field.indexOf('"') + 1);
            plain.truncate(plain.lastIndexOf('"'));
            QCOMPARE(QString::fromLatin1(plain.replace("\\\"", "\"").replace("\\\\", "\\")), name);
        } else {
            QCOMPARE(decodedPieces(field, "filename"), name);
        }
        const QByteArray old = joined(delivery::oldParameterWords("name", name));
        if (old.contains("=?UTF-8?B?"))
            QCOMPARE(decodedWords(old), name);
        for (const QByteArray& line : old.split('\n'))
            QVERIFY2(line.size() <= 78, line.constData());
    }

    void bodiesSurvive_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty lines") << u"a\n\nb\n"_s;
        QTest::newRow("dots") << u".\n..\n. first\n"_s;
        QTest::newRow("from") << u"From here on\n From\n"_s;
        QTest::newRow("blanks at the end") << u"a \nb\t\n"_s;
        QTest::newRow("equals") << u"1=1 =20\n"_s;
        QTest::newRow("long") << u"Größe. "_s.repeated(100) + u"\n"_s;
        QTest::newRow("dots all along") << QString(300, u'.') + u"\n"_s;
        QTest::newRow("From all along") << u"From "_s.repeated(60) + u"x\n"_s;
    }
    void bodiesSurvive()
    {
        QFETCH(QString, text);
        const QByteArray encoded = delivery::quotedPrintable(text);
        QCOMPARE(QString::fromUtf8(decodedQuoted(encoded)).replace(u"\r\n"_s, u"\n"_s), text);
        for (const QByteArray& line : encoded.split('\n')) {
            QVERIFY2(line.size() <= 77, line.constData());
            QVERIFY(!line.startsWith('.') && !line.startsWith("From "));
            QVERIFY(!line.endsWith(" \r") && !line.endsWith("\t\r"));
        }
    }

    void everyLineIsShortAndAscii()
    {
        MailMessage message = letter(
            {package(u"Büro 📱.mobileconfig"_s, QByteArray(100'000, '\xff')), package(u"wifi.mobileconfig"_s)},
            u"de"_s);
        message.subject = u"Größe 📱 "_s.repeated(100).trimmed();
        const QByteArray bytes = bytesOf(message);
        QVERIFY(!bytes.startsWith("error"));
        QVERIFY(
            std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0 || c == '\0'; }));
        QCOMPARE(bytes.count('\n'), bytes.count("\r\n"));
        QCOMPARE(bytes.count('\r'), bytes.count("\r\n"));
        for (const QByteArray& line : bytes.split('\n'))
            QVERIFY2(line.size() <= 79, line.constData());  // with its CR
    }

    void theHeaderSaysWhatItHasTo()
    {
        const QByteArray bytes = bytesOf(letter({package(u"wifi.mobileconfig"_s)}));
        QCOMPARE(fieldOf(bytes, "Date"), "Sat, 28 Nov 2026 15:04:05 -0530");
        QCOMPARE(fieldOf(bytes, "Message-ID"), "<1@example.com>");
        QCOMPARE(fieldOf(bytes, "To"), "bob@example.com");
        QVERIFY(fieldOf(bytes, "From").endsWith(" <anna@example.com>"));
        QCOMPARE(fieldOf(bytes, "MIME-Version"), "1.0");
        QVERIFY(fieldOf(bytes, "Content-Type").startsWith("multipart/mixed; boundary="));
        QVERIFY(fieldOf(bytes, "X-Unsent").isEmpty());
        QVERIFY(bytes.contains(
            "\r\nContent-Type: application/x-apple-aspen-config; name=\"wifi.mobileconfig\"\r\n"));
        QVERIFY(bytes.contains("\r\nContent-Disposition: attachment; filename=\"wifi.mobileconfig\"\r\n"));
        QVERIFY(bytes.contains(QByteArray("<plist/>").toBase64()));
    }

    void aDraftIsMarkedAndNeedsNoSender()
    {
        MailMessage message = letter({package(u"wifi.mobileconfig"_s)});
        message.from.reset();
        QCOMPARE(fieldOf(bytesOf(message, MailForm::Draft), "X-Unsent"), "1");
        QVERIFY(bytesOf(message, MailForm::Sent).startsWith("error"));
    }

    void theStepsAreInTheRecipientsLanguage()
    {
        const MailMessage german = delivery::composeMail({package(u"wifi.mobileconfig"_s)}, u"de-AT"_s);
        QCOMPARE(german.language, u"de"_s);
        QVERIFY(german.body.contains(u"Einstellungen"));
        QVERIFY(german.body.contains(u"wifi.mobileconfig"));
        QVERIFY(german.subject.contains(u"Office Wi-Fi"));
        const MailMessage unknown = delivery::composeMail({package(u"wifi.mobileconfig"_s)}, u"xx"_s);
        QVERIFY(unknown.body.contains(u"Settings"));
        const MailMessage own = delivery::composeMail({package(u"wifi.mobileconfig"_s)}, u"de"_s, u"Hallo"_s);
        QCOMPARE(own.subject, u"Hallo"_s);
    }

    void aTitleWithLineEndsMakesNoField()
    {
        Package named = package(u"wifi.mobileconfig"_s);
        named.title = u"a\r\nBcc: eve@example.com"_s;
        const QByteArray bytes = bytesOf(letter({named}));
        QVERIFY(!bytes.startsWith("error"));
        QVERIFY(fieldOf(bytes, "Bcc").isEmpty());
    }

    void severalProfilesHaveNamesOfTheirOwn()
    {
        const MailMessage message =
            delivery::composeMail({package(u"wifi.mobileconfig"_s), package(u"WIFI.mobileconfig"_s),
                                   package(u"wifi.mobileconfig"_s)},
                                  u"en"_s);
        QCOMPARE(message.attachments.size(), std::size_t(3));
        QCOMPARE(message.attachments[0].fileName, u"wifi.mobileconfig"_s);
        QCOMPARE(message.attachments[1].fileName, u"WIFI-2.mobileconfig"_s);
        QCOMPARE(message.attachments[2].fileName, u"wifi-3.mobileconfig"_s);
        QVERIFY(message.body.contains(u"wifi-3.mobileconfig"));
        QVERIFY(!message.subject.isEmpty());
    }

    void theNextWayIsTriedWithTheReason()
    {
        int opened = 0;
        const auto way = [&](const QString& name, bool isReady, const base::Result<>& answer) {
            return delivery::MailWay{
                name, name, {isReady, name + u" is away"_s}, [&opened, answer](const auto&, const auto&) {
                    ++opened;
                    return answer;
                }};
        };
        const base::Error broken{base::Error::Code::Unsupported, u"broken"_s};
        const base::Error closed{base::Error::Code::Cancelled, u"closed"_s};
        auto result = delivery::handOver(
            {},
            {way(u"a"_s, false, {}), way(u"b"_s, true, broken), way(u"c"_s, true, {}), way(u"d"_s, true, {})},
            {});
        QCOMPARE(result.by, u"c"_s);
        QCOMPARE(opened, 2);
        QCOMPARE(result.failed.size(), std::size_t(2));
        QCOMPARE(result.failed[0].error.message, u"a is away"_s);
        QCOMPARE(result.failed[1].error, broken);
        // Whoever closed the window does not want the next one.
        result = delivery::handOver({}, {way(u"a"_s, true, closed), way(u"b"_s, true, {})}, {});
        QCOMPARE(result.by, QString());
        QCOMPARE(opened, 3);
    }
};

QTEST_GUILESS_MAIN(TestMail)
#include "tst_mail.moc"
