# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file that can hold a remark names its licence at its top."""

import pathlib
import sys

root = pathlib.Path(sys.argv[1])
TAG = "SPDX-License-Identifier: GPL-3.0-or-later"
SUFFIXES = {".cpp", ".h", ".cmake", ".sh", ".py", ".bash", ".fish", ".1", ".desktop", ".xml"}
NAMES = {"CMakeLists.txt", "run", "run.sh", "test.sh"}
FOLDERS = ["app", "core", "ui", "tests", "packaging", "resources", "translations", ".ci"]
EXCEPT = {"tests/fixtures", "tests/fuzz/seeds"}

missing = []
seen = 0
for folder in FOLDERS:
    for path in sorted((root / folder).rglob("*")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or (path.suffix not in SUFFIXES and path.name not in NAMES):
            continue
        if any(name.startswith(f"{skipped}/") for skipped in EXCEPT):
            continue
        seen += 1
        with path.open(encoding="utf-8") as file:
            if not any(TAG in file.readline() for _ in range(3)):
                missing.append(name)
for name in missing:
    print(f"{name}: no {TAG}")
sys.exit(1 if missing or seen < 50 else 0)
