# SPDX-License-Identifier: GPL-3.0-or-later
"""Names the files that have grown long: a hint that two things live in one room, never a failure."""

import pathlib
import sys

root = pathlib.Path(sys.argv[1])
LIMITS = {".h": 150, ".cpp": 400}

for folder in ("app", "core", "ui"):
    for path in sorted((root / folder).rglob("*")):
        if path.suffix in LIMITS:
            lines = path.read_text(encoding="utf-8").count("\n")
            if lines > LIMITS[path.suffix]:
                print(f"{path.relative_to(root)}: {lines} lines, more than {LIMITS[path.suffix]}")
