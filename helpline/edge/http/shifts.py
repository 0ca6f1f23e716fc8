"""Staff about shifts: the weekly plan, what opens the line, who comes, and signing up."""

from collections.abc import Iterable
from datetime import date, time
from typing import Final

from helpline.actions.world import World
from helpline.core.errors import BadInput
from helpline.core.roles import Act
from helpline.core.shifts import Slot, SlotId
from helpline.core.signups import SignUp
from helpline.core.wall import Span, Weekday
from helpline.durable import Coming, Durable, Rules
from helpline.edge.http.acts import Acts, Asked
from helpline.edge.http.bodies import read
from helpline.edge.plan import PlanReader
from helpline.wire import shifts as frames
from helpline.wire.catalogue import Done
from helpline.wire.shapes import Frame

COMING_S: Final = 28 * 86_400


class ShiftsDoor:
    """After every change this node reads the plan at once, and the others soon after."""

    def __init__(self, world: World, durable: Durable, plan: PlanReader) -> None:
        self._world = world
        self._durable = durable
        self._plan = plan
        self.acts: Final[Acts] = {
            ("GET", "/shifts"): (Act.SEE_SHIFTS, self._coming),
            ("GET", "/shifts/plan"): (Act.SEE_SHIFTS, self._week),
            ("PUT", "/shifts/plan"): (Act.SET_SHIFTS, self._set_slots),
            ("PUT", "/shifts/holidays"): (Act.SET_SHIFTS, self._set_holidays),
            ("PUT", "/shifts/opening"): (Act.SET_SHIFTS, self._set_opening),
            ("POST", "/staff/{id}/shifts"): (Act.SIGN_UP, self._sign_up),
            ("DELETE", "/staff/{id}/shifts/{slot}/{on}"): (Act.SIGN_UP, self._withdraw),
        }

    @property
    def _rules(self) -> Rules:
        return Rules(self._world.zone, self._world.policy.caps)

    async def _coming(self, _: Asked) -> Frame:
        now = self._world.now()
        found = await self._durable.shifts.coming(self._rules.zone, now, now + COMING_S)
        return frames.ComingShifts(shifts=tuple(_shift(one) for one in found))

    async def _week(self, _: Asked) -> Frame:
        week = await self._durable.shifts.week(self._rules.zone)
        return frames.PlanShape(
            version=week.version,
            zone=week.plan.zone,
            slots=tuple(
                frames.SlotShape(id=slot.id, wanted=slot.wanted, **_clocks(slot))
                for slot in week.plan.slots
            ),
            holidays=tuple(sorted(week.plan.holidays)),
            opens_by=week.opens_by,
            hours=tuple(frames.SpanShape(**_clocks(span)) for span in week.hours),
            shift_h=self._rules.caps.shift_h,
            week_h=self._rules.caps.week_h,
        )

    async def _set_slots(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.SlotsChange)
        slots = [
            Slot(*_span(shape), id=SlotId(shape.id), wanted=shape.wanted) for shape in given.slots
        ]
        await self._durable.shifts.set_slots(given.version, slots, self._rules, asked.by)
        return await self._known(asked)

    async def _set_holidays(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.HolidaysChange)
        await self._durable.shifts.set_holidays(given.version, given.holidays, asked.by)
        return await self._known(asked)

    async def _set_opening(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.OpeningChange)
        spans = _spans(given.hours)
        await self._durable.shifts.set_opening(given.version, given.opens_by, spans, asked.by)
        return await self._known(asked)

    async def _sign_up(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.SignUpShape)
        wish = SignUp(asked.whom, SlotId(given.slot), given.on)
        await self._durable.shifts.sign_up(wish, self._rules, self._world.now())
        await self._plan.changed()
        return Done()

    async def _withdraw(self, asked: Asked) -> Frame:
        given = asked.request.match_info
        try:
            on = date.fromisoformat(given["on"])
        except ValueError:
            raise BadInput("a date is written as in 2026-12-31") from None
        await self._durable.shifts.withdraw(SignUp(asked.whom, SlotId(given["slot"]), on))
        await self._plan.changed()
        return Done()

    async def _known(self, asked: Asked) -> Frame:
        await self._plan.changed()
        return await self._week(asked)


def _shift(coming: Coming) -> frames.ShiftShape:
    shift = coming.shift
    return frames.ShiftShape(
        slot=shift.slot,
        on=shift.on,
        begins=shift.begins,
        ends=shift.ends,
        wanted=shift.wanted,
        people=tuple(frames.ComerShape(id=one.id, name=one.name) for one in coming.people),
        lacks=coming.lacks,
    )


def _clocks(span: Span) -> dict[str, object]:
    return {
        "weekday": int(span.weekday),
        "start": f"{span.start:%H:%M}",
        "end": f"{span.end:%H:%M}",
    }


def _span(shape: frames.SpanShape) -> tuple[Weekday, time, time]:
    return (
        Weekday(shape.weekday),
        time.fromisoformat(shape.start),
        time.fromisoformat(shape.end),
    )


def _spans(shapes: Iterable[frames.SpanShape]) -> list[Span]:
    return [Span(*_span(shape)) for shape in shapes]
