# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence of resources/errors stands in the file that lupdate reads."""

import pathlib
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
script = root / "translations/error_catalogue.py"
sys.exit(subprocess.run([sys.executable, script, root, "--check"], check=False).returncode)
