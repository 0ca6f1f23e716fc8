"""`helpline shifts`: the weekly plan, who comes, and what opens the line."""

import asyncio
import json
import re
from datetime import datetime, time
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

import typer

from helpline.app import shifts as commands
from helpline.core.opening import OpensBy
from helpline.core.shifts import Slot, SlotId
from helpline.core.wall import Span, Weekday
from helpline.durable import Coming, Week

shifts = typer.Typer(help="The weekly plan, and what opens the line.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for another program.")]
Person = Annotated[str, typer.Argument(help="The name they sign in by.")]
SlotName = Annotated[str, typer.Argument(metavar="SLOT", help="1 to 40 of a-z, 0-9 and -.")]
Day = Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="YYYY-MM-DD")]
Hours = Annotated[
    list[str] | None,
    typer.Option(help='Set hours, as in "monday 16:00-23:00"; give it once for each.'),
]
_HOURS: Final = re.compile(r"([a-z]+) (\d\d:\d\d)-(\d\d:\d\d)")
_DAYS: Final = ", ".join(day.name.lower() for day in Weekday)


@shifts.command()
def plan(*, as_json: AsJson = False) -> None:
    """Show the weekly plan, the holidays, and what opens the line."""
    _show(asyncio.run(commands.week()), as_json=as_json)


@shifts.command()
def set_slot(
    slot: SlotName,
    day: Annotated[str, typer.Option(help="As in monday.")],
    start: Annotated[str, typer.Option("--from", help="By the helpline's clock, as in 16:00.")],
    end: Annotated[str, typer.Option("--to", help="As in 20:00; before --from: the next day.")],
    wanted: Annotated[int, typer.Option(min=1, max=99, help="How many people.")] = 1,
    *,
    as_json: AsJson = False,
) -> None:
    """Add a shift of every week, or change the one of this name; its sign-ups stay."""
    given = Slot(_weekday(day), _clock(start), _clock(end), id=SlotId(slot), wanted=wanted)
    _show(asyncio.run(commands.set_slot(given)), as_json=as_json)


@shifts.command()
def drop_slot(slot: SlotName, *, as_json: AsJson = False) -> None:
    """Take a shift out of every week, and all its sign-ups."""
    _show(asyncio.run(commands.drop_slot(slot)), as_json=as_json)


@shifts.command()
def holiday(
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")],
    *,
    drop: Annotated[bool, typer.Option("--drop", help="It is an ordinary day again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Keep a day on which no shift and none of the set hours begin."""
    _show(asyncio.run(commands.set_holiday(day.date(), on=not drop)), as_json=as_json)


@shifts.command()
def opening(
    by: Annotated[OpensBy, typer.Argument(help="always; hours: the set ones; plan: who comes.")],
    hours: Hours = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Say what opens the line."""
    spans = None if hours is None else [_span(text) for text in hours]
    _show(asyncio.run(commands.set_opening(by, spans)), as_json=as_json)


@shifts.command()
def coming(
    days: Annotated[int, typer.Option(min=1, max=366, help="How far ahead.")] = 14,
    *,
    as_json: AsJson = False,
) -> None:
    """Show the coming shifts, who comes, and where people lack."""
    zone, found = asyncio.run(commands.coming(days))
    if as_json:
        typer.echo(json.dumps([_coming(one) for one in found]))
        return
    for one in found:
        begins, ends = (
            datetime.fromtimestamp(at, ZoneInfo(zone)) for at in (one.shift.begins, one.shift.ends)
        )
        who = ", ".join(comer.name for comer in one.people) or "nobody"
        lacks = f"  lacks {one.lacks}" if one.lacks else ""
        typer.echo(f"{begins:%Y-%m-%d %H:%M}-{ends:%H:%M}  {one.shift.slot}  {who}{lacks}")


@shifts.command()
def sign_up(sign_in_name: Person, slot: SlotName, on: Day, *, as_json: AsJson = False) -> None:
    """Keep that somebody comes for a shift."""
    shift = asyncio.run(commands.sign_up(sign_in_name, slot, on.date()))
    if as_json:
        typer.echo(json.dumps({"slot": shift.slot, "on": str(shift.on), "begins": shift.begins}))
    else:
        typer.echo("Signed up.")


@shifts.command()
def withdraw(sign_in_name: Person, slot: SlotName, on: Day, *, as_json: AsJson = False) -> None:
    """Take back that somebody comes for a shift."""
    asyncio.run(commands.withdraw(sign_in_name, slot, on.date()))
    typer.echo(json.dumps({"slot": slot, "on": str(on.date())}) if as_json else "Withdrawn.")


def _show(week: Week, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_week(week)))
        return
    typer.echo(f"Opens by: {week.opens_by}  (time zone {week.plan.zone})")
    for slot in week.plan.slots:
        typer.echo(f"{slot.id}  {slot}  wanted {slot.wanted}")
    for span in week.hours:
        typer.echo(f"hours  {span}")
    for day in sorted(week.plan.holidays):
        typer.echo(f"holiday  {day}")


def _week(week: Week) -> dict[str, Any]:
    return {
        "zone": week.plan.zone,
        "slots": [
            {"id": slot.id, **_clocks(slot), "wanted": slot.wanted} for slot in week.plan.slots
        ],
        "holidays": [str(day) for day in sorted(week.plan.holidays)],
        "opens_by": week.opens_by,
        "hours": [_clocks(span) for span in week.hours],
        "version": week.version,
    }


def _coming(one: Coming) -> dict[str, Any]:
    return {
        "slot": one.shift.slot,
        "on": str(one.shift.on),
        "begins": one.shift.begins,
        "ends": one.shift.ends,
        "wanted": one.shift.wanted,
        "people": [comer.name for comer in one.people],
        "lacks": one.lacks,
    }


def _clocks(span: Span) -> dict[str, str]:
    return {
        "day": span.weekday.name.lower(),
        "start": f"{span.start:%H:%M}",
        "end": f"{span.end:%H:%M}",
    }


def _weekday(text: str) -> Weekday:
    try:
        return Weekday[text.strip().upper()]
    except KeyError:
        raise typer.BadParameter(f"a day needs to be one of {_DAYS}") from None


def _clock(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - the zone is the setting's
    except ValueError:
        raise typer.BadParameter("a time needs hours and minutes, as in 16:00") from None


def _span(text: str) -> Span:
    found = _HOURS.fullmatch(text.strip().lower())
    if found is None:
        raise typer.BadParameter('hours need a day and two times, as in "monday 16:00-23:00"')
    day, start, end = found.groups()
    return Span(_weekday(day), _clock(start), _clock(end))
