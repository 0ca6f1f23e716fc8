"""Signing staff in and out: a cookie no script can read, and the sessions behind it."""

from contextlib import suppress

from aiohttp import web
from pydantic import ValidationError

from helpline.actions import desk
from helpline.actions.desk import Person
from helpline.actions.world import World
from helpline.core.errors import BadInput, NotSignedIn, TooFast
from helpline.durable import Durable
from helpline.durable import Person as Member
from helpline.edge.push import Push
from helpline.edge.rates import Bucket
from helpline.edge.seats import Seat, Seats
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
        person = await self._person(await _sign_in(request))
        token = await self._durable.sessions.create(person.id, self._world.now())
        response = self._signed_in(person, token)
        response.set_cookie(
            COOKIE, token, max_age=COOKIE_S, httponly=True, secure=True, samesite="Strict"
        )
        return response

    async def get(self, request: web.Request) -> web.Response:
        """Tell who is signed in, with a fresh token for the socket."""
        token = request.cookies.get(COOKIE, "")
        return self._signed_in(await self.member(request), token)

    async def delete(self, request: web.Request) -> web.Response:
        """Sign out: the session ends, its pages are told, its chats go to the front of the line."""
        token = request.cookies.get(COOKIE, "")
        with suppress(NotSignedIn):
            member = await self.member(request)
            await self._durable.sessions.end(token)
            await self.end(self._durable.sessions.name(token))
            await self._clear(member)
        response = web.Response(status=204)
        response.del_cookie(COOKIE, secure=True, httponly=True, samesite="Strict")
        return response

    async def member(self, request: web.Request) -> Member:
        """Return who is signed in, or raise NotSignedIn."""
        token = request.cookies.get(COOKIE)
        if not token:
            raise NotSignedIn("no cookie")
        return await self._durable.sessions.find(token, self._world.now())

    async def end(self, session: str) -> None:
        """Close whatever pages a session has, and take its desk away."""
        for seat in [s for s in self._seats.by_sid.values() if s.session == session]:
            await self._push.close(seat, telling="signed_out")
            if seat.door is Door.RESPONDER and seat.person is not None:
                await self._push.deliver(await desk.leave(self._world, seat.person.id))

    async def _clear(self, member: Member) -> None:
        """Take away a desk whose page had closed its socket before it signed out."""
        if member.id not in self._seats.desks:
            await self._push.deliver(await desk.leave(self._world, member.id))

    async def keep(self) -> None:
        """End the pages whose session has ended; the others' sessions are kept alive."""
        for seat in [s for s in self._seats.by_sid.values() if s.session is not None]:
            await self._keep(seat)

    async def _keep(self, seat: Seat) -> None:
        if seat.session is None:
            return
        try:
            await self._durable.sessions.find_named(seat.session, self._world.now())
        except NotSignedIn:
            await self.end(seat.session)

    async def _person(self, given: SignIn) -> Member:
        if given.link is not None:
            staff = await self._durable.links.use(given.link, self._world.now())
            everyone = await self._durable.staff.everyone()
            return next(person for person in everyone if person.id == staff)
        if given.name is None or given.password is None:
            raise BadInput("neither a link nor a name with its password")
        return await self._durable.staff.sign_in(given.name, given.password)

    def _signed_in(self, member: Member, token: str) -> web.Response:
        session = self._durable.sessions.name(token)
        person = Person(member.id, member.name, member.role, member.languages, member.opted_out)
        me = Me(
            id=member.id,
            name=member.name,
            role=member.role,
            ready=False,
            cap=self._world.policy.chats_per_responder,
            languages=member.languages,
        )
        body = SignedIn(
            me=me, token=issue(self._world, person, session), way=self._way
        ).model_dump_json()
        return web.Response(text=body, content_type="application/json")


async def _sign_in(request: web.Request) -> SignIn:
    if request.content_type != "application/json":
        raise BadInput("not JSON")
    try:
        return SignIn.model_validate_json(await request.read())
    except ValidationError:
        raise BadInput("does not fit the model") from None
