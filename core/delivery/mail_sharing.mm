// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/mail_ways.h"

#include <QCoreApplication>
#include <QFileInfo>

#import <AppKit/AppKit.h>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

// https://developer.apple.com/documentation/appkit/nssharingservice

/// Runs `work` where AppKit wants it and waits for it.
void onMainThread(dispatch_block_t work)
{
    if ([NSThread isMainThread])
        work();
    else
        dispatch_sync(dispatch_get_main_queue(), work);
}

NSArray* itemsOf(const MailDraft& draft)
{
    NSMutableArray* items = [NSMutableArray arrayWithObject:draft.body.toNSString()];
    for (const QString& file : draft.files)
        [items addObject:[NSURL fileURLWithPath:QFileInfo(file).absoluteFilePath().toNSString()]];
    return items;
}

base::Error unavailable()
{
    return {base::Error::Code::Unsupported,
            QCoreApplication::translate("delivery", "No mail program on this Mac takes messages from other programs"),
            {},
            QCoreApplication::translate("delivery", "Set up an account in Mail, or save a draft")};
}

base::Result<> open(const MailDraft& draft, const std::stop_token& /*stop*/)
{
    __block bool isShown = false;
    onMainThread(^{
      @autoreleasepool {
          NSSharingService* service =
              [NSSharingService sharingServiceNamed:NSSharingServiceNameComposeEmail];
          NSArray* items = itemsOf(draft);
          if (service == nil || ![service canPerformWithItems:items])
              return;
          NSMutableArray* recipients = [NSMutableArray array];
          for (const MailAddress& address : draft.to)
              [recipients addObject:QString::fromLatin1(address.spec()).toNSString()];
          service.recipients = recipients;
          service.subject = draft.subject.toNSString();
          [service performWithItems:items];
          isShown = true;
      }
    });
    return isShown ? base::Result<>() : unavailable();
}

}  // namespace

MailWay sharingServiceWay()
{
    MailWay way{u"sharing-service"_s,
                QCoreApplication::translate("delivery", "Mail program of this Mac"),
                {false, unavailable().message},
                open};
    // Without an application there is no window server to show anything.
    if (NSApp != nil && [NSSharingService sharingServiceNamed:NSSharingServiceNameComposeEmail] != nil)
        way.readiness = {
            true, QCoreApplication::translate("delivery", "Opens the message; look whether the attachment is there")};
    return way;
}

}  // namespace delivery
