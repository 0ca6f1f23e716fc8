"""The build hook: a wheel carries the built pages, so that a server needs no Node."""

import subprocess
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PagesHook(BuildHookInterface[Any]):
    """Build the pages before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's own shape
        if version == "editable":  # a working tree builds its pages through dev.py
            return
        subprocess.run([sys.executable, "-m", "devtools.web"], cwd=self.root, check=True)
