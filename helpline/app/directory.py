"""What the command line can ask about the directory of other help."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpline.app.office import console, opened
from helpline.core.directory.entries import Checked, Entry, check
from helpline.core.directory.nested import write_document
from helpline.core.directory.package import Fault, Package, Unreadable
from helpline.core.directory.review import Due, due
from helpline.core.directory.tabular import DESCRIPTOR, read_files, write_files
from helpline.core.errors import BadInput
from helpline.durable import Durable
from helpline.edge.archive import read_file
from helpline.settings import load_help
from helpline.settings.files import shipped


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: whether it was kept, how many entries hold, and every fault."""

    kept: bool
    services: int
    held_back: int
    faults: tuple[Fault, ...]


def shipped_directory() -> Path:
    """Return the folder of the entries that come with this release."""
    return shipped() / "directory"


def read(path: Path) -> Package:
    """Return what a folder with a data package, its ZIP or a JSON file says; or `Unreadable`."""
    try:
        if not path.is_dir():
            return read_file(path.name, path.read_bytes())
        files = [one for one in path.iterdir() if one.suffix == ".csv" or one.name == DESCRIPTOR]
        return read_files({one.name: one.read_bytes() for one in files})
    except OSError:
        raise BadInput(f"{path} can't be read by this user") from None


async def import_(path: Path, *, dry_run: bool, hold: bool) -> Outcome:
    """Make a file the directory: all of it or nothing.

    Nothing is kept of a file with a fault; with `hold`, entries with a fault are kept and held
    back, as long as their tables can be read.
    """
    try:
        package = read(path)
    except Unreadable as unreadable:
        return Outcome(kept=False, services=0, held_back=0, faults=unreadable.faults)
    checked = check(package)
    keep = not dry_run and (hold or not checked.faults)
    if keep:
        async with opened() as (durable, _):
            await durable.directory.replace(package, console())
    return _outcome(checked, kept=keep)


async def fill(durable: Durable) -> None:
    """Make what is shipped the directory where nobody has ever imported one.

    So whoever just runs `serve` has numbers on the youth's page. Of somebody's own directory, or
    of one they have emptied, nothing is touched.
    """
    await durable.directory.fill(read(shipped_directory()), console())


async def export(path: Path) -> int:
    """Write the directory to a JSON file, or to a folder that is new or empty; return its size."""
    async with opened() as (durable, _):
        package = await durable.directory.package()
    _write(path, package)
    return len(package.rows("service"))


async def check_kept(path: Path | None) -> Outcome:
    """Check a file, or the directory that is kept."""
    if path is not None:
        return await import_(path, dry_run=True, hold=False)
    async with opened() as (durable, _):
        return _outcome(check(await durable.directory.package()), kept=True)


async def not_there() -> list[str]:
    """Return the services that `help.toml` names and the directory that is kept does not have."""
    async with opened() as (durable, _):
        known = {row.id for row in (await durable.directory.package()).rows("service")}
    return [entry.service for entry in load_help() if entry.service not in known]


async def all_due(today: date) -> list[Due]:
    """Return the entries that have to be looked at again, the longest due first."""
    async with opened() as (durable, _):
        entries: tuple[Entry, ...] = await durable.directory.given_out()
    found = [one for entry in entries if (one := due(entry, today)) is not None]
    return sorted(found, key=lambda one: (one.since or date.min, one.entry.name))


def _write(path: Path, package: Package) -> None:
    try:
        if path.suffix == ".json":
            path.write_bytes(write_document(package))
            return
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise BadInput(f"{path} is not empty: name a new folder, or a .json file")
        for name, content in write_files(package).items():
            (path / name).write_bytes(content)
    except OSError:
        raise BadInput(f"{path} can't be written by this user") from None


def _outcome(checked: Checked, *, kept: bool) -> Outcome:
    faults = sorted({fault for of_one in checked.faults.values() for fault in of_one})
    services = len(checked.entries) + len(checked.faults)
    return Outcome(kept, services, len(checked.faults), tuple(faults))
