"""How simulated staff sign in: by the staff door, like anybody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, CookieJar

from helpline.core.roles import Role
from helpline.simulate.link import Lost
from helpline.wire.pages import Failure, SignedIn, SignIn


class NoEntry(Exception):
    """Somebody could not sign in; the message says who and why."""


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """What one member of the staff signs in with."""

    origins: tuple[str, ...]
    """Of the staff's door; any of them will do."""
    who: str
    """For messages to the person who runs this."""
    ask: SignIn


def from_link(link: str) -> Credentials:
    """Return the credentials in a one-time link."""
    parts = urlsplit(link)
    if not parts.fragment:
        raise NoEntry("a sign-in link looks like https://staff.example/#token")
    origin = f"{parts.scheme}://{parts.netloc}"
    return Credentials((origin,), "the holder of a link", SignIn(link=parts.fragment))


def from_file(path: Path, origins: tuple[str, ...]) -> list[Credentials]:
    """Return the credentials in a file: on each line a sign-in name, and after it a password."""
    found = []
    for line in filter(str.strip, path.read_text().splitlines()):
        name, _, password = line.strip().partition(" ")
        if not password:
            raise NoEntry("each line of the file of sign-ins is a name and a password")
        found.append(Credentials(origins, name, SignIn(name=name, password=password)))
    return found


class StaffSession:
    """A session at the staff door."""

    def __init__(self, http: ClientSession, origins: tuple[str, ...]) -> None:
        self._http = http
        self.origins = origins

    async def token(self, origin: str) -> str:
        """Return a fresh token for a socket; raise NoEntry when the session is over."""
        return (await self._ask("GET", origin, None)).token

    async def _ask(self, method: str, origin: str, body: SignIn | None) -> SignedIn:
        async with self._http.request(
            method,
            f"{origin}/session",
            headers={"Origin": origin},
            json=None if body is None else body.model_dump(exclude_none=True),
        ) as answer:
            text = await answer.text()
            if answer.status >= 500:  # noqa: PLR2004 - whatever it is, it passes
                raise Lost("session")
            if answer.status != 200:  # noqa: PLR2004 - it is what HTTP calls "yes"
                raise NoEntry(_reason(answer.status, text))
            return SignedIn.model_validate_json(text)

    async def sign_in(self, ask: SignIn) -> None:
        """Sign in, as a responder; raise NoEntry."""
        signed_in = await self._ask("POST", self.origins[0], ask)
        if signed_in.me.role is not Role.RESPONDER:
            raise NoEntry(f"a {signed_in.me.role} answers no chats: give a responder's sign-in")

    async def sign_out(self) -> None:
        """End the session."""
        origin = self.origins[0]
        url, headers = f"{origin}/session", {"Origin": origin}
        async with self._http.delete(url, headers=headers):
            return


@asynccontextmanager
async def session(credentials: Credentials) -> AsyncIterator[StaffSession]:
    """Give a session, and end it afterwards; raise NoEntry when there is none to be had."""
    jar = CookieJar(unsafe=True, treat_as_secure_origin=list(credentials.origins))
    async with ClientSession(cookie_jar=jar) as http:
        held = StaffSession(http, credentials.origins)
        try:
            await held.sign_in(credentials.ask)
        except (NoEntry, Lost, ClientError, TimeoutError) as error:
            raise NoEntry(f"{credentials.who} can't sign in: {error}") from None
        try:
            yield held
        finally:
            with suppress(ClientError, TimeoutError):
                await held.sign_out()


def _reason(status: int, text: str) -> str:
    try:
        return f"{Failure.model_validate_json(text).code} ({status})"
    except ValueError:
        return f"the answer was {status}"
