"""Authenticators and recovery codes: made, set up, and checked when somebody types one."""

import secrets
from typing import Final
from urllib.parse import urlsplit

import segno

from helpline.core.audit import By
from helpline.core.errors import NotNow, WrongCode
from helpline.core.factors import (
    RECOVERY_BYTES,
    RECOVERY_CODES,
    SECRET_BYTES,
    enrolment_uri,
    fitting_step,
    is_authenticator_code,
    plain_code,
    recovery_code,
    secret_text,
)
from helpline.core.names import StaffId
from helpline.core.tickets import read, sign
from helpline.durable import Durable, Person
from helpline.edge.sealing import Sealer
from helpline.logs import Event, log
from helpline.wire.factors import Enrolment

GOOD_S: Final = 600
"""So long a new secret waits for the code that confirms it."""
_ENROL: Final = "authenticator to be set up"
_EVER: Final = -1
"""Before every step there is."""


class CodeCheck:
    """Sets authenticators up, and takes codes."""

    def __init__(self, durable: Durable, secret: bytes, origin: str) -> None:
        self._durable = durable
        self._secret = secret
        self._sealer = Sealer(secret, "authenticator")
        self._issuer = urlsplit(origin).hostname or ""

    async def check(self, staff: StaffId, code: str, by: By) -> None:
        """Use up a code of somebody's authenticator, or for recovery; raise `WrongCode`.

        Raises `NotNow` where the authenticator's secret can't be read any more.
        """
        if not is_authenticator_code(code):
            if not await self._durable.factors.use_recovery(staff, plain_code(code), by):
                raise WrongCode("no such recovery code")
            return
        kept = await self._durable.factors.authenticator(staff)
        if kept is None:
            raise WrongCode("they have no authenticator")
        secret = self._sealer.open(staff, kept[0])
        if secret is None:
            log(Event.FACTOR_UNREADABLE)
            raise NotNow("the authenticator was sealed under another secret")
        step = fitting_step(secret, plain_code(code), by.at, kept[1])
        if step is None or not await self._durable.factors.use_step(staff, step):
            raise WrongCode("the code does not fit, or was used")

    def enrol(self, person: Person, now: float) -> Enrolment:
        """Return a new secret to be put into an authenticator; nothing is kept yet."""
        secret = secrets.token_bytes(SECRET_BYTES)
        uri = enrolment_uri(secret, self._issuer, person.sign_in_name)
        # Sealed, so that the ticket alone, in a log of somebody's proxy, is no secret.
        body = {"sealed": self._sealer.seal(person.id, secret), "until": now + GOOD_S}
        return Enrolment(
            ticket=sign(self._secret, _ENROL, body),
            secret=secret_text(secret),
            uri=uri,
            picture=segno.make(uri, error="m", micro=False).svg_data_uri(
                scale=4, border=4, light="#fff"
            ),
        )

    async def confirm(self, staff: StaffId, ticket: str, code: str, by: By) -> tuple[str, ...]:
        """Let an authenticator count from now on; return recovery codes where none were left.

        Raises `WrongCode` for another's ticket, one that is too old, and a code that does not fit.
        """
        body = read(self._secret, _ENROL, ticket)
        fresh = body is not None and body["until"] >= by.at
        secret = self._sealer.open(staff, body["sealed"]) if body is not None and fresh else None
        if body is None or secret is None:
            raise WrongCode("not a ticket of theirs, or too late")
        step = fitting_step(secret, plain_code(code), by.at, _EVER)
        if step is None:
            raise WrongCode("the code does not fit")
        codes = new_codes()
        kept = [plain_code(one) for one in codes]
        factors = self._durable.factors
        shown = await factors.set_authenticator(staff, body["sealed"], step, kept, by)
        return codes if shown else ()

    async def renew(self, staff: StaffId, by: By) -> tuple[str, ...]:
        """Return new recovery codes, in place of the old; raise `NotNow` without authenticator."""
        if await self._durable.factors.authenticator(staff) is None:
            raise NotNow("recovery codes stand in for an authenticator, and there is none")
        codes = new_codes()
        await self._durable.factors.set_recovery(staff, [plain_code(one) for one in codes], by)
        return codes


def new_codes() -> tuple[str, ...]:
    """Return recovery codes to write down."""
    return tuple(recovery_code(secrets.token_bytes(RECOVERY_BYTES)) for _ in range(RECOVERY_CODES))
