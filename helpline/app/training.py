"""What the command line can ask about training."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from helpline.app.office import console, named, opened
from helpline.core.errors import BadInput, Misconfigured
from helpline.core.names import StaffId
from helpline.core.practice import ScenarioId
from helpline.core.training import (
    BadTrainer,
    Clearance,
    Module,
    ModuleId,
    Record,
    checked_trainer,
    clearance,
)
from helpline.core.training_csv import Refused, read_training_csv
from helpline.durable import Durable, Person


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody on the staff, whether they are cleared to answer, and what they practised."""

    person: Person
    clearance: Clearance
    practised: Mapping[ScenarioId, date]
    """By scenario: the day on which they finished it last, as their page reported it."""


async def list_modules() -> list[Module]:
    """Return what staff can be trained in."""
    async with opened() as (durable, _):
        return await durable.training.modules()


async def set_module(module: Module) -> Module:
    """Add a module, or change the one that has this id, whatever its version."""
    async with opened() as (durable, _):
        kept = (await _by_id(durable)).get(module.id)
        seen = replace(module, version=0 if kept is None else kept.version)
        await durable.training.set_module(seen, console())
        return (await _by_id(durable))[module.id]


async def record(sign_in_name: str, module: str, on: date, trainer: str, today: date) -> Record:
    """Keep that somebody was trained; raises `BadInput` for what a file would be refused for."""
    if on > today:
        raise BadInput("that day is in the future")
    try:
        name = checked_trainer(trainer)
    except BadTrainer as why:
        raise BadInput(f"the trainer's name {why}") from None
    async with opened() as (durable, _):
        kept = await _record(durable, sign_in_name, module, on, name)
        await durable.training.add([kept], console())
        return kept


async def drop(sign_in_name: str, module: str, on: date) -> None:
    """Take back a record that was entered by mistake."""
    async with opened() as (durable, _):
        mistaken = await _record(durable, sign_in_name, module, on, "")
        await durable.training.drop(mistaken, console())


async def records_of(sign_in_name: str) -> list[Record]:
    """Return what somebody was trained in, in the order of the days."""
    async with opened() as (durable, _):
        return await durable.training.records([(await named(durable, sign_in_name)).id])


async def read_file(raw: bytes, today: date, *, dry_run: bool) -> int | Refused:
    """Keep all records of a file and return how many, or say what is wrong with it.

    A dry run says the same and keeps nothing.
    """
    async with opened() as (durable, _):
        people = {person.sign_in_name: person.id for person in await durable.staff.everyone()}
        known = await durable.training.records()
        found = read_training_csv(raw, people, await _by_id(durable), known, today)
        if isinstance(found, Refused):
            return found
        if not dry_run:
            await durable.training.add(found, console())
        return len(found)


async def standings(today: date) -> list[Standing]:
    """Return how everybody who is active stands today."""
    async with opened() as (durable, _):
        modules, records = await durable.training.modules(), await durable.training.records()
        everyone = await durable.staff.everyone()
        practised = await durable.practice.everyones()
    of: dict[StaffId, list[Record]] = {person.id: [] for person in everyone}
    for one in records:
        of[one.staff].append(one)
    return [
        Standing(person, clearance(modules, of[person.id], today), practised.get(person.id, {}))
        for person in everyone
        if person.active
    ]


async def check_practice(module: str, durable: Durable) -> None:
    """Raise `Misconfigured` where practice is to count as a module that nobody has added."""
    if module and module not in await _by_id(durable):
        raise Misconfigured(
            f'policy.toml: practice_module: there is no module "{module}": add it first'
            f" (helpline training set-module {module} --name ...), or leave it empty"
        )


async def _record(
    durable: Durable, sign_in_name: str, module: str, on: date, trainer: str
) -> Record:
    person = await named(durable, sign_in_name)
    if module not in await _by_id(durable):
        raise BadInput("there is no such module: see helpline training modules")
    return Record(person.id, ModuleId(module), on, trainer)


async def _by_id(durable: Durable) -> Mapping[ModuleId, Module]:
    return {module.id: module for module in await durable.training.modules()}
