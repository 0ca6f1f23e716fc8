"""The directory of other help at the staff door: seen, changed, checked, switched off, carried.

What is done here is so on the next page of this node, and on those of others in two seconds.
"""

from asyncio import to_thread
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from aiohttp import web

from helpline.actions.world import World
from helpline.core.directory.changing import Change, Check, Worse
from helpline.core.directory.entries import check
from helpline.core.directory.listing import Cell, Listing, lines, listings
from helpline.core.directory.nested import write_document
from helpline.core.directory.package import FAULTS_TOLD, Fault, Package, Unreadable
from helpline.core.errors import BadInput, TooBig
from helpline.core.roles import Act
from helpline.durable import Durable, Kept
from helpline.edge.archive import read_file, write_zip
from helpline.edge.given_out import GivenOut
from helpline.edge.http.acts import Acts, Asked
from helpline.edge.http.bodies import read
from helpline.wire import directory as frames
from helpline.wire.catalogue import Done
from helpline.wire.shapes import Frame

FILE_BYTES: Final = 4_194_304
"""A file that is bigger is for the command line: a node that reads it talks to nobody meanwhile."""
_NAME: Final = "directory"
_EMPTY: Final = Fault(_NAME, 0, "", "has no service in it: nothing would be left")


class DirectoryDoor:
    """What staff can ask about other help."""

    def __init__(self, world: World, durable: Durable, given: GivenOut) -> None:
        self._world = world
        self._durable = durable
        self._given = given
        self.acts: Final[Acts] = {
            ("GET", "/directory"): (Act.SEE_DIRECTORY, self._all),
            ("GET", "/directory/file"): (Act.SEE_DIRECTORY, self._export),
            ("PATCH", "/directory"): (Act.CHANGE_DIRECTORY, self._change),
            ("PUT", "/directory/off"): (Act.CHANGE_DIRECTORY, self._set_off),
            ("POST", "/directory/checked"): (Act.CHANGE_DIRECTORY, self._mark_checked),
            ("POST", "/directory/file"): (Act.CHANGE_DIRECTORY, self._import),
        }

    def _today(self) -> date:
        return datetime.fromtimestamp(self._world.now(), self._world.zone).date()

    async def _all(self, _: Asked) -> Frame:
        kept = await self._durable.directory.kept()
        now, today = self._world.now(), self._today()
        found = await to_thread(listings, kept.package, kept.off, now, today)
        terms = lines(kept.package).items()
        return frames.DirectoryShape(
            entries=tuple(_listing(one, kept) for one in found),
            terms=tuple(frames.TermShape(id=ident, line=line) for ident, line in terms),
        )

    async def _change(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.ListingChange)
        changes = [Change(one.table, one.row, one.column, one.to) for one in given.cells]
        looked = None if given.looked is None else self._looked(given.looked)
        directory = self._durable.directory
        try:
            await directory.change(given.service, given.version, changes, asked.by, looked)
        except Worse as worse:
            return frames.ListingAnswer(faults=_faults(worse.faults))
        await self._given.changed()
        return frames.ListingAnswer(faults=())

    async def _mark_checked(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.ListingChecked)
        facts = [(one.table, one.row, one.column) for one in given.facts]
        looked, directory = self._looked(given.looked), self._durable.directory
        await directory.mark_checked(given.service, given.version, facts, looked, asked.by)
        await self._given.changed()
        return Done()

    async def _set_off(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.ListingOff)
        directory = self._durable.directory
        await directory.set_off(given.service, given.version, asked.by, off=given.off)
        await self._given.changed()
        return Done()

    async def _import(self, asked: Asked) -> Frame:
        query = asked.request.query.get("version", "")
        if not (query == "" or query.isdecimal()):
            raise BadInput("a version is a number")
        raw, kept = await _whole(asked.request), await self._durable.directory.kept()
        try:
            package, faults = await to_thread(_read, raw)
        except Unreadable as unreadable:
            package, faults = Package(), unreadable.faults
        if query and not faults:
            await self._durable.directory.replace(package, asked.by, int(query))
            await self._given.changed()
        mine = {row.id for row in package.rows("service")}
        theirs = {row.id for row in kept.package.rows("service")}
        return frames.DirectoryRead(
            services=len(mine),
            new=len(mine - theirs),
            gone=len(theirs - mine),
            version=kept.version,
            faults=_faults(faults[:FAULTS_TOLD]),
            more=max(0, len(faults) - FAULTS_TOLD),
        )

    async def _export(self, asked: Asked) -> web.Response:
        package = await self._durable.directory.package()
        is_zip = "zip" in asked.request.query
        body = await to_thread(write_zip if is_zip else write_document, package)
        name = f"{_NAME}.zip" if is_zip else f"{_NAME}.json"
        return web.Response(
            body=body,
            content_type="application/zip" if is_zip else "application/json",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def _looked(self, shape: frames.LookedShape) -> Check:
        return Check(shape.source, shape.grade, self._today())


async def _whole(request: web.Request) -> bytes:
    """Return a file, which may be bigger than any other body."""
    if request.content_type != "application/octet-stream":
        raise BadInput("not a file")
    try:
        return await request.clone(client_max_size=FILE_BYTES + 1).read()
    except web.HTTPRequestEntityTooLarge:
        raise TooBig("the file is too big") from None


def _read(raw: bytes) -> tuple[Package, tuple[Fault, ...]]:
    package = read_file(_NAME, raw)
    found = check(package).faults.values()
    faults = tuple(sorted({fault for of_one in found for fault in of_one}))
    return package, faults if package.rows("service") else (_EMPTY,)


def _faults(faults: Iterable[Fault]) -> tuple[frames.FileFault, ...]:
    return tuple(
        frames.FileFault(file=one.file, row=one.row, field=one.field, words=one.words)
        for one in faults
    )


def _listing(one: Listing, kept: Kept) -> frames.ListingShape:
    standing, entry = kept.standings[one.service], one.entry
    return frames.ListingShape(
        service=one.service,
        version=standing.version,
        name=one.name,
        organization=one.organization,
        off=standing.off,
        given=one.given,
        line=None if entry is None else entry.line,
        needs=() if entry is None else tuple(sorted(entry.needs)),
        open_now=one.open_now,
        due=one.due is not None,
        due_since=None if one.due is None else one.due.since,
        faults=_faults(one.faults),
        cells=tuple(map(_cell, one.cells)),
    )


def _cell(cell: Cell) -> frames.CellShape:
    return frames.CellShape(
        table=cell.table,
        row=cell.row,
        column=cell.column,
        value=cell.value,
        fact=cell.fact,
        vouched=tuple(
            frames.SourceShape(source=one.source, grade=one.grade, on=one.on)
            for one in cell.vouched
        ),
    )
