"""`helpline audit`: what staff did to staff and to settings."""

import asyncio
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from helpline.app import commands

audit = typer.Typer(help="What staff did to staff and to settings.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for another program.")]


@audit.command(name="list")
def list_(
    number: Annotated[int, typer.Option(min=1, max=10_000, help="How many of the last.")] = 50,
    *,
    as_json: AsJson = False,
) -> None:
    """Show the last entries, the newest first; people by their ids, as `staff list --json` has."""
    entries = asyncio.run(commands.latest_entries(number))
    if as_json:
        typer.echo(json.dumps([asdict(one.written) | {"digest": one.digest} for one in entries]))
        return
    for written in (entry.written for entry in entries):
        when = datetime.fromtimestamp(written.at, UTC).strftime("%Y-%m-%d %H:%M:%S")
        about = " ".join(part for part in (written.deed, written.subject, written.detail) if part)
        typer.echo(f"{written.n}  {when}  {written.actor}  {about}")


@audit.command()
def verify(*, as_json: AsJson = False) -> None:
    """Check that no entry was changed, taken out or slipped in; ends with 1 where one was.

    Note the digest somewhere else: a later run that knows it shows that no end was cut off.
    """
    n, digest = asyncio.run(commands.verify_audit())
    if as_json:
        typer.echo(json.dumps({"entries": n, "digest": digest}))
    else:
        typer.echo(f"{n} entries, each follows from the one before. The last: {digest or 'none'}")
