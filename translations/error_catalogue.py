# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows the sentences of resources/errors and resources/ndes to lupdate, which reads no JSON.

error_catalogue.py ROOT: writes ROOT/translations/error_catalogue.h anew.
error_catalogue.py ROOT --check: says whether that file holds all of them, and nothing else.
"""

import json
import pathlib
import sys

# Whose sentences they are, where, and under which keys.
SOURCES = [
    ("explain", "resources/errors/*.json", {"about", "name", "what", "text", "do", "title"}),
    ("ndes", "resources/ndes/settings.json", {"meaning", "text", "title"}),
]
HEAD = """// SPDX-License-Identifier: GPL-3.0-or-later
//
// Made from resources/errors and resources/ndes by error_catalogue.py for lupdate to read; never compiled.
// clang-format off
#pragma once

#include <QtGlobal>

[[maybe_unused]] static const char* const sentences[] = {
"""


def sentences(value, keys, below=""):
    """The texts under `keys`, which the program gives to people, in the order of the file."""
    if isinstance(value, dict):
        for key, item in value.items():
            # What a clue looks for in a log is "text" too, and no sentence.
            if isinstance(item, str) and key in keys and (below, key) != ("clues", "text"):
                yield item
            elif not isinstance(item, str):
                yield from sentences(item, keys, key)
    elif isinstance(value, list):
        for item in value:
            yield from sentences(item, keys, below)


def source(root):
    """The text of error_catalogue.h."""
    found = {}
    for context, files, keys in SOURCES:
        for path in sorted(root.glob(files)):
            for sentence in sentences(json.loads(path.read_text(encoding="utf-8")), keys):
                if sentence:
                    found.setdefault((context, sentence))
    lines = [f'    QT_TRANSLATE_NOOP("{context}", {json.dumps(one, ensure_ascii=False)}),\n' for context, one in found]
    return HEAD + "".join(lines) + "};\n", len(found)


def main():
    root = pathlib.Path(sys.argv[1])
    target = root / "translations/error_catalogue.h"
    wanted, count = source(root)
    if "--check" not in sys.argv:
        target.write_text(wanted, encoding="utf-8")
        return 0
    if target.read_text(encoding="utf-8") == wanted and count > 300:
        return 0
    print("translations/error_catalogue.h is not what resources/errors and resources/ndes say: run")
    print("python3 translations/error_catalogue.py .")
    return 1


sys.exit(main())
