"""`helpline training`: what staff need, who has it, and until when."""

import asyncio
import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from helpline.app import training as commands
from helpline.core.training import Missing, Module, ModuleId, Warns
from helpline.core.training_csv import Refused

training = typer.Typer(help="What staff need, who has it, and until when.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for another program.")]
Person = Annotated[str, typer.Argument(help="The name they sign in by.")]
ModuleName = Annotated[str, typer.Argument(metavar="MODULE", help="As `modules` lists it.")]
Day = Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="YYYY-MM-DD")]


@training.command()
def modules(*, as_json: AsJson = False) -> None:
    """Show what staff can be trained in."""
    found = asyncio.run(commands.list_modules())
    if as_json:
        typer.echo(json.dumps([_module(module) for module in found]))
        return
    for module in found:
        lasts = "for good" if module.months is None else f"{module.months} months"
        needed = "required" if module.required else "optional"
        typer.echo(f"{module.id}  {module.name}  {lasts}  {needed}")


@training.command()
def set_module(
    module: Annotated[str, typer.Argument(metavar="MODULE", help="1 to 40 of a-z, 0-9 and -.")],
    name: Annotated[str, typer.Option(help="As people read it.")],
    months: Annotated[int | None, typer.Option(help="How long it counts; else for good.")] = None,
    *,
    required: Annotated[bool, typer.Option(help="Nobody answers without it.")] = True,
) -> None:
    """Add a module, or change the one with this id; records of it stay."""
    asyncio.run(commands.set_module(Module(ModuleId(module), name, months, required)))
    typer.echo("Kept.")


@training.command()
def record(
    sign_in_name: Person,
    module: ModuleName,
    on: Day,
    trainer: Annotated[str, typer.Option(help="Who trained them.")],
) -> None:
    """Keep that somebody was trained in a module."""
    asyncio.run(commands.record(sign_in_name, module, on.date(), trainer, _today()))
    typer.echo("Kept.")


@training.command()
def drop(sign_in_name: Person, module: ModuleName, on: Day) -> None:
    """Take back a record that was entered by mistake."""
    asyncio.run(commands.drop(sign_in_name, module, on.date()))
    typer.echo("Dropped.")


@training.command(name="import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            readable=True,
            help="CSV with the columns sign_in_name, module, date, trainer.",
        ),
    ],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check it, keep nothing.")] = False,
) -> None:
    """Keep all records of a file, or say row by row what is wrong and keep none."""
    found = asyncio.run(commands.read_file(file.read_bytes(), _today(), dry_run=dry_run))
    if not isinstance(found, Refused):
        typer.echo(f"{found} records {'would be kept' if dry_run else 'kept'}.")
        return
    for fault in found.faults:
        column = "" if fault.column is None else f", {fault.column}"
        typer.echo(f"row {fault.row}{column}: {fault.words}", err=True)
    if found.more:
        typer.echo(f"and {found.more} more", err=True)
    typer.echo("Nothing was kept.", err=True)
    raise typer.Exit(1)


@training.command()
def status(*, as_json: AsJson = False) -> None:
    """Show who is cleared to answer, and until when."""
    today = _today()
    found = asyncio.run(commands.standings(today))
    if as_json:
        typer.echo(json.dumps([_standing(one, today) for one in found]))
        return
    for one in found:
        typer.echo(f"{one.person.name}  {one.person.sign_in_name}  {_in_words(one, today)}")


def _in_words(one: commands.Standing, today: date) -> str:
    if not one.clearance.is_cleared:
        return f"not cleared: lacks {', '.join(map(_lack, one.clearance.missing))}"
    until = "for good" if one.clearance.until is None else f"until {one.clearance.until}"
    soon = one.clearance.warning(today)
    return f"cleared {until}" + ("" if soon is Warns.NONE else f" (within a {soon})")


def _lack(missing: Missing) -> str:
    return (
        missing.module if missing.ran_out is None else f"{missing.module} since {missing.ran_out}"
    )


def _standing(one: commands.Standing, today: date) -> dict[str, Any]:
    return {
        "id": one.person.id,
        "sign_in_name": one.person.sign_in_name,
        "cleared": one.clearance.is_cleared,
        "until": None if one.clearance.until is None else str(one.clearance.until),
        "missing": [missing.module for missing in one.clearance.missing],
        "warning": one.clearance.warning(today),
    }


def _module(module: Module) -> dict[str, Any]:
    return {
        "id": module.id,
        "name": module.name,
        "months": module.months,
        "required": module.required,
    }


def _today() -> date:
    """By the clock and the time zone of this machine."""
    return datetime.now().astimezone().date()
