"""Signing staff in and out: a cookie no script can read, and the sessions behind it."""

from contextlib import suppress
from dataclasses import dataclass

from aiohttp import web

from helpline.actions import desk
from helpline.actions.desk import Person
from helpline.actions.world import World
from helpline.core.audit import By
from helpline.core.errors import NotSignedIn, RecordsAway
from helpline.core.factors import Factors
from helpline.core.names import StaffId
from helpline.core.roles import Act, Whose, may
from helpline.core.sign_in import How
from helpline.durable import Durable
from helpline.durable import Person as Member
from helpline.durable import SignedIn as Found
from helpline.durable.sessions import IDLE_S
from helpline.edge.clearances import Clearances
from helpline.edge.given_out import GivenOut
from helpline.edge.http.bodies import answer, read
from helpline.edge.http.devices import Devices
from helpline.edge.http.entrance import Entrance
from helpline.edge.http.passkeys import PasskeyCheck
from helpline.edge.http.remembered import Known, Remembered
from helpline.edge.plan import PlanReader
from helpline.edge.push import Push
from helpline.edge.seats import Seats
from helpline.edge.socket_token import issue
from helpline.wire.catalogue import Done, Door
from helpline.wire.factors import FactorsShape, Proof
from helpline.wire.pages import SignedIn, SignIn, Way
from helpline.wire.shapes import Me

COOKIE = "__Host-staff"
COOKIE_S = 12 * 3_600


@dataclass(frozen=True, slots=True)
class Inner:
    """What a node has behind its doors that signing in and out has to do with."""

    world: World
    durable: Durable
    seats: Seats
    push: Push
    clearances: Clearances
    plan: PlanReader
    given: GivenOut
    way: Way


class SignInDoor:
    """`/session`: who is signed in, and what they have shown for it."""

    def __init__(self, inner: Inner, entrance: Entrance, passkeys: PasskeyCheck) -> None:
        self._clearances = inner.clearances
        self._way = inner.way
        self._world = inner.world
        self._durable = inner.durable
        self._seats = inner.seats
        self._push = inner.push
        self._entrance = entrance
        self._passkeys = passkeys
        self._devices = Devices(inner.world.secret)
        self._remembered = Remembered()

    async def post(self, request: web.Request) -> web.Response:
        """Sign in; the session is in the cookie of the answer."""
        given = await read(request, SignIn)
        device = self._devices.of(request, self.now())
        entered = await self._entrance.enter(given, device)
        person, now = entered.person, self.now()
        sessions = self._durable.sessions
        token = await sessions.create(person.id, entered.how, now, fresh=entered.fresh)
        response = await self._signed_in(await sessions.find(token, now), token)
        self._devices.remember(device, response, person.sign_in_name, now)
        return _with_cookie(response, token)

    async def let_in(
        self, response: web.Response, whom: StaffId, how: How, proved: int | None
    ) -> None:
        """Put a new session into an answer, which has shown a factor at `proved` if at all.

        The browser does not get known by it: from another site its cookie does not come along.
        """
        sessions, now = self._durable.sessions, self.now()
        token = await sessions.create(whom, how, now)
        if proved is not None:
            await sessions.prove((await sessions.find(token, now)).session, proved)
        _with_cookie(response, token)

    async def ask_passkey(self, _: web.Request) -> web.Response:
        """Give out what a passkey has to sign; who asks need not be signed in yet."""
        self._entrance.pass_key()
        return answer(self._passkeys.ask(self.now()))

    async def prove(self, request: web.Request) -> web.Response:
        """Take a factor that somebody shows again; what needs a fresh one may be done then."""
        found = await self.found(request)
        await self._entrance.prove(found, await read(request, Proof))
        await self._durable.sessions.prove(found.session, self.now())
        return answer(Done())

    async def get(self, request: web.Request) -> web.Response:
        """Tell who is signed in, with a fresh token for the socket; an old cookie is exchanged."""
        try:
            found = await self.found(request)
            token = request.cookies[COOKIE]
            if not found.is_old:
                return await self._signed_in(found, token)
            fresh = await self._durable.sessions.renew(found.session, token, self.now())
            return _with_cookie(await self._signed_in(found, fresh), fresh)
        except RecordsAway:
            known = self._before(request)
            token = issue(self._world, known.person, known.session)
            return answer(known.told.model_copy(update={"token": token}))

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

    async def admit(self, request: web.Request) -> None:
        """Let pass who is signed in, or was when the database last answered."""
        try:
            await self.found(request)
        except RecordsAway:
            self._before(request)

    async def end(self, session: str) -> None:
        """Close whatever pages a session has, and take its desk away."""
        self._remembered.forget(session)
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
        now = self.now()
        kept = await self._durable.sessions.keep(sessions, now)
        self._remembered.kept(kept, now)
        for session in sessions - kept:
            await self.end(session)

    def _before(self, request: web.Request) -> Known:
        """Return who it was when the database last answered, or raise `RecordsAway`."""
        known = self._remembered.find(request.cookies.get(COOKIE, ""), self.now())
        if known is None:
            raise RecordsAway("nobody can be looked up now")
        return known

    async def _signed_in(self, found: Found, cookie: str) -> web.Response:
        member = found.person
        person = Person(
            member.id,
            member.name,
            member.role,
            member.languages,
            member.opted_out,
            await self._clearances.of(member.id),
        )
        me = Me(
            id=member.id,
            name=member.name,
            role=member.role,
            ready=False,
            cap=self._world.policy.chats_per_responder,
            languages=member.languages,
            training_days=None,
        )
        acts = tuple(act for act in Act if may(member.role, act, Whose.OTHER))
        factors = factors_shape(await self._durable.factors.of(member.id))
        token = issue(self._world, person, found.session)
        told = SignedIn(me=me, token=token, way=self._way, factors=factors, idle_s=IDLE_S, may=acts)
        self._remembered.note(cookie, Known(person, found.session, told), self.now())
        return answer(told)


def factors_shape(factors: Factors) -> FactorsShape:
    """Return somebody's factors as a page is told them."""
    return FactorsShape(
        password=factors.password,
        authenticator=factors.authenticator,
        recovery=factors.recovery,
        passkeys=factors.passkeys,
    )


def _with_cookie(response: web.Response, token: str) -> web.Response:
    response.set_cookie(
        COOKIE, token, max_age=COOKIE_S, httponly=True, secure=True, samesite="Strict"
    )
    return response
