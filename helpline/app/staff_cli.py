"""`helpline staff`: who answers, who supervises, who runs it."""

import asyncio
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from helpline.app import commands
from helpline.core.intake import Language, Topic
from helpline.core.roles import Role
from helpline.durable import Newcomer, Person, Profile

staff = typer.Typer(help="Who answers, who supervises, who runs it.", no_args_is_help=True)

SignInName = Annotated[str, typer.Argument(help="The name they sign in by.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for another program.")]
Languages = Annotated[str | None, typer.Option(help="Codes, as in en,es.")]
OptedOut = Annotated[str | None, typer.Option(help="Topics never offered to them, as in home,law.")]


@staff.command()
def add(  # noqa: PLR0913 - one for each option
    name: Annotated[str, typer.Argument(help="The first name that youth and colleagues see.")],
    role: Annotated[Role, typer.Option(help="What they do here.")],
    sign_in_name: Annotated[str, typer.Option(help="The name to sign in by; else NAME.")] = "",
    languages: Languages = "en",
    opted_out: OptedOut = "",
    *,
    password_stdin: Annotated[bool, typer.Option("--password-stdin")] = False,
    link: Annotated[bool, typer.Option("--link", help="No password: print a link.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add somebody, with a password or with a link that signs them in once."""
    newcomer = Newcomer(
        name=name,
        sign_in_name=sign_in_name or name,
        role=role,
        languages=_members(Language, languages) or (Language.EN,),
        opted_out=_members(Topic, opted_out) or (),
    )
    password = None if link else _password(from_stdin=password_stdin)
    person = asyncio.run(commands.add_staff(newcomer, password))
    address = asyncio.run(commands.make_link(newcomer.sign_in_name)) if link else None
    if as_json:
        _print(_row(person) | ({"link": address} if address else {}))
    else:
        typer.echo(address or "Added.")


@staff.command()
def link(sign_in_name: SignInName, *, as_json: AsJson = False) -> None:
    """Print a link that signs somebody in once, within 15 minutes; a password stays as it is."""
    address = asyncio.run(commands.make_link(sign_in_name))
    if as_json:
        _print({"link": address})
    else:
        typer.echo(address)


@staff.command(name="list")
def list_(*, as_json: AsJson = False) -> None:
    """Show all staff."""
    people = asyncio.run(commands.list_staff())
    if as_json:
        _print([_row(person) for person in people])
        return
    for person in people:
        _tell(person, as_json=False)


@staff.command()
def change(
    sign_in_name: SignInName,
    name: Annotated[str | None, typer.Option(help="The first name that others see.")] = None,
    role: Annotated[Role | None, typer.Option(help="What they do here; signs them out.")] = None,
    languages: Languages = None,
    opted_out: OptedOut = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Change somebody; what is not given stays as it is."""
    profile = Profile(
        name=name,
        languages=_members(Language, languages),
        opted_out=_members(Topic, opted_out),
    )
    if profile == Profile() and role is None:
        raise typer.BadParameter("nothing to change: give --name, --role, --languages, --opted-out")
    _tell(asyncio.run(commands.change_staff(sign_in_name, profile, role)), as_json=as_json)


@staff.command()
def let_go(sign_in_name: SignInName, *, as_json: AsJson = False) -> None:
    """Let somebody in no more: they are signed out, and their chats go back to the line."""
    _tell(asyncio.run(commands.set_active(sign_in_name, on=False)), as_json=as_json)


@staff.command()
def let_in(sign_in_name: SignInName, *, as_json: AsJson = False) -> None:
    """Let somebody in again."""
    _tell(asyncio.run(commands.set_active(sign_in_name, on=True)), as_json=as_json)


@staff.command()
def reset_factors(sign_in_name: SignInName, *, as_json: AsJson = False) -> None:
    """Take away passkeys, authenticator and recovery codes of somebody who has lost theirs.

    They are signed out everywhere, and sign in by their password or by a link.
    """
    _tell(asyncio.run(commands.reset_factors(sign_in_name)), as_json=as_json)


@staff.command()
def factors(*, as_json: AsJson = False) -> None:
    """Show by what everybody can show who they are."""
    found = asyncio.run(commands.list_factors())
    if as_json:
        _print([{"sign_in_name": one.sign_in_name} | asdict(theirs) for one, theirs in found])
        return
    for one, theirs in found:
        named = {
            "password": theirs.password,
            "app": theirs.authenticator,
            f"recovery codes: {theirs.recovery}": theirs.recovery,
            f"passkeys: {theirs.passkeys}": theirs.passkeys,
        }
        has = ", ".join(name for name, there in named.items() if there) or "nothing"
        typer.echo(f"{one.name}  {one.sign_in_name}  {has}")


@staff.command()
def sessions(sign_in_name: SignInName, *, as_json: AsJson = False) -> None:
    """Show where somebody is signed in, the latest first; times are UTC."""
    found = asyncio.run(commands.list_sessions(sign_in_name))
    if as_json:
        _print([asdict(one) for one in found])
        return
    for one in found:
        since, seen = (
            datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M")
            for at in (one.created, one.last_seen)
        )
        typer.echo(f"{one.id}  by {one.how}  since {since}  last seen {seen}")


@staff.command()
def sign_out(
    sign_in_name: SignInName,
    session: Annotated[str | None, typer.Argument(help="As `sessions` lists it; else all.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Sign somebody out: their pages close, and their chats go back to the line."""
    ended = asyncio.run(commands.sign_out(sign_in_name, session))
    if as_json:
        _print({"ended": ended})
    else:
        typer.echo(f"Sessions ended: {ended}")


@staff.command()
def bind_oidc(
    sign_in_name: SignInName,
    subject: Annotated[
        str, typer.Argument(help="The provider's subject for them, or their e-mail address.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Let somebody sign in by an account of the organization's own sign-in, and no other.

    An e-mail address has to be verified by the provider; the first sign-in replaces it.
    """
    _tell(asyncio.run(commands.bind_oidc(sign_in_name, subject)), as_json=as_json)


@staff.command()
def unbind_oidc(sign_in_name: SignInName, *, as_json: AsJson = False) -> None:
    """Let somebody sign in by that account no more; sessions begun by it end."""
    _tell(asyncio.run(commands.unbind_oidc(sign_in_name)), as_json=as_json)


def _members(kind: Any, text: str | None) -> Any:
    if text is None:
        return None
    try:
        return tuple(kind(part.strip()) for part in text.split(",") if part.strip())
    except ValueError:
        known = ",".join(kind)
        raise typer.BadParameter(f"needs codes with commas between, out of {known}") from None


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _row(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "sign_in_name": person.sign_in_name,
        "role": person.role,
        "languages": person.languages,
        "opted_out": person.opted_out,
        "active": person.active,
    }


def _tell(person: Person, *, as_json: bool) -> None:
    if as_json:
        _print(_row(person))
        return
    state = "" if person.active else "  (not active)"
    codes = ",".join(person.languages)
    typer.echo(f"{person.name}  {person.sign_in_name}  {person.role}  {codes}{state}")


def _print(value: Any) -> None:
    typer.echo(json.dumps(value))
