// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/request_size.h"

namespace scep {

namespace {

constexpr int bitsPerOctet = 8;
constexpr int deviceParts = 5;
/// Names, algorithms, attributes and lengths, in octets: measured with keys of 1024 to 4096 bits.
constexpr int rest = 980;
constexpr int operationLength = 31;  // "operation=PKIOperation&message="
constexpr int padding = 4;           // up to two "%3D" instead of "="

}  // namespace

RequestSize estimateRequest(const RequestShape& shape)
{
    RequestSize size;
    size.messageBytes = deviceParts * shape.keyBits / bitsPerOctet + shape.raKeyBits / bitsPerOctet
                        + shape.challengeLength + shape.nameLength + rest;
    size.queryLength = operationLength + (size.messageBytes + 2) / 3 * 4 + padding;
    size.urlLength = shape.pathLength + 1 + size.queryLength;
    return size;
}

int limitFor(int length)
{
    constexpr int step = 1024;
    return (length + length / 10 + step - 1) / step * step;
}

}  // namespace scep
