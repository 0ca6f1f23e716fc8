"""Staff about staff: who is here, what they may do, where they are signed in, what was done."""

from typing import Final

from helpline.core.audit import By
from helpline.core.names import StaffId
from helpline.core.roles import Act
from helpline.durable import Durable, Newcomer, Person, Profile
from helpline.edge.http.acts import Acts, Asked
from helpline.edge.http.bodies import read
from helpline.edge.http.sign_in import SignInDoor
from helpline.wire import people as frames
from helpline.wire.catalogue import Done
from helpline.wire.shapes import Frame

AUDIT_LINES: Final = 200


class PeopleDoor:
    """What staff can ask about staff."""

    def __init__(self, durable: Durable, sign_in: SignInDoor, origin: str) -> None:
        self._durable = durable
        self._sign_in = sign_in
        self._origin = origin
        self.acts: Final[Acts] = {
            ("GET", "/staff"): (Act.SEE_STAFF, self._everyone),
            ("POST", "/staff"): (Act.ADD_STAFF, self._add),
            ("GET", "/staff/{id}"): (Act.SEE_STAFF, self._one),
            ("PATCH", "/staff/{id}"): (Act.CHANGE_PROFILE, self._change),
            ("PUT", "/staff/{id}/role"): (Act.CHANGE_ROLE, self._set_role),
            ("PUT", "/staff/{id}/active"): (Act.SET_ACTIVE, self._set_active),
            ("POST", "/staff/{id}/link"): (Act.MAKE_LINK, self._make_link),
            ("GET", "/staff/{id}/sessions"): (Act.SEE_SESSIONS, self._sessions),
            ("DELETE", "/staff/{id}/sessions/{session}"): (Act.END_SESSIONS, self._end_session),
            ("GET", "/audit"): (Act.SEE_AUDIT, self._audit),
        }

    async def _everyone(self, _: Asked) -> Frame:
        people = await self._durable.staff.everyone()
        return frames.Everyone(people=tuple(_shape(person) for person in people))

    async def _one(self, asked: Asked) -> Frame:
        return _shape(await self._durable.staff.find(asked.whom))

    async def _add(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.NewStaff)
        newcomer = Newcomer(
            name=given.name,
            sign_in_name=given.sign_in_name,
            role=given.role,
            languages=given.languages,
            opted_out=given.opted_out,
        )
        return await self._invite(await self._durable.staff.add(newcomer, asked.by), asked.by)

    async def _make_link(self, asked: Asked) -> Frame:
        return await self._invite(asked.whom, asked.by)

    async def _invite(self, whom: StaffId, by: By) -> Frame:
        person = await self._durable.staff.find(whom)
        link = f"{self._origin}/#{await self._durable.links.make(whom, by)}"
        return frames.Invited(person=_shape(person), link=link)

    async def _change(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.ProfileChange)
        profile = Profile(name=given.name, languages=given.languages, opted_out=given.opted_out)
        staff = self._durable.staff
        return _shape(await staff.change(asked.whom, given.version, profile, asked.by))

    async def _set_role(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.RoleChange)
        staff = self._durable.staff
        person = await staff.set_role(asked.whom, given.version, given.role, asked.by)
        await self._sign_in.send_out(person.id)
        return _shape(person)

    async def _set_active(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.ActiveChange)
        staff = self._durable.staff
        person = await staff.set_active(asked.whom, given.version, asked.by, on=given.on)
        await self._sign_in.send_out(person.id)
        return _shape(person)

    async def _sessions(self, asked: Asked) -> Frame:
        found = await self._durable.sessions.of(asked.whom, asked.by.at)
        return frames.SessionList(
            sessions=tuple(
                frames.SessionShape(
                    id=one.id,
                    how=one.how,
                    created=one.created,
                    last_seen=one.last_seen,
                    this=one.id == asked.found.session,
                )
                for one in found
            )
        )

    async def _end_session(self, asked: Asked) -> Frame:
        session = asked.request.match_info["session"]
        await self._durable.sessions.end(asked.whom, session, asked.by)
        await self._sign_in.keep()
        return Done()

    async def _audit(self, _: Asked) -> Frame:
        entries = await self._durable.audit.latest(AUDIT_LINES)
        return frames.AuditLines(
            lines=tuple(
                frames.AuditLine(
                    n=line.n,
                    at=line.at,
                    actor=line.actor,
                    deed=line.deed,
                    subject=line.subject,
                    detail=line.detail,
                )
                for line in (entry.written for entry in entries)
            )
        )


def _shape(person: Person) -> frames.StaffMember:
    return frames.StaffMember(
        id=person.id,
        name=person.name,
        sign_in_name=person.sign_in_name,
        role=person.role,
        languages=person.languages,
        opted_out=person.opted_out,
        active=person.active,
        version=person.version,
    )
