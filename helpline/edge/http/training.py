"""Staff about training: what there is to learn, who was trained, and who is cleared to answer."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from aiohttp import web

from helpline.core.errors import BadInput, TooBig
from helpline.core.names import StaffId
from helpline.core.roles import Act
from helpline.core.training import (
    BadTrainer,
    Module,
    ModuleId,
    Record,
    checked_trainer,
    clearance,
)
from helpline.core.training_csv import FILE_BYTES, Refused, read_training_csv
from helpline.durable import Durable
from helpline.edge.clearances import Clearances
from helpline.edge.http.acts import Acts, Asked
from helpline.edge.http.bodies import read
from helpline.wire import training as frames
from helpline.wire.catalogue import Done
from helpline.wire.shapes import Frame


class TrainingDoor:
    """What is kept here counts at once: desks that are open are looked at again."""

    def __init__(self, durable: Durable, clearances: Clearances) -> None:
        self._durable = durable
        self._clearances = clearances
        self.acts: Final[Acts] = {
            ("GET", "/training"): (Act.SEE_TRAINING, self._everybody),
            ("PUT", "/training/modules/{module}"): (Act.SET_MODULES, self._set_module),
            ("POST", "/training/file"): (Act.KEEP_TRAINING, self._file),
            ("GET", "/staff/{id}/training"): (Act.SEE_TRAINING, self._one),
            ("POST", "/staff/{id}/training"): (Act.KEEP_TRAINING, self._add),
            ("DELETE", "/staff/{id}/training/{module}/{on}"): (Act.KEEP_TRAINING, self._drop),
        }

    async def _everybody(self, _: Asked) -> Frame:
        training, today = self._durable.training, self._clearances.today()
        modules, records = await training.modules(), await training.records()
        people = [one.id for one in await self._durable.staff.everyone() if one.active]
        of: dict[StaffId, list[Record]] = {staff: [] for staff in people}
        for record in records:
            of.get(record.staff, []).append(record)
        return frames.AllTraining(
            modules=tuple(_module(module) for module in modules),
            standings=tuple(_standing(who, modules, of[who], today) for who in people),
        )

    async def _one(self, asked: Asked) -> Frame:
        await self._durable.staff.find(asked.whom)
        training, today = self._durable.training, self._clearances.today()
        modules, records = await training.modules(), await training.records((asked.whom,))
        return frames.OwnTraining(
            modules=tuple(_module(module) for module in modules),
            standing=_standing(asked.whom, modules, records, today),
        )

    async def _set_module(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.ModuleChange)
        ident = ModuleId(asked.request.match_info["module"])
        module = Module(ident, given.name, given.months, given.required, given.version)
        await self._durable.training.set_module(module, asked.by)
        await self._clearances.look()
        return _module(replace(module, version=given.version + 1))

    async def _add(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.NewRecord)
        if given.on > self._clearances.today():
            raise BadInput("that day is in the future")
        try:
            trainer = checked_trainer(given.trainer)
        except BadTrainer as why:
            raise BadInput(f"the trainer's name {why}") from None
        record = Record(asked.whom, ModuleId(given.module), given.on, trainer)
        await self._durable.training.add([record], asked.by)
        await self._clearances.look()
        return await self._one(asked)

    async def _drop(self, asked: Asked) -> Frame:
        module, on = (asked.request.match_info[name] for name in ("module", "on"))
        try:
            day = date.fromisoformat(on)
        except ValueError:
            raise BadInput("there is no such day") from None
        await self._durable.training.drop(Record(asked.whom, ModuleId(module), day, ""), asked.by)
        await self._clearances.look()
        return Done()

    async def _file(self, asked: Asked) -> Frame:
        raw, training = await _whole(asked.request), self._durable.training
        people = {one.sign_in_name: one.id for one in await self._durable.staff.everyone()}
        modules = {module.id: module for module in await training.modules()}
        known, today = await training.records(), self._clearances.today()
        found = read_training_csv(raw, people, modules, known, today)
        if isinstance(found, Refused):
            faults = tuple(
                frames.FaultShape(row=fault.row, column=fault.column, words=fault.words)
                for fault in found.faults
            )
            return frames.FileRead(records=0, faults=faults, more=found.more)
        if "dry" not in asked.request.query:
            await training.add(found, asked.by)
            await self._clearances.look()
        return frames.FileRead(records=len(found), faults=(), more=0)


async def _whole(request: web.Request) -> bytes:
    """Return a file, which may be bigger than any other body."""
    if request.content_type != "text/csv":
        raise BadInput("not a CSV file")
    try:
        return await request.clone(client_max_size=FILE_BYTES + 1).read()
    except web.HTTPRequestEntityTooLarge:
        raise TooBig("the file is too big") from None


def _module(module: Module) -> frames.ModuleShape:
    return frames.ModuleShape(
        id=module.id,
        name=module.name,
        months=module.months,
        required=module.required,
        version=module.version,
    )


def _standing(
    staff: StaffId, modules: Iterable[Module], records: Iterable[Record], today: date
) -> frames.Standing:
    found = clearance(modules, records, today)
    return frames.Standing(
        staff=staff,
        missing=tuple(
            frames.MissingShape(module=one.module, ran_out=one.ran_out) for one in found.missing
        ),
        until=found.until,
        warns=found.warning(today),
        records=tuple(
            frames.RecordShape(module=one.module, on=one.on, trainer=one.trainer) for one in records
        ),
    )
