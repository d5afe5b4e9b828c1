// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/setting_groups.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

struct Group
{
    QLatin1StringView payloadType;
    const char* title;
    bool isOpen;
    QLatin1StringView settings;  ///< parted by blanks
};

// clang-format off
constexpr std::array groups = {
    Group{QLatin1StringView("com.apple.wifi.managed"), QT_TRANSLATE_NOOP("setting", "Network"), true,
          QLatin1StringView("SSID_STR HIDDEN_NETWORK AutoJoin EncryptionType Password")},
    Group{QLatin1StringView("com.apple.wifi.managed"), QT_TRANSLATE_NOOP("setting", "Enterprise authentication (802.1X)"), true,
          QLatin1StringView("EAPClientConfiguration/AcceptEAPTypes PayloadCertificateUUID EAPClientConfiguration/UserName "
                            "EAPClientConfiguration/UserPassword EAPClientConfiguration/OuterIdentity")},
    Group{QLatin1StringView("com.apple.wifi.managed"), QT_TRANSLATE_NOOP("setting", "Trust in the authentication server"), true,
          QLatin1StringView("EAPClientConfiguration/TLSTrustedServerNames "
                            "EAPClientConfiguration/PayloadCertificateAnchorUUID")},
    Group{QLatin1StringView("com.apple.wifi.managed"), QT_TRANSLATE_NOOP("setting", "More about authentication"), false,
          QLatin1StringView("EAPClientConfiguration/*")},
    Group{QLatin1StringView("com.apple.wifi.managed"), QT_TRANSLATE_NOOP("setting", "Proxy"), false,
          QLatin1StringView("ProxyType ProxyServer ProxyServerPort ProxyUsername ProxyPassword ProxyPACURL "
                            "ProxyPACFallbackAllowed")},
    Group{QLatin1StringView("com.apple.wifi.managed"), QT_TRANSLATE_NOOP("setting", "Passpoint"), false,
          QLatin1StringView("IsHotspot DisplayedOperatorName DomainName RoamingConsortiumOIs "
                            "ServiceProviderRoamingEnabled HESSID NAIRealmNames MCCAndMNCs")},
    Group{QLatin1StringView("com.apple.vpn.managed"), QT_TRANSLATE_NOOP("setting", "Connection"), true,
          QLatin1StringView("UserDefinedName VPNType VPNSubType")},
    Group{QLatin1StringView("com.apple.mail.managed"), QT_TRANSLATE_NOOP("setting", "Account"), true,
          QLatin1StringView("EmailAccountType EmailAccountDescription EmailAccountName EmailAddress")},
    Group{QLatin1StringView("com.apple.mail.managed"), QT_TRANSLATE_NOOP("setting", "Incoming mail"), true,
          QLatin1StringView("IncomingMailServerHostName IncomingMailServerPortNumber IncomingMailServerUseSSL "
                            "IncomingMailServerAuthentication IncomingMailServerUsername IncomingPassword "
                            "IncomingMailServerIMAPPathPrefix")},
    Group{QLatin1StringView("com.apple.mail.managed"), QT_TRANSLATE_NOOP("setting", "Outgoing mail"), true,
          QLatin1StringView("OutgoingMailServerHostName OutgoingMailServerPortNumber OutgoingMailServerUseSSL "
                            "OutgoingMailServerAuthentication OutgoingMailServerUsername OutgoingPassword "
                            "OutgoingPasswordSameAsIncomingPassword")},
    Group{QLatin1StringView("com.apple.mobiledevice.passwordpolicy"), QT_TRANSLATE_NOOP("setting", "Passcode"), true,
          QLatin1StringView("forcePIN allowSimple requireAlphanumeric minLength minComplexChars maxPINAgeInDays "
                            "maxInactivity pinHistory maxGracePeriod maxFailedAttempts")},
    Group{QLatin1StringView("com.apple.applicationaccess"), QT_TRANSLATE_NOOP("setting", "Functionality"), true,
          QLatin1StringView("allowCamera allowVideoConferencing allowScreenShot allowAssistant "
                            "allowAssistantWhileLocked allowVoiceDialing allowAppInstallation "
                            "allowUIAppInstallation allowAppRemoval allowInAppPurchases "
                            "forceITunesStorePasswordEntry allowAirDrop allowGlobalBackgroundFetchWhenRoaming "
                            "allowEraseContentAndSettings allowAccountModification allowPasscodeModification "
                            "allowFingerprintForUnlock")},
    Group{QLatin1StringView("com.apple.applicationaccess"), QT_TRANSLATE_NOOP("setting", "Apps"), true,
          QLatin1StringView("allowSafari safariAllowAutoFill safariForceFraudWarning safariAllowJavaScript "
                            "safariAllowPopups safariAcceptCookies allowiTunes allowPodcasts allowBookstore "
                            "allowNews allowMusicService")},
    Group{QLatin1StringView("com.apple.applicationaccess"), QT_TRANSLATE_NOOP("setting", "iCloud"), true,
          QLatin1StringView("allowCloudBackup allowCloudDocumentSync allowCloudKeychainSync "
                            "allowCloudPhotoLibrary allowManagedAppsCloudSync allowPhotoStream "
                            "allowSharedStream allowCloudPrivateRelay")},
    Group{QLatin1StringView("com.apple.applicationaccess"), QT_TRANSLATE_NOOP("setting", "Security and privacy"), true,
          QLatin1StringView("allowDiagnosticSubmission allowUntrustedTLSPrompt forceEncryptedBackup "
                            "allowOTAPKIUpdates allowUIConfigurationProfileInstallation forceLimitAdTracking "
                            "allowLockScreenControlCenter allowLockScreenNotificationsView "
                            "allowOpenFromManagedToUnmanaged allowOpenFromUnmanagedToManaged")},
    Group{QLatin1StringView("com.apple.applicationaccess"), QT_TRANSLATE_NOOP("setting", "Ratings"), false,
          QLatin1StringView("ratingRegion ratingMovies ratingTVShows ratingApps allowExplicitContent "
                            "allowBookstoreErotica")},
    Group{QLatin1StringView("com.apple.eas.account"), QT_TRANSLATE_NOOP("setting", "Account"), true,
          QLatin1StringView("UserName EmailAddress Host SSL Password PayloadCertificateUUID OAuth "
                            "MailNumberOfPastDaysToSync")},
    Group{QLatin1StringView("com.apple.webClip.managed"), QT_TRANSLATE_NOOP("setting", "Web clip"), true,
          QLatin1StringView("Label URL IsRemovable FullScreen Precomposed")},
};
// clang-format on

}  // namespace

std::vector<SettingGroup> settingGroups(const QString& payloadType)
{
    std::vector<SettingGroup> found;
    for (const Group& group : groups) {
        if (group.payloadType == payloadType)
            found.push_back({QCoreApplication::translate("setting", group.title), group.isOpen,
                             QString(group.settings).split(u' ')});
    }
    return found;
}

}  // namespace ui
