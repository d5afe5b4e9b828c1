// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/mail_letter.h"

#include "core/delivery/steps.h"
#include "ui/share/share_words.h"
#include "ui/trust/field_grid.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

base::Result<std::vector<delivery::MailAddress>> readRecipients(const QString& text)
{
    static const QRegularExpression between(u"[,;\\n]"_s);
    std::vector<delivery::MailAddress> addresses;
    const QStringList parts = text.split(between, Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        if (part.trimmed().isEmpty())
            continue;
        const auto address = delivery::MailAddress::fromString(part.trimmed());
        if (!address)
            return address.error();
        addresses.push_back(*address);
    }
    if (addresses.empty())
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate("share", "Enter who is to get the profile")};
    return addresses;
}

MailLetter::MailLetter(QWidget* parent)
    : QWidget(parent)
    , m_to(new QLineEdit(this))
    , m_language(new QComboBox(this))
    , m_subject(new QLineEdit(this))
    , m_body(new QPlainTextEdit(this))
{
    auto* grid = new FieldGrid(this);
    m_to->setPlaceholderText(tr("anna@example.com, bert@example.com"));
    m_to->setToolTip(tr("Several addresses are separated by commas"));
    grid->add(tr("&To"), m_to);
    const QStringList languages = delivery::stepLanguages();
    for (const QString& tag : languages)
        m_language->addItem(languageName(tag), tag);
    m_language->setCurrentIndex(m_language->findData(delivery::spokenLanguage(QLocale().bcp47Name())));
    m_language->setToolTip(tr("Of the subject and of the steps: that of the person at the device"));
    grid->add(tr("&Language"), m_language);
    m_subject->setMaxLength(200);
    grid->add(tr("S&ubject"), m_subject);
    m_body->setReadOnly(true);
    m_body->setTabChangesFocus(true);
    m_body->setAccessibleName(tr("Text of the message"));
    m_body->setMinimumHeight(fontMetrics().height() * 6);
    auto* caption = new QLabel(tr("Te&xt of the message"), this);
    caption->setBuddy(m_body);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(grid);
    column->addWidget(caption);
    column->addWidget(m_body, 1);
    connect(m_to, &QLineEdit::textChanged, this, &MailLetter::changed);
    connect(m_language, &QComboBox::currentIndexChanged, this, &MailLetter::preview);
    connect(m_subject, &QLineEdit::textChanged, this, &MailLetter::preview);
}

void MailLetter::setPackage(const std::optional<delivery::Package>& package)
{
    m_package = package;
    preview();
}

void MailLetter::preview()
{
    if (m_package) {
        const delivery::MailMessage message = delivery::composeMail({*m_package}, language());
        m_subject->setPlaceholderText(message.subject);
        m_body->setPlainText(message.body);
    } else {
        m_subject->setPlaceholderText({});
        m_body->clear();
    }
    emit changed();
}

base::Result<std::vector<delivery::MailAddress>> MailLetter::recipients() const
{
    return readRecipients(m_to->text());
}

QString MailLetter::language() const { return m_language->currentData().toString(); }

QString MailLetter::subject() const { return m_subject->text().trimmed(); }

QWidget* MailLetter::firstField() const { return m_to; }

QWidget* MailLetter::lastField() const { return m_body; }

void MailLetter::focusFirst() { m_to->setFocus(); }

}  // namespace ui
