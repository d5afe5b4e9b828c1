// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_parts.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace report {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A span of time as wide as every picture of it: places in it are percentages, which SVG takes for
/// coordinates, so that all cards share one scale at any width.
class TimeLine
{
public:
    explicit TimeLine(const CheckReport& check);

    [[nodiscard]] bool isEmpty() const { return m_to <= m_from; }
    /// From 0 to 100; what lies outside is put at the edge.
    [[nodiscard]] double placeOf(qint64 seconds) const;
    [[nodiscard]] bool isBefore(qint64 seconds) const { return seconds < m_from; }
    [[nodiscard]] bool isBehind(qint64 seconds) const { return seconds > m_to; }

private:
    void include(qint64 seconds);
    qint64 m_from = 0;
    qint64 m_to = 0;
    bool m_isSet = false;
};

constexpr qint64 secondsPerDay = 86'400;

/// The most days that a device or a policy gives a leaf, as marks on its time line.
std::vector<int> limitsOf(const CheckReport& check, const CheckedCertificate& certificate)
{
    if (certificate.role != CheckedCertificate::Role::Leaf)
        return {};
    if (check.purpose == u"tls-server" || check.purpose == u"system-connection")
        return {398, 825};
    if (check.purpose == u"smime")
        return {1185};
    return {};
}

void TimeLine::include(qint64 seconds)
{
    m_from = m_isSet ? std::min(m_from, seconds) : seconds;
    m_to = m_isSet ? std::max(m_to, seconds) : seconds;
    m_isSet = true;
}

/// The lives of the leaves and today fill it; those of CAs are so much longer that a leaf would be a dot.
TimeLine::TimeLine(const CheckReport& check)
{
    const bool hasLeaf =
        std::any_of(check.certificates.begin(), check.certificates.end(),
                    [](const auto& one) { return one.role == CheckedCertificate::Role::Leaf; });
    if (check.asOf.isValid())
        include(check.asOf.toSecsSinceEpoch());
    for (const CheckedCertificate& one : check.certificates) {
        if ((hasLeaf && one.role != CheckedCertificate::Role::Leaf) || !one.notBefore.isValid()
            || !one.notAfter.isValid())
            continue;
        include(one.notBefore.toSecsSinceEpoch());
        include(one.notAfter.toSecsSinceEpoch());
        for (const int days : limitsOf(check, one))
            include(one.notBefore.toSecsSinceEpoch() + days * secondsPerDay);
    }
    const qint64 margin = (m_to - m_from) / 12;
    m_from -= margin;
    m_to += margin;
}

double TimeLine::placeOf(qint64 seconds) const
{
    const double place = 100.0 * static_cast<double>(seconds - m_from) / static_cast<double>(m_to - m_from);
    return std::clamp(place, 0.0, 100.0);
}

QString percent(double place) { return QString::number(place, 'f', 2) + u'%'; }

/// Text at a place, turned inwards near the edges.
void addLabel(Markup& page, const char* classes, double place, const QString& y, const QString& text)
{
    page.open("text", classes).attribute("x", percent(place)).attribute("y", y);
    page.attribute("text-anchor", place < 8 ? u"start"_s : place > 92 ? u"end"_s : u"middle"_s);
    page.text(text).close();
}

void addMark(Markup& page, const char* classes, double place)
{
    page.open("line", classes).attribute("x1", percent(place)).attribute("x2", percent(place));
    page.attribute("y1", u"18"_s).attribute("y2", u"38"_s).close();
}

void addBox(Markup& page, const char* classes, double from, double to)
{
    page.open("rect", classes).attribute("x", percent(from)).attribute("y", u"22"_s);
    page.attribute("width", percent(std::max(to - from, 0.3))).attribute("height", u"12"_s);
    page.attribute("rx", u"3"_s).close();
}

/// Marks for the limits, above the bar; of labels that would run into each other the first one stays.
void addLimits(Markup& page, const TimeLine& time, const CheckReport& check, const CheckedCertificate& one)
{
    constexpr double apart = 12;
    double last = -apart;
    for (const int days : limitsOf(check, one)) {
        const double place = time.placeOf(one.notBefore.toSecsSinceEpoch() + days * secondsPerDay);
        addMark(page, "limit", place);
        if (place - last < apart)
            continue;
        addLabel(page, "limit-text", place, u"12"_s,
                 QCoreApplication::translate("report", "%1 days").arg(days));
        last = place;
    }
}

void addLife(Markup& page, const TimeLine& time, const CheckReport& check, const CheckedCertificate& one)
{
    const qint64 from = one.notBefore.toSecsSinceEpoch();
    const qint64 to = one.notAfter.toSecsSinceEpoch();
    const double left = time.placeOf(from);
    const double right = time.placeOf(to);
    const bool isOver = check.asOf.isValid() && (check.asOf > one.notAfter || check.asOf < one.notBefore);
    addBox(page, isOver ? "over" : "life", left, right);
    // A bar that goes on beyond the edge says so.
    if (time.isBefore(from))
        addLabel(page, "more", 0.5, u"32"_s, u"‹"_s);
    if (time.isBehind(to))
        addLabel(page, "more", 99.5, u"32"_s, u"›"_s);
}

