// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/titles.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace schema {

namespace {

struct Title
{
    QLatin1StringView type;
    const char* text;
};

// Sorted by type, upper case first.
// clang-format off
constexpr std::array titles = {
    Title{QLatin1StringView(".GlobalPreferences"), QT_TRANSLATE_NOOP("schema", "Global preferences (macOS)")},
    Title{QLatin1StringView("Configuration"), QT_TRANSLATE_NOOP("schema", "General")},
    Title{QLatin1StringView("com.apple.ADCertificate.managed"), QT_TRANSLATE_NOOP("schema", "Active Directory certificate")},
    Title{QLatin1StringView("com.apple.AIM.account"), QT_TRANSLATE_NOOP("schema", "AIM account")},
    Title{QLatin1StringView("com.apple.AssetCache.managed"), QT_TRANSLATE_NOOP("schema", "Content caching")},
    Title{QLatin1StringView("com.apple.Dictionary"), QT_TRANSLATE_NOOP("schema", "Dictionary")},
    Title{QLatin1StringView("com.apple.DirectoryService.managed"), QT_TRANSLATE_NOOP("schema", "Directory service")},
    Title{QLatin1StringView("com.apple.DiscRecording"), QT_TRANSLATE_NOOP("schema", "Disc recording")},
    Title{QLatin1StringView("com.apple.MCX"), QT_TRANSLATE_NOOP("schema", "Managed client")},
    Title{QLatin1StringView("com.apple.MCX.FileVault2"), QT_TRANSLATE_NOOP("schema", "FileVault")},
    Title{QLatin1StringView("com.apple.MCX.TimeMachine"), QT_TRANSLATE_NOOP("schema", "Time Machine")},
    Title{QLatin1StringView("com.apple.ManagedClient.preferences"), QT_TRANSLATE_NOOP("schema", "Custom preferences")},
    Title{QLatin1StringView("com.apple.NSExtension"), QT_TRANSLATE_NOOP("schema", "App extensions")},
    Title{QLatin1StringView("com.apple.SetupAssistant.managed"), QT_TRANSLATE_NOOP("schema", "Setup Assistant")},
    Title{QLatin1StringView("com.apple.ShareKitHelper"), QT_TRANSLATE_NOOP("schema", "Sharing services")},
    Title{QLatin1StringView("com.apple.SoftwareUpdate"), QT_TRANSLATE_NOOP("schema", "Software update")},
    Title{QLatin1StringView("com.apple.SystemConfiguration"), QT_TRANSLATE_NOOP("schema", "Network proxies (macOS)")},
    Title{QLatin1StringView("com.apple.TCC.configuration-profile-policy"), QT_TRANSLATE_NOOP("schema", "Privacy permissions")},
    Title{QLatin1StringView("com.apple.airplay"), QT_TRANSLATE_NOOP("schema", "AirPlay")},
    Title{QLatin1StringView("com.apple.airplay.security"), QT_TRANSLATE_NOOP("schema", "AirPlay security")},
    Title{QLatin1StringView("com.apple.airprint"), QT_TRANSLATE_NOOP("schema", "AirPrint")},
    Title{QLatin1StringView("com.apple.apn.managed"), QT_TRANSLATE_NOOP("schema", "Access point name (APN)")},
    Title{QLatin1StringView("com.apple.app.lock"), QT_TRANSLATE_NOOP("schema", "Single app mode")},
    Title{QLatin1StringView("com.apple.applicationaccess"), QT_TRANSLATE_NOOP("schema", "Restrictions")},
    Title{QLatin1StringView("com.apple.applicationaccess.new"), QT_TRANSLATE_NOOP("schema", "Allowed apps (macOS)")},
    Title{QLatin1StringView("com.apple.appstore"), QT_TRANSLATE_NOOP("schema", "App Store")},
    Title{QLatin1StringView("com.apple.asam"), QT_TRANSLATE_NOOP("schema", "Autonomous single app mode")},
    Title{QLatin1StringView("com.apple.associated-domains"), QT_TRANSLATE_NOOP("schema", "Associated domains")},
    Title{QLatin1StringView("com.apple.caldav.account"), QT_TRANSLATE_NOOP("schema", "Calendar (CalDAV)")},
    Title{QLatin1StringView("com.apple.carddav.account"), QT_TRANSLATE_NOOP("schema", "Contacts (CardDAV)")},
    Title{QLatin1StringView("com.apple.cellular"), QT_TRANSLATE_NOOP("schema", "Cellular")},
    Title{QLatin1StringView("com.apple.cellularprivatenetwork.managed"), QT_TRANSLATE_NOOP("schema", "Private cellular network")},
    Title{QLatin1StringView("com.apple.conferenceroomdisplay"), QT_TRANSLATE_NOOP("schema", "Conference room display")},
    Title{QLatin1StringView("com.apple.configurationprofile.identification"), QT_TRANSLATE_NOOP("schema", "Identification")},
    Title{QLatin1StringView("com.apple.dashboard"), QT_TRANSLATE_NOOP("schema", "Dashboard")},
    Title{QLatin1StringView("com.apple.declarations"), QT_TRANSLATE_NOOP("schema", "Declarations")},
    Title{QLatin1StringView("com.apple.desktop"), QT_TRANSLATE_NOOP("schema", "Desktop picture")},
    Title{QLatin1StringView("com.apple.dnsProxy.managed"), QT_TRANSLATE_NOOP("schema", "DNS proxy")},
    Title{QLatin1StringView("com.apple.dnsSettings.managed"), QT_TRANSLATE_NOOP("schema", "Encrypted DNS")},
    Title{QLatin1StringView("com.apple.dock"), QT_TRANSLATE_NOOP("schema", "Dock")},
    Title{QLatin1StringView("com.apple.domains"), QT_TRANSLATE_NOOP("schema", "Domains")},
    Title{QLatin1StringView("com.apple.eas.account"), QT_TRANSLATE_NOOP("schema", "Exchange ActiveSync")},
    Title{QLatin1StringView("com.apple.education"), QT_TRANSLATE_NOOP("schema", "Education")},
    Title{QLatin1StringView("com.apple.ews.account"), QT_TRANSLATE_NOOP("schema", "Exchange (macOS)")},
    Title{QLatin1StringView("com.apple.extensiblesso"), QT_TRANSLATE_NOOP("schema", "Single sign-on extension")},
    Title{QLatin1StringView("com.apple.familycontrols.contentfilter"), QT_TRANSLATE_NOOP("schema", "Parental controls: web content")},
    Title{QLatin1StringView("com.apple.familycontrols.timelimits.v2"), QT_TRANSLATE_NOOP("schema", "Parental controls: time limits")},
    Title{QLatin1StringView("com.apple.fileproviderd"), QT_TRANSLATE_NOOP("schema", "File providers")},
    Title{QLatin1StringView("com.apple.finder"), QT_TRANSLATE_NOOP("schema", "Finder")},
    Title{QLatin1StringView("com.apple.firstactiveethernet.managed"), QT_TRANSLATE_NOOP("schema", "First active Ethernet")},
    Title{QLatin1StringView("com.apple.firstethernet.managed"), QT_TRANSLATE_NOOP("schema", "First Ethernet")},
    Title{QLatin1StringView("com.apple.font"), QT_TRANSLATE_NOOP("schema", "Font")},
    Title{QLatin1StringView("com.apple.gamed"), QT_TRANSLATE_NOOP("schema", "Game Center")},
    Title{QLatin1StringView("com.apple.globalethernet.managed"), QT_TRANSLATE_NOOP("schema", "Any Ethernet")},
    Title{QLatin1StringView("com.apple.google-oauth"), QT_TRANSLATE_NOOP("schema", "Google account")},
    Title{QLatin1StringView("com.apple.homescreenlayout"), QT_TRANSLATE_NOOP("schema", "Home screen layout")},
    Title{QLatin1StringView("com.apple.ironwood.support"), QT_TRANSLATE_NOOP("schema", "Dictation and Siri (macOS)")},
    Title{QLatin1StringView("com.apple.jabber.account"), QT_TRANSLATE_NOOP("schema", "Jabber account")},
    Title{QLatin1StringView("com.apple.ldap.account"), QT_TRANSLATE_NOOP("schema", "LDAP")},
    Title{QLatin1StringView("com.apple.loginitems.managed"), QT_TRANSLATE_NOOP("schema", "Login items")},
    Title{QLatin1StringView("com.apple.loginwindow"), QT_TRANSLATE_NOOP("schema", "Login window")},
    Title{QLatin1StringView("com.apple.lom"), QT_TRANSLATE_NOOP("schema", "Lights-out management")},
    Title{QLatin1StringView("com.apple.mail.managed"), QT_TRANSLATE_NOOP("schema", "Mail")},
    Title{QLatin1StringView("com.apple.mcxMenuExtras"), QT_TRANSLATE_NOOP("schema", "Menu extras")},
    Title{QLatin1StringView("com.apple.mcxloginscripts"), QT_TRANSLATE_NOOP("schema", "Login scripts")},
    Title{QLatin1StringView("com.apple.mcxprinting"), QT_TRANSLATE_NOOP("schema", "Printing")},
    Title{QLatin1StringView("com.apple.mdm"), QT_TRANSLATE_NOOP("schema", "Mobile device management (MDM)")},
    Title{QLatin1StringView("com.apple.mobiledevice.passwordpolicy"), QT_TRANSLATE_NOOP("schema", "Passcode")},
    Title{QLatin1StringView("com.apple.networkusagerules"), QT_TRANSLATE_NOOP("schema", "Network usage rules")},
    Title{QLatin1StringView("com.apple.notificationsettings"), QT_TRANSLATE_NOOP("schema", "Notifications")},
    Title{QLatin1StringView("com.apple.osxserver.account"), QT_TRANSLATE_NOOP("schema", "macOS Server account")},
    Title{QLatin1StringView("com.apple.preference.security"), QT_TRANSLATE_NOOP("schema", "Security settings (macOS)")},
    Title{QLatin1StringView("com.apple.preference.users"), QT_TRANSLATE_NOOP("schema", "Users settings (macOS)")},
    Title{QLatin1StringView("com.apple.profileRemovalPassword"), QT_TRANSLATE_NOOP("schema", "Removal password")},
    Title{QLatin1StringView("com.apple.proxy.http.global"), QT_TRANSLATE_NOOP("schema", "Global HTTP proxy")},
    Title{QLatin1StringView("com.apple.relay.managed"), QT_TRANSLATE_NOOP("schema", "Network relay")},
    Title{QLatin1StringView("com.apple.screensaver"), QT_TRANSLATE_NOOP("schema", "Screen saver")},
    Title{QLatin1StringView("com.apple.screensaver.user"), QT_TRANSLATE_NOOP("schema", "Screen saver (user)")},
    Title{QLatin1StringView("com.apple.secondactiveethernet.managed"), QT_TRANSLATE_NOOP("schema", "Second active Ethernet")},
    Title{QLatin1StringView("com.apple.secondethernet.managed"), QT_TRANSLATE_NOOP("schema", "Second Ethernet")},
    Title{QLatin1StringView("com.apple.security.FDERecoveryKeyEscrow"), QT_TRANSLATE_NOOP("schema", "FileVault recovery key escrow")},
    Title{QLatin1StringView("com.apple.security.FDERecoveryRedirect"), QT_TRANSLATE_NOOP("schema", "FileVault recovery key redirection")},
    Title{QLatin1StringView("com.apple.security.acme"), QT_TRANSLATE_NOOP("schema", "ACME")},
    Title{QLatin1StringView("com.apple.security.certificatepreference"), QT_TRANSLATE_NOOP("schema", "Certificate preference")},
    Title{QLatin1StringView("com.apple.security.certificaterevocation"), QT_TRANSLATE_NOOP("schema", "Certificate revocation")},
    Title{QLatin1StringView("com.apple.security.certificatetransparency"), QT_TRANSLATE_NOOP("schema", "Certificate transparency")},
    Title{QLatin1StringView("com.apple.security.firewall"), QT_TRANSLATE_NOOP("schema", "Firewall")},
    Title{QLatin1StringView("com.apple.security.identitypreference"), QT_TRANSLATE_NOOP("schema", "Identity preference")},
    Title{QLatin1StringView("com.apple.security.pem"), QT_TRANSLATE_NOOP("schema", "Certificate (PEM)")},
    Title{QLatin1StringView("com.apple.security.pkcs1"), QT_TRANSLATE_NOOP("schema", "Certificate")},
    Title{QLatin1StringView("com.apple.security.pkcs12"), QT_TRANSLATE_NOOP("schema", "Identity (PKCS #12)")},
    Title{QLatin1StringView("com.apple.security.root"), QT_TRANSLATE_NOOP("schema", "Root certificate")},
    Title{QLatin1StringView("com.apple.security.scep"), QT_TRANSLATE_NOOP("schema", "SCEP")},
    Title{QLatin1StringView("com.apple.security.smartcard"), QT_TRANSLATE_NOOP("schema", "Smart card")},
    Title{QLatin1StringView("com.apple.security.wapi-identity"), QT_TRANSLATE_NOOP("schema", "WAPI identity")},
    Title{QLatin1StringView("com.apple.servicemanagement"), QT_TRANSLATE_NOOP("schema", "Managed login items and services")},
    Title{QLatin1StringView("com.apple.shareddeviceconfiguration"), QT_TRANSLATE_NOOP("schema", "Lock screen message")},
    Title{QLatin1StringView("com.apple.sso"), QT_TRANSLATE_NOOP("schema", "Single sign-on (Kerberos)")},
    Title{QLatin1StringView("com.apple.subscribedcalendar.account"), QT_TRANSLATE_NOOP("schema", "Subscribed calendar")},
    Title{QLatin1StringView("com.apple.syspolicy.kernel-extension-policy"), QT_TRANSLATE_NOOP("schema", "Kernel extensions")},
    Title{QLatin1StringView("com.apple.system-extension-policy"), QT_TRANSLATE_NOOP("schema", "System extensions")},
    Title{QLatin1StringView("com.apple.system.logging"), QT_TRANSLATE_NOOP("schema", "System logging")},
    Title{QLatin1StringView("com.apple.systemmigration"), QT_TRANSLATE_NOOP("schema", "System migration")},
    Title{QLatin1StringView("com.apple.systempolicy.control"), QT_TRANSLATE_NOOP("schema", "Gatekeeper")},
    Title{QLatin1StringView("com.apple.systempolicy.managed"), QT_TRANSLATE_NOOP("schema", "Gatekeeper override")},
    Title{QLatin1StringView("com.apple.systempolicy.rule"), QT_TRANSLATE_NOOP("schema", "Gatekeeper rule")},
    Title{QLatin1StringView("com.apple.systempreferences"), QT_TRANSLATE_NOOP("schema", "System settings panes")},
    Title{QLatin1StringView("com.apple.systemuiserver"), QT_TRANSLATE_NOOP("schema", "Media access")},
    Title{QLatin1StringView("com.apple.thirdactiveethernet.managed"), QT_TRANSLATE_NOOP("schema", "Third active Ethernet")},
    Title{QLatin1StringView("com.apple.thirdethernet.managed"), QT_TRANSLATE_NOOP("schema", "Third Ethernet")},
    Title{QLatin1StringView("com.apple.tvremote"), QT_TRANSLATE_NOOP("schema", "TV remote")},
    Title{QLatin1StringView("com.apple.universalaccess"), QT_TRANSLATE_NOOP("schema", "Accessibility (macOS)")},
    Title{QLatin1StringView("com.apple.vpn.managed"), QT_TRANSLATE_NOOP("schema", "VPN")},
    Title{QLatin1StringView("com.apple.vpn.managed.applayer"), QT_TRANSLATE_NOOP("schema", "Per-app VPN")},
    Title{QLatin1StringView("com.apple.vpn.managed.appmapping"), QT_TRANSLATE_NOOP("schema", "Per-app VPN mapping")},
    Title{QLatin1StringView("com.apple.webClip.managed"), QT_TRANSLATE_NOOP("schema", "Web clip")},
    Title{QLatin1StringView("com.apple.webcontent-filter"), QT_TRANSLATE_NOOP("schema", "Web content filter")},
    Title{QLatin1StringView("com.apple.wifi.managed"), QT_TRANSLATE_NOOP("schema", "Wi-Fi")},
    Title{QLatin1StringView("com.apple.xsan"), QT_TRANSLATE_NOOP("schema", "Xsan")},
    Title{QLatin1StringView("com.apple.xsan.preferences"), QT_TRANSLATE_NOOP("schema", "Xsan preferences")},
    Title{QLatin1StringView("loginwindow"), QT_TRANSLATE_NOOP("schema", "Login window items")},
};
// clang-format on

static_assert(std::is_sorted(titles.begin(), titles.end(), [](const Title& a, const Title& b) {
    return std::string_view(a.type.data(), std::size_t(a.type.size()))
           < std::string_view(b.type.data(), std::size_t(b.type.size()));
}));

const char* findTitle(const QString& type)
{
    const auto it = std::lower_bound(titles.begin(), titles.end(), type,
                                     [](const Title& title, const QString& key) { return title.type < key; });
    return it != titles.end() && it->type == type ? it->text : nullptr;
}

}  // namespace

QString untranslatedTitle(const QString& type) { return QString::fromLatin1(findTitle(type)); }

QString title(const QString& type)
{
    const char* text = findTitle(type);
    return text ? QCoreApplication::translate("schema", text) : type;
}

}  // namespace schema
