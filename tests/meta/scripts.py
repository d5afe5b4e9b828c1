# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts are ones that the plain shell understands, explain themselves and refuse what they do not know."""

import pathlib
import subprocess
import sys

root = pathlib.Path(sys.argv[1]).resolve()
problems = []
for path in [root / ".ci/run", *root.glob("*.sh"), *root.glob("packaging/**/*.sh")]:
    if subprocess.run(["sh", "-n", str(path)], check=False).returncode:
        problems.append(f"{path}: the shell does not understand it")
for name in ("run.sh", "test.sh"):
    script = str(root / name)
    asked = subprocess.run([script, "--help"], capture_output=True, text=True, check=False)
    if asked.returncode or not asked.stdout.startswith("usage: "):
        problems.append(f"{name} --help does not explain it")
    if subprocess.run([script, "--no-such-option"], capture_output=True, check=False).returncode != 2:
        problems.append(f"{name} takes an option that it does not have")
print("\n".join(problems))
sys.exit(1 if problems else 0)