void addTimeLine(Markup& page, const TimeLine& time, const CheckReport& check, const CheckedCertificate& one)
{
    if (time.isEmpty() || !one.notBefore.isValid() || !one.notAfter.isValid() || one.notAfter < one.notBefore)
        return;
    page.open("svg", "time").attribute("role", u"img"_s);
    page.attribute("aria-label", QCoreApplication::translate("report", "Valid from %1 to %2")
                                     .arg(dayText(one.notBefore), dayText(one.notAfter)));
    addBox(page, "track", 0, 100);
    addLife(page, time, check, one);
    addLimits(page, time, check, one);
    if (check.asOf.isValid()) {
        const double now = time.placeOf(check.asOf.toSecsSinceEpoch());
        addMark(page, "now", now);
        addLabel(page, "now-text", now, u"54"_s, dayText(check.asOf));
    }
    page.close();
}

QString roleText(CheckedCertificate::Role role)
{
    switch (role) {
    case CheckedCertificate::Role::Leaf: return QCoreApplication::translate("report", "End certificate");
    case CheckedCertificate::Role::Intermediate:
        return QCoreApplication::translate("report", "Intermediate CA");
    case CheckedCertificate::Role::Root: return QCoreApplication::translate("report", "Root");
    }
    Q_UNREACHABLE();
}

QString validityText(const CheckedCertificate& one)
{
    if (!one.notBefore.isValid() || !one.notAfter.isValid())
        return QCoreApplication::translate("report", "The dates cannot be read");
    const qint64 seconds = one.notBefore.secsTo(one.notAfter) + 1;
    return QCoreApplication::translate("report", "%1 to %2, days: %3")
        .arg(dayText(one.notBefore), dayText(one.notAfter), QLocale().toString(seconds / secondsPerDay));
}

QString namesText(const QStringList& names)
{
    constexpr qsizetype most = 20;
    if (names.size() <= most)
        return names.join(u", "_s);
    return QCoreApplication::translate("report", "%1 and %2 more")
        .arg(names.first(most).join(u", "_s))
        .arg(names.size() - most);
}

void addBadges(Markup& page, const CheckReport& check, std::size_t index)
{
    const CheckedCertificate& one = check.certificates[index];
    const auto worst = std::find_if(check.findings.begin(), check.findings.end(),
                                    [index](const Finding& finding) { return finding.certificate == index; });
    if (worst != check.findings.end()) {
        page.element("span", toned("badge", severityName(worst->severity)).constData(),
                     severityText(worst->severity));
    }
    if (one.isTrusted)
        page.element("span", "badge accepted", QCoreApplication::translate("report", "Trusted"));
    page.element("span", "badge", roleText(one.role));
}

void addCard(
    Markup& page, const TimeLine& time, const CheckReport& check, std::size_t index, const QString& id)
{
    const CheckedCertificate& one = check.certificates[index];
    page.open("article", "card").attribute("id", certificateId(id, index));
    page.open("header").element("h3", nullptr, one.name);
    addBadges(page, check, index);
    page.close();
    addTimeLine(page, time, check, one);
    page.open("dl");
    page.entry(QCoreApplication::translate("report", "Valid"), validityText(one));
    page.entry(QCoreApplication::translate("report", "Names"), namesText(one.names));
    page.entry(QCoreApplication::translate("report", "Subject"), one.subject);
    page.entry(QCoreApplication::translate("report", "Issuer"), one.issuer);
    page.entry(QCoreApplication::translate("report", "Key"), one.key);
    page.entry(QCoreApplication::translate("report", "Signature"), one.signature);
    page.entry(QCoreApplication::translate("report", "Serial number"), one.serial, "mono");
    page.entry(u"SHA-256"_s, QString::fromLatin1(one.sha256.toHex()), "mono");
    page.entry(QCoreApplication::translate("report", "In the profile"), one.path, "mono");
    if (one.isFromStore)
        page.entry(QCoreApplication::translate("report", "Where from"),
                   QCoreApplication::translate("report", "The roots at hand; it did not come along"));
    page.close().close();
}

/// The chain of the first certificate, as far as issuers are known.
std::vector<std::size_t> chainOf(const CheckReport& check)
{
    std::vector<std::size_t> chain;
    std::optional<std::size_t> next = 0;
    while (next && *next < check.certificates.size()
           && std::find(chain.begin(), chain.end(), *next) == chain.end()) {
        chain.push_back(*next);
        next = check.certificates[*next].issuedBy;
    }
    return chain;
}

}  // namespace

void addChain(Markup& page, const CheckReport& check, const QString& id)
{
    if (check.certificates.empty())
        return;
    const TimeLine time(check);
    const std::vector<std::size_t> chain = chainOf(check);
    page.element("h2", nullptr, QCoreApplication::translate("report", "The chain"));
    for (const std::size_t index : chain) {
        if (index != chain.front())
            page.open("div", "link").text({}).close();
        addCard(page, time, check, index, id);
    }
    if (chain.size() == check.certificates.size())
        return;
    page.element("h2", nullptr, QCoreApplication::translate("report", "Further certificates"));
    for (std::size_t i = 0; i < check.certificates.size(); ++i) {
        if (std::find(chain.begin(), chain.end(), i) != chain.end())
            continue;
        page.open("div", "apart");
        addCard(page, time, check, i, id);
        page.close();
    }
}

}  // namespace report
