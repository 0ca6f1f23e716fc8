"""Second factors over HTTP: showing one, setting one up, and which ones there are.

Bytes travel as base64url without padding.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from helpline.wire.shapes import Frame

Code = Annotated[str, Field(max_length=40)]
Password = Annotated[str, Field(max_length=1_000)]
Bytes = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$", max_length=8_000)]
CredentialId = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", min_length=1, max_length=1_364)
]
"""Up to 1,023 bytes, as the standard allows."""
Signed = Annotated[str, Field(max_length=1_000)]
"""What the server gave out and takes back; it is good for a few minutes."""
PasskeyName = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class PasskeyAsked(Frame):
    """`POST /session/passkey`: what a passkey has to sign, to sign in or to show a factor."""

    ticket: str
    challenge: str
    rp_id: str


class Assertion(Frame):
    """What a passkey signed, and the ticket of the challenge."""

    ticket: Signed
    id: CredentialId
    client_data: Bytes
    authenticator_data: Bytes
    signature: Bytes
    user_handle: Bytes | None = None


class Proof(Frame):
    """`POST /session/proof`: a factor, shown again; a password where there is no second factor."""

    code: Code | None = None
    password: Password | None = None
    passkey: Assertion | None = None


class PasskeyOffered(Frame):
    """`POST /staff/{id}/passkeys/challenge`: what a browser makes a new passkey from."""

    ticket: str
    challenge: str
    rp_id: str
    user_id: str
    user_name: str
    display_name: str
    algorithms: tuple[int, ...]
    exclude: tuple[str, ...]
    """The credentials they have: one authenticator is not taken twice."""


class NewPasskey(Frame):
    """`POST /staff/{id}/passkeys`: a passkey that was made, and what to call it."""

    name: PasskeyName
    ticket: Signed
    id: CredentialId
    client_data: Bytes
    attestation: Bytes


class PasskeyShape(Frame):
    """A passkey as its owner may see it; times in seconds since 1970."""

    id: str
    name: str
    created: int
    last_used: int | None


class FactorsShape(Frame):
    """Which factors somebody has, in numbers."""

    password: bool
    authenticator: bool
    recovery: int
    """Recovery codes that are left."""
    passkeys: int


class OwnFactors(Frame):
    """`GET /staff/{id}/factors`: the factors of one person."""

    factors: FactorsShape
    passkeys: tuple[PasskeyShape, ...]


class PersonsFactors(Frame):
    """Which factors a person has."""

    id: str
    factors: FactorsShape


class EveryonesFactors(Frame):
    """`GET /factors`: who has which."""

    people: tuple[PersonsFactors, ...]


class Enrolment(Frame):
    """`POST /staff/{id}/authenticator`: a new secret; it counts once a code of it was sent back."""

    ticket: str
    secret: str
    """To be typed in by hand."""
    uri: str
    picture: str
    """The URI as a QR code: an SVG in a `data:` URL."""


class Confirmation(Frame):
    """`PUT /staff/{id}/authenticator`: a code of the new secret."""

    ticket: Signed
    code: Code


class Enrolled(Frame):
    """The authenticator counts from now on."""

    codes: tuple[str, ...]
    """Recovery codes to write down; empty where some of before are left."""


class RecoveryCodes(Frame):
    """`POST /staff/{id}/recovery`: new recovery codes; they are shown here and nowhere else."""

    codes: tuple[str, ...]
