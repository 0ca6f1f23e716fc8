"""Where the operator's files are found: their own folder first, then the ones we ship."""

import tomllib
from pathlib import Path
from typing import Any, Final

KNOWN: Final = frozenset(
    {"disclosure.example.toml", "disclosure.toml", "help.toml", "policy.toml", "templates.toml"}
)

_PACKAGE: Final = Path(__file__).resolve().parent.parent


def shipped() -> Path:
    """Return the folder of the files we ship: inside an installed package, or beside a checkout."""
    inside = _PACKAGE / "config"
    return inside if inside.is_dir() else _PACKAGE.parent / "config"


class Files:
    """The TOML files of one helpline."""

    def __init__(self, own: Path | None, faults: list[str]) -> None:
        self._folders = [own, shipped()] if own else [shipped()]
        self._faults = faults
        if own:
            self._check(own)

    def read(self, name: str) -> dict[str, Any] | None:
        """Return the table in a file, or None where there is none or it can't be read."""
        path = next((folder / name for folder in self._folders if (folder / name).is_file()), None)
        if path is None:
            return None
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self._faults.append(f"{path}: is not TOML: {error}")
        except OSError:
            self._faults.append(f"{path}: can't be read by this user")
        return {}

    def _check(self, own: Path) -> None:
        if not own.is_dir():
            self._faults.append(f"HELPLINE_CONFIG_DIR: {own} is not a folder")
            return
        strange = sorted(path.name for path in own.glob("*.toml") if path.name not in KNOWN)
        known = ", ".join(sorted(KNOWN))
        self._faults += [
            f"{own / name}: is none of the files we read ({known})" for name in strange
        ]
