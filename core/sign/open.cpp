// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sign/open.h"

#include "core/sign/cms.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace sign {

QString containerName(Container container)
{
    switch (container) {
    case Container::Xml: return u"xml"_s;
    case Container::Binary: return u"binary"_s;
    case Container::Signed: return u"signed"_s;
    }
    return {};
}

base::Result<QByteArray> Opened::toBytes() const
{
    return document.isModified() ? document.toBytes() : base::Result<QByteArray>(fileBytes);
}

base::Result<Opened> open(const QByteArray& bytes)
{
    // A signed profile that was signed again has more than one wrapper; the outermost one is what a device
    // sees.
    constexpr int maxLayers = 3;
    QByteArray content = bytes;
    std::optional<Signature> signature;
    for (int layer = 0; readEnvelope(content).wrapper != Wrapper::None; ++layer) {
        if (layer == maxLayers)
            return base::Error{base::Error::Code::Unsupported,
                               QCoreApplication::translate("sign",
                                                           "The profile is signed more than %n time(s) over",
                                                           nullptr, maxLayers)};
        base::Result<Unwrapped> unwrapped = unwrap(content);
        if (!unwrapped)
            return unwrapped.error();
        content = unwrapped->content;
        if (!signature)
            signature = std::move(unwrapped->signature);
    }
    base::Result<plist::Document> document = plist::Document::read(content);
    if (!document)
        return document.error();
    const Container container = signature                                     ? Container::Signed
                                : document->format() == plist::Format::Binary ? Container::Binary
                                                                              : Container::Xml;
    return Opened{container, bytes, std::move(signature), *std::move(document)};
}

}  // namespace sign
