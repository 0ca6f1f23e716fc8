"""`helpline directory`: where else a youth can turn, as tables of Open Referral's HSDS 3."""

import asyncio
import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from helpline.app import directory as commands
from helpline.core.directory.package import FAULTS_TOLD
from helpline.core.directory.review import Due

directory = typer.Typer(help="Where else a youth can turn.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for another program.")]
Source = Annotated[
    Path | None,
    typer.Argument(
        metavar="PATH",
        exists=True,
        readable=True,
        help="A folder with datapackage.json and CSV files, a ZIP of one, or a JSON file.",
    ),
]


@directory.command(name="import")
def import_(
    path: Source = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check it, keep nothing.")] = False,
    hold: Annotated[
        bool, typer.Option("--hold", help="Keep entries with a fault too, given to nobody.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make PATH the directory, or what we ship; or say what is wrong and keep nothing."""
    source = path or commands.shipped_directory()
    outcome = asyncio.run(commands.import_(source, dry_run=dry_run, hold=hold))
    fine = outcome.kept or (dry_run and not outcome.faults)
    verb = "kept" if outcome.kept else "would be kept" if fine else "read"
    _tell(outcome, f"{outcome.services} entries {verb}.", as_json=as_json)
    if not fine:
        if not as_json:
            typer.echo("Nothing was kept.", err=True)
        raise typer.Exit(1)


@directory.command()
def export(
    path: Annotated[Path, typer.Argument(help="A new folder, or a file whose name ends in .json.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Write the directory to PATH, with everything it was imported with."""
    number = asyncio.run(commands.export(path))
    typer.echo(json.dumps({"services": number}) if as_json else f"{number} entries written.")


@directory.command()
def check(path: Source = None, *, as_json: AsJson = False) -> None:
    """Say what is wrong with PATH, or with the directory that is kept."""
    outcome = asyncio.run(commands.check_kept(path))
    _tell(outcome, f"{outcome.services} entries checked.", as_json=as_json)
    for service in asyncio.run(commands.not_there()) if path is None else ():
        typer.echo(f"help.toml: {service}: no service of the directory, and not shown", err=True)
    if outcome.faults:
        raise typer.Exit(1)


@directory.command()
def due(*, as_json: AsJson = False) -> None:
    """Show which entries have to be looked at again: call them, then write the day."""
    today = datetime.now().astimezone().date()
    found = asyncio.run(commands.all_due(today))
    if as_json:
        typer.echo(json.dumps([_due(one) for one in found]))
        return
    for one in found:
        since = "never dated" if one.since is None else f"since {one.since}"
        typer.echo(f"{one.entry.name}  {since}  {one.entry.id}")


def _tell(outcome: commands.Outcome, words: str, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(outcome)))
        return
    for fault in outcome.faults[:FAULTS_TOLD]:
        typer.echo(str(fault), err=True)
    if len(outcome.faults) > FAULTS_TOLD:
        typer.echo(f"and {len(outcome.faults) - FAULTS_TOLD} more", err=True)
    held = f" {outcome.held_back} of them are given to nobody." if outcome.held_back else ""
    typer.echo(words + held)


def _due(one: Due) -> dict[str, Any]:
    since = None if one.since is None else str(one.since)
    return {"id": one.entry.id, "name": one.entry.name, "since": since}
