# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of attachments, read by the rules of Thunderbird's libmime instead of Python's.

A parameter is looked for in its three forms of RFC 2231: in one piece, in one piece with a character set, and in
numbered pieces, of which the first gap ends the name. Where Content-Disposition has no file name, Content-Type's
"name" is taken; there, against RFC 2047 §5 (3), encoded words within quotes are read as well, each for itself, so that a
character may not be cut in two.
"""
import base64
import re
import urllib.parse


def header_of(part, name):
    """The value of a header field of the raw bytes of a part, unfolded."""
    head = part.partition(b"\r\n\r\n")[0].decode("ascii")
    for line in re.sub(r"\r\n(?=[ \t])", "", head).split("\r\n"):
        field, _, value = line.partition(":")
        if field.lower() == name.lower():
            return value.strip()
    return None


def parameters(value):
    """Names and values as they stand; of a name that is there twice the first counts."""
    found = {}
    for name, quoted, bare in re.findall(r';\s*([^=;"\s]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))', value):
        found.setdefault(name.lower(), re.sub(r"\\(.)", r"\1", quoted) if quoted else bare)
    return found


def extended(value):
    charset, _, text = value.split("'", 2)
    return urllib.parse.unquote_to_bytes(text).decode(charset, "strict")


def parameter(value, key):
    found = parameters(value or "")
    if f"{key}*" in found:
        return extended(found[f"{key}*"])
    pieces, charset = b"", "us-ascii"
    for number in range(1000):
        if f"{key}*{number}*" in found:
            piece = found[f"{key}*{number}*"]
            if number == 0:
                charset, _, piece = piece.split("'", 2)
            pieces += urllib.parse.unquote_to_bytes(piece)
        elif f"{key}*{number}" in found:
            pieces += found[f"{key}*{number}"].encode("ascii")
        else:
            break
    return pieces.decode(charset, "strict") if pieces else found.get(key)


def without_encoded_words(text):
    """RFC 2047 §6.2: blanks between two encoded words are none; a word of more than 75 characters is no word."""
    word = r"=\?([^?]+)\?[Bb]\?([A-Za-z0-9+/=]*)\?="
    text = re.sub(rf"({word})\s+(?={word})", r"\1", text)
    return re.sub(word, lambda found: base64.b64decode(found[2], validate=True).decode(found[1], "strict")
                  if len(found[0]) <= 75 else found[0], text)


def attachment_names(raw):
    """Of every attachment in the bytes of a message: the name by Content-Disposition, and the one by Content-Type alone."""
    boundary = parameter(header_of(raw, "Content-Type"), "boundary")
    names = []
    for part in raw.split(b"--" + boundary.encode())[1:-1]:
        part = part.removeprefix(b"\r\n")
        if (header_of(part, "Content-Disposition") or "").startswith("attachment"):
            names.append((parameter(header_of(part, "Content-Disposition"), "filename"),
                          without_encoded_words(parameter(header_of(part, "Content-Type"), "name") or "")))
    return names
