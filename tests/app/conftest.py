"""Where the command line finds what is kept: a place of each test's own, nothing set besides."""

import os
from pathlib import Path
from shutil import copy

import pytest


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, made_file: Path) -> Path:
    """Return the database file that commands use in this test."""
    for name in [name for name in os.environ if name.startswith("HELPLINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HELPLINE_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    return Path(copy(made_file, tmp_path / "data" / "helpline.db"))
