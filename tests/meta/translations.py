# SPDX-License-Identifier: GPL-3.0-or-later
"""lupdate reads every source without a warning: one means a text that nobody can translate."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
lupdate = shutil.which("lupdate") or "/usr/lib/qt6/bin/lupdate"
if not os.access(lupdate, os.X_OK):
    print("lupdate is not installed")
    sys.exit(1 if os.environ.get("REQUIRE_TOOLS") else 77)

with tempfile.TemporaryDirectory() as folder:
    sources = [str(root / name) for name in ("app", "core", "translations", "ui")]
    run = subprocess.run([lupdate, "-locations", "none", "-I", str(root), *sources, "-ts", f"{folder}/all.ts"],
                         capture_output=True, text=True, check=False)
    texts = pathlib.Path(f"{folder}/all.ts").read_text(encoding="utf-8").count("<message>")
remarks = [line for line in run.stderr.splitlines() if line.strip()]
print("\n".join(remarks))
if texts < 100:
    print(f"only {texts} texts were found")
sys.exit(1 if remarks or run.returncode or texts < 100 else 0)
