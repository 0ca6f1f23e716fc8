"""Passkeys: challenges that are good once and for two minutes, and what was signed with them.

A challenge is in a signed ticket, so that any node can take the answer; that it was answered is
noted in the database, so that none takes it twice.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, Final
from urllib.parse import urlsplit

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException

from helpline.core.audit import By
from helpline.core.errors import WrongCode
from helpline.core.factors import counter_fits
from helpline.core.names import StaffId
from helpline.core.tickets import read, sign
from helpline.durable import Durable, Person
from helpline.logs import Event, log
from helpline.wire.factors import Assertion, NewPasskey, PasskeyAsked, PasskeyOffered

GOOD_S: Final = 120
CHALLENGE_BYTES: Final = 32
_ALGORITHMS: Final = [
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]
_SHOW: Final = "passkey to be shown"
_MAKE: Final = "passkey to be made"


class PasskeyCheck:
    """Gives out challenges and checks what was signed, for the origin of the staff pages."""

    def __init__(self, durable: Durable, secret: bytes, origin: str) -> None:
        self._durable = durable
        self._secret = secret
        self._origin = origin
        self._rp_id = urlsplit(origin).hostname or ""

    def ask(self, now: float) -> PasskeyAsked:
        """Return what a passkey has to sign; it names nobody."""
        challenge, ticket = self._challenge(_SHOW, "", now)
        return PasskeyAsked(ticket=ticket, challenge=challenge, rp_id=self._rp_id)

    async def shown(self, given: Assertion, now: float) -> StaffId:
        """Return whose passkey has signed; raise `WrongCode` or `NotSignedIn`.

        The authenticator must have verified who used it, so a passkey is two factors in one.
        """
        challenge = await self._spend(given.ticket, _SHOW, "", now)
        found = await self._durable.passkeys.find(_bytes(given.id))
        if given.user_handle not in {None, _text(found.staff_id.encode())}:
            raise WrongCode("the passkey names somebody else")
        response = {
            "clientDataJSON": given.client_data,
            "authenticatorData": given.authenticator_data,
            "signature": given.signature,
        }
        try:
            verified = verify_authentication_response(
                credential=_credential(given.id, response),
                expected_challenge=challenge,
                expected_rp_id=self._rp_id,
                expected_origin=self._origin,
                credential_public_key=found.public_key,
                credential_current_sign_count=0,  # `counter_fits` decides
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError):
            raise WrongCode("the passkey's answer does not fit") from None
        counter = verified.new_sign_count
        goes_on = counter_fits(found.counter, counter)
        if not goes_on or not await self._durable.passkeys.use(found, counter, now):
            log(Event.PASSKEY_COUNTER)
            raise WrongCode("the passkey's counter did not go on")
        return found.staff_id

    async def offer(self, person: Person, now: float) -> PasskeyOffered:
        """Return what a browser makes a new passkey from, for nobody but this person."""
        challenge, ticket = self._challenge(_MAKE, person.id, now)
        have = await self._durable.passkeys.of(person.id)
        return PasskeyOffered(
            ticket=ticket,
            challenge=challenge,
            rp_id=self._rp_id,
            user_id=_text(person.id.encode()),
            user_name=person.sign_in_name,
            display_name=person.name,
            algorithms=tuple(_ALGORITHMS),
            exclude=tuple(_text(passkey.credential_id) for passkey in have),
        )

    async def made(self, given: NewPasskey, by: By) -> None:
        """Keep a passkey that whoever acts has made; raise `WrongCode` where it does not fit."""
        challenge = await self._spend(given.ticket, _MAKE, by.who, by.at)
        response = {"clientDataJSON": given.client_data, "attestationObject": given.attestation}
        try:
            verified = verify_registration_response(
                credential=_credential(given.id, response),
                expected_challenge=challenge,
                expected_rp_id=self._rp_id,
                expected_origin=self._origin,
                require_user_verification=True,
                supported_pub_key_algs=_ALGORITHMS,
            )
        except (WebAuthnException, ValueError):
            raise WrongCode("the passkey does not fit") from None
        await self._durable.passkeys.add(
            given.name,
            verified.credential_id,
            verified.credential_public_key,
            verified.sign_count,
            by,
        )

    def _challenge(self, purpose: str, whose: str, now: float) -> tuple[str, str]:
        challenge = _text(secrets.token_bytes(CHALLENGE_BYTES))
        body = {"challenge": challenge, "whose": whose, "until": now + GOOD_S}
        return challenge, sign(self._secret, purpose, body)

    async def _spend(self, ticket: str, purpose: str, whose: str, now: float) -> bytes:
        body = read(self._secret, purpose, ticket)
        if body is None or body["whose"] != whose or body["until"] < now:
            raise WrongCode("not a challenge of ours, or too late")
        challenge = _bytes(body["challenge"])
        if not await self._durable.passkeys.spend(challenge, body["until"], now):
            raise WrongCode("the challenge was answered before")
        return challenge


def _credential(ident: str, response: dict[str, str]) -> dict[str, Any]:
    return {"id": ident, "rawId": ident, "type": "public-key", "response": response}


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise WrongCode("not base64url") from None
