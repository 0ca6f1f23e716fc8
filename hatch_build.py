"""The build hook: a wheel carries the built pages, so that a server needs no Node."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PagesHook(BuildHookInterface[Any]):
    """Build the pages before the wheel is packed, and pack the shipped settings with them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # a working tree builds its own pages and reads its own config
            return
        subprocess.run([sys.executable, "-m", "devtools.web"], cwd=self.root, check=True)
        build_data["force_include"][str(Path(self.root) / "config")] = "helpline/config"
