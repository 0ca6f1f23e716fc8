"""`helpline simulate`: an evening of people who do not exist."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from helpline.simulate.report import summary
from helpline.simulate.run import Plan, play
from helpline.simulate.sign_in import NoEntry, from_file, from_link

MINUTE_S = 60.0
PUBLIC = "http://localhost:8000"
STAFF = "http://localhost:8001"


def simulate(  # noqa: PLR0913 - each is an option of the command line
    *,
    public: Annotated[
        list[str] | None, typer.Option(help="The youth's door; may be repeated, for more nodes.")
    ] = None,
    staff: Annotated[
        list[str] | None, typer.Option(help="The staff's door, for --sign-ins; likewise.")
    ] = None,
    staff_link: Annotated[
        list[str] | None, typer.Option(help="A responder's one-time link; may be repeated.")
    ] = None,
    sign_ins: Annotated[
        Path | None, typer.Option(help="A file of responders: a name and a password a line.")
    ] = None,
    rate: Annotated[
        float | None, typer.Option(min=0, help="Chats a minute; else those of a busy evening.")
    ] = None,
    duration: Annotated[float, typer.Option(min=0, help="Minutes that youth keep coming.")] = 60.0,
    speed: Annotated[
        float,
        typer.Option(min=0.1, help="How fast minutes pass for these people; 60: one a second."),
    ] = 1.0,
    seed: Annotated[int, typer.Option(help="The same seed, the same people.")] = 1,
) -> None:
    """Send made-up youth and responders through the doors, and count what came of it.

    Ends with 1 when anything went wrong, with 2 when a responder can't sign in.

    Without responders, youth wait for whoever answers.

    Ctrl-C lets everybody go home, and then reports.
    """
    console = Console()
    try:
        credentials = [from_link(link) for link in staff_link or ()]
        if sign_ins is not None:
            credentials += from_file(sign_ins, _origins(staff, STAFF))
        doors = _origins(public, PUBLIC)
        plan = Plan(doors, credentials, rate, duration * MINUTE_S, speed, seed)
        ledger = asyncio.run(play(plan, console))
    except NoEntry as error:
        Console(stderr=True).print(str(error), style="bold red", markup=False)
        raise typer.Exit(2) from None
    console.print(summary(ledger))
    raise typer.Exit(1 if ledger.faults().any else 0)


def _origins(given: list[str] | None, without: str) -> tuple[str, ...]:
    return tuple(origin.rstrip("/") for origin in given or [without])
