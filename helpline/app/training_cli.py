"""`helpline training`: what staff need, who has it, and until when."""

import asyncio
import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from helpline.app import training as commands
from helpline.core.training import Missing, Module, ModuleId, Record, Warns
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
    as_json: AsJson = False,
) -> None:
    """Add a module, or change the one with this id; records of it stay."""
    kept = asyncio.run(commands.set_module(Module(ModuleId(module), name, months, required)))
    typer.echo(json.dumps(_module(kept)) if as_json else "Kept.")


@training.command()
def record(
    sign_in_name: Person,
    module: ModuleName,
    on: Day,
    trainer: Annotated[str, typer.Option(help="Who trained them.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Keep that somebody was trained in a module."""
    kept = asyncio.run(commands.record(sign_in_name, module, on.date(), trainer, _today()))
    typer.echo(json.dumps(_record(kept)) if as_json else "Kept.")


@training.command()
def drop(sign_in_name: Person, module: ModuleName, on: Day, *, as_json: AsJson = False) -> None:
    """Take back a record that was entered by mistake."""
    asyncio.run(commands.drop(sign_in_name, module, on.date()))
    dropped = {"module": module, "date": str(on.date())}
    typer.echo(json.dumps(dropped) if as_json else "Dropped.")


@training.command()
def records(sign_in_name: Person, *, as_json: AsJson = False) -> None:
    """Show what somebody was trained in, and by whom, in the order of the days."""
    found = asyncio.run(commands.records_of(sign_in_name))
    if as_json:
        typer.echo(json.dumps([_record(one) for one in found]))
        return
    for one in found:
        typer.echo(f"{one.on}  {one.module}  {one.trainer}")


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
    as_json: AsJson = False,
) -> None:
    """Keep all records of a file, or say row by row what is wrong, keep none and end with 1."""
    found = asyncio.run(commands.read_file(file.read_bytes(), _today(), dry_run=dry_run))
    if as_json:
        typer.echo(json.dumps(_file(found)))
    elif isinstance(found, Refused):
        _tell_faults(found)
    else:
        typer.echo(f"{found} records {'would be kept' if dry_run else 'kept'}.")
    if isinstance(found, Refused):
        raise typer.Exit(1)


@training.command()
def status(*, as_json: AsJson = False) -> None:
    """Show who is cleared to answer, until when, and which scenarios they practised."""
    today = _today()
    found = asyncio.run(commands.standings(today))
    if as_json:
        typer.echo(json.dumps([_standing(one, today) for one in found]))
        return
    for one in found:
        typer.echo(f"{one.person.name}  {one.person.sign_in_name}  {_in_words(one, today)}")
        if one.practised:
            days = (f"{scenario} {day}" for scenario, day in one.practised.items())
            typer.echo(f"  practised {', '.join(days)}")


def _tell_faults(refused: Refused) -> None:
    for fault in refused.faults:
        column = "" if fault.column is None else f", {fault.column}"
        typer.echo(f"row {fault.row}{column}: {fault.words}", err=True)
    if refused.more:
        typer.echo(f"and {refused.more} more", err=True)
    typer.echo("Nothing was kept.", err=True)


def _file(found: int | Refused) -> dict[str, Any]:
    if isinstance(found, Refused):
        faults = [asdict(fault) for fault in found.faults]
        return {"records": 0, "faults": faults, "more": found.more}
    return {"records": found, "faults": [], "more": 0}


def _record(one: Record) -> dict[str, str]:
    return {"module": one.module, "date": str(one.on), "trainer": one.trainer}


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
        "practised": {scenario: str(day) for scenario, day in one.practised.items()},
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
