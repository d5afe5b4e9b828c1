# SPDX-License-Identifier: GPL-3.0-or-later
"""The files by which a desktop knows the program are what their own tools accept."""

import os
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree

linux = pathlib.Path(sys.argv[1]) / "packaging/linux"
CHECKS = [
    ["desktop-file-validate", str(linux / "profilewright.desktop")],
    ["appstreamcli", "validate", "--no-net", str(linux / "profilewright.metainfo.xml")],
]

xml.etree.ElementTree.parse(linux / "profilewright-mime.xml")
missing = [check[0] for check in CHECKS if shutil.which(check[0]) is None]
failed = [check[0] for check in CHECKS if check[0] not in missing and subprocess.run(check, check=False).returncode]
for name in missing:
    print(f"{name} is not installed")
if failed or (missing and os.environ.get("REQUIRE_TOOLS")):
    sys.exit(1)
sys.exit(77 if missing else 0)
