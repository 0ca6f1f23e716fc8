"""Who comes in by what: a link, a passkey, or a name with a password and, where set up, a code.

Guesses at a name are slowed by a delay that grows. A browser in which this name has signed in
before has a delay of its own, so whoever guesses from elsewhere keeps nobody out; and neither links
nor passkeys are slowed by anybody's guesses at names. A try that the database did not answer is
no guess.
"""

from dataclasses import dataclass
from typing import Final

from helpline.actions.world import World
from helpline.core.audit import By
from helpline.core.errors import (
    BadInput,
    FactorNeeded,
    NotSignedIn,
    RecordsAway,
    TooFast,
    WrongCode,
)
from helpline.core.factors import begins_fresh
from helpline.core.names import StaffId
from helpline.core.sign_in import How
from helpline.durable import Durable, Person, SignedIn
from helpline.edge.guesses import Guesses
from helpline.edge.http.codes import CodeCheck
from helpline.edge.http.devices import Device, Devices
from helpline.edge.http.passkeys import PasskeyCheck
from helpline.edge.rates import Bucket
from helpline.wire.factors import Proof
from helpline.wire.pages import SignIn

TRIES_PER_S, TRIES_AT_ONCE = 5.0, 50.0
"""Names with passwords from browsers nobody knows, all together: each costs a hash."""
KEYS_PER_S, KEYS_AT_ONCE = 20.0, 200.0
"""Links and passkeys, which nobody guesses."""


@dataclass(frozen=True, slots=True)
class Entered:
    """Who came in, by what, and whether it counts as a fresh factor."""

    person: Person
    how: How
    fresh: bool


class Entrance:
    """Finds out who somebody is."""

    def __init__(
        self,
        world: World,
        durable: Durable,
        codes: CodeCheck,
        passkeys: PasskeyCheck,
    ) -> None:
        self._world = world
        self._durable = durable
        self._devices = Devices(world.secret)
        self._codes = codes
        self._passkeys = passkeys
        self._guesses: Final = Guesses()
        self._strangers = Bucket(TRIES_PER_S, TRIES_AT_ONCE)
        self._keys = Bucket(KEYS_PER_S, KEYS_AT_ONCE)

    def pass_key(self) -> None:
        """Let a link, a passkey or the question for one through; raise `TooFast`."""
        _pass(self._keys)

    async def enter(self, given: SignIn, device: Device | None) -> Entered:
        """Return who signs in; raise `NotSignedIn`, `FactorNeeded`, `WrongCode` or `TooFast`."""
        now = self._world.now()
        if given.link is not None:
            self.pass_key()
            staff = await self._durable.links.use(given.link, now)
            return await self._entered(await self._durable.staff.find(staff), How.LINK)
        if given.passkey is not None:
            self.pass_key()
            staff = await self._passkeys.shown(given.passkey, now)
            return await self._entered(await self._durable.staff.find(staff), How.PASSKEY)
        return await self._by_password(given, device, now)

    async def prove(self, found: SignedIn, given: Proof) -> None:
        """Check a factor that somebody who is signed in shows again; raise `WrongCode`.

        A password will do where there is no second factor.
        """
        me, now = found.person, self._world.now()
        if given.passkey is not None:
            try:
                shown = await self._passkeys.shown(given.passkey, now)
            except NotSignedIn:
                raise WrongCode("no such passkey") from None
            if shown != me.id:
                raise WrongCode("another's passkey")
            return
        key = f"session|{found.session}"
        self._guesses.take(key, now)
        try:
            await self._check(me.id, given, now)
        except RecordsAway:
            self._guesses.take_back(key)
            raise
        self._guesses.succeed(key)

    async def _check(self, me: StaffId, given: Proof, now: float) -> None:
        if given.code is not None:
            await self._codes.check(me, given.code, By(me, now))
        elif given.password is not None:
            factors = await self._durable.factors.of(me)
            fits = await self._durable.staff.is_password_of(me, given.password)
            if factors.has_second or not fits:
                raise WrongCode("not their password, or a password is not enough")
        else:
            raise BadInput("neither a passkey nor a code nor a password")

    async def _by_password(self, given: SignIn, device: Device | None, now: float) -> Entered:
        name = self._devices.name(given.name or "")
        known = device.id if device is not None and name in device.names else ""
        if not known:
            _pass(self._strangers)
        if given.name is None or given.password is None:
            raise BadInput("neither a passkey nor a link nor a name with its password")
        key = f"{known}|{name}"
        self._guesses.take(key, now)
        try:
            person, how = await self._known(given.name, given.password, given.code, now)
        except (FactorNeeded, RecordsAway):
            self._guesses.take_back(key)
            raise
        self._guesses.succeed(key)
        return await self._entered(person, how)

    async def _known(
        self, name: str, password: str, code: str | None, now: float
    ) -> tuple[Person, How]:
        person = await self._durable.staff.sign_in(name, password)
        if not (await self._durable.factors.of(person.id)).authenticator:
            return person, How.PASSWORD
        if code is None:
            raise FactorNeeded("a code has to come with it")
        await self._codes.check(person.id, code, By(person.id, now))
        return person, How.CODE

    async def _entered(self, person: Person, how: How) -> Entered:
        factors = await self._durable.factors.of(person.id)
        return Entered(person, how, begins_fresh(how, factors))


def _pass(bucket: Bucket) -> None:
    wait_s = bucket.wait()
    if wait_s > 0:
        raise TooFast(wait_s)
