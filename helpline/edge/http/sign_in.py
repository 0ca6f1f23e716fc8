"""Signing staff in and out: a cookie no script can read, and the sessions behind it."""

from contextlib import suppress

from aiohttp import web

from helpline.actions import desk
from helpline.actions.desk import Person
from helpline.actions.world import World
from helpline.core.audit import By
from helpline.core.errors import BadInput, NotSignedIn, TooFast
from helpline.core.names import StaffId
from helpline.core.roles import Act, Whose, may
from helpline.core.sign_in import How
from helpline.durable import Durable
from helpline.durable import Person as Member
from helpline.durable import SignedIn as Found
from helpline.edge.http.bodies import answer, read
from helpline.edge.push import Push
from helpline.edge.rates import Bucket
from helpline.edge.seats import Seats
from helpline.edge.socket_token import issue
from helpline.wire.catalogue import Door
from helpline.wire.pages import SignedIn, SignIn, Way
from helpline.wire.shapes import Me

COOKIE = "__Host-staff"
COOKIE_S = 12 * 3_600
TRIES_PER_S, TRIES_AT_ONCE = 5.0, 50.0


class SignInDoor:
    """`/session`: who is signed in, by a password or a one-time link."""

    def __init__(self, world: World, durable: Durable, seats: Seats, push: Push, way: Way) -> None:
        self._way = way
        self._world = world
        self._durable = durable
        self._seats = seats
        self._push = push
        self._tries = Bucket(TRIES_PER_S, TRIES_AT_ONCE)

    async def post(self, request: web.Request) -> web.Response:
        """Sign in; the session is in the cookie of the answer."""
        wait_s = self._tries.wait()
        if wait_s > 0:
            raise TooFast(wait_s)
        person, how = await self._person(await read(request, SignIn))
        now = self.now()
        token = await self._durable.sessions.create(person.id, how, now)
        found = await self._durable.sessions.find(token, now)
        return _with_cookie(self._signed_in(found), token)

    async def get(self, request: web.Request) -> web.Response:
        """Tell who is signed in, with a fresh token for the socket; an old cookie is exchanged."""
        found = await self.found(request)
        response = self._signed_in(found)
        if not found.is_old:
            return response
        token, now = request.cookies[COOKIE], self.now()
        return _with_cookie(response, await self._durable.sessions.renew(found.session, token, now))

    async def delete(self, request: web.Request) -> web.Response:
        """Sign out: the session ends, its pages are told, its chats go to the front of the line."""
        with suppress(NotSignedIn):
            found = await self.found(request)
            by = By(found.person.id, self.now())
            await self._durable.sessions.end(found.person.id, found.session, by)
            await self.end(found.session)
            await self._clear(found.person)
        response = web.Response(status=204)
        response.del_cookie(COOKIE, secure=True, httponly=True, samesite="Strict")
        return response

    async def found(self, request: web.Request) -> Found:
        """Return who is signed in and in which session, or raise NotSignedIn."""
        token = request.cookies.get(COOKIE)
        if not token:
            raise NotSignedIn("no cookie")
        return await self._durable.sessions.find(token, self.now())

    async def end(self, session: str) -> None:
        """Close whatever pages a session has, and take its desk away."""
        for seat in [s for s in self._seats.by_sid.values() if s.session == session]:
            await self._push.close(seat, telling="signed_out")
            if seat.door is Door.RESPONDER and seat.person is not None:
                await self._push.deliver(await desk.leave(self._world, seat.person.id))

    async def send_out(self, staff: StaffId) -> None:
        """Take away the desk of somebody whose sessions were ended, and close their pages here.

        Pages at other nodes close when those look next, within `KEEP_S`.
        """
        await self.keep()
        await self._push.deliver(await desk.leave(self._world, staff))

    async def _clear(self, member: Member) -> None:
        """Take away a desk whose page had closed its socket before it signed out."""
        if member.id not in self._seats.desks:
            await self._push.deliver(await desk.leave(self._world, member.id))

    def now(self) -> float:
        """Return the time all nodes agree on, in seconds since 1970."""
        return self._world.now()

    async def keep(self) -> None:
        """End the pages whose session has ended; the others' sessions are kept alive."""
        sessions = {s.session for s in self._seats.by_sid.values() if s.session is not None}
        if sessions:
            kept = await self._durable.sessions.keep(sessions, self.now())
            for session in sessions - kept:
                await self.end(session)

    async def _person(self, given: SignIn) -> tuple[Member, How]:
        if given.link is not None:
            staff = await self._durable.links.use(given.link, self.now())
            return await self._durable.staff.find(staff), How.LINK
        if given.name is None or given.password is None:
            raise BadInput("neither a link nor a name with its password")
        return await self._durable.staff.sign_in(given.name, given.password), How.PASSWORD

    def _signed_in(self, found: Found) -> web.Response:
        member = found.person
        person = Person(member.id, member.name, member.role, member.languages, member.opted_out)
        me = Me(
            id=member.id,
            name=member.name,
            role=member.role,
            ready=False,
            cap=self._world.policy.chats_per_responder,
            languages=member.languages,
        )
        token = issue(self._world, person, found.session)
        acts = tuple(act for act in Act if may(member.role, act, Whose.OTHER))
        return answer(SignedIn(me=me, token=token, way=self._way, may=acts))


def _with_cookie(response: web.Response, token: str) -> web.Response:
    response.set_cookie(
        COOKIE, token, max_age=COOKIE_S, httponly=True, secure=True, samesite="Strict"
    )
    return response
