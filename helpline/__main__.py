"""The command line: `helpline serve`, `helpline staff`, `helpline simulate`."""

import asyncio
import sys
from typing import Annotated

import typer

from helpline.core.errors import HelplineError, Misconfigured
from helpline.core.intake import Language
from helpline.core.roles import Role
from helpline.logs import choose_output, shut_others

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
staff = typer.Typer(help="Who answers and who supervises.", no_args_is_help=True)
cli.add_typer(staff, name="staff")

SignInName = Annotated[str, typer.Option(help="The name to sign in by; else NAME.")]


def _languages(text: str) -> tuple[Language, ...]:
    try:
        return tuple(Language(part.strip()) for part in text.split(","))
    except ValueError:
        known = ",".join(Language)
        raise typer.BadParameter(f"needs codes with commas between, out of {known}") from None


@cli.callback()
def quiet() -> None:
    """An anonymous chat helpline for young people."""
    shut_others()
    choose_output(as_json=not sys.stderr.isatty())


@cli.command()
def serve(
    *,
    demo: Annotated[bool, typer.Option("--demo", help="Try it here, with staff made up.")] = False,
    port: Annotated[int | None, typer.Option(help="The port of the youth's door.")] = None,
    staff_port: Annotated[int | None, typer.Option(help="The port of the staff's door.")] = None,
    nodes: Annotated[int, typer.Option(min=1, max=16, help="How many serve a demo.")] = 1,
) -> None:
    """Open both doors until told to stop."""
    from helpline.app.commands import settle  # noqa: PLC0415 - a command loads what it needs
    from helpline.app.fleet import run_fleet  # noqa: PLC0415
    from helpline.app.serve import run  # noqa: PLC0415

    if nodes > 1 and not demo:
        raise typer.BadParameter("only a --demo starts several: see docs/operators-guide.md")
    settings = settle(demo=demo, public_port=port, staff_port=staff_port)
    if nodes > 1:
        run_fleet(settings, nodes)
    else:
        run(settings)


@staff.command()
def add(
    name: Annotated[str, typer.Argument(help="The first name that youth and colleagues see.")],
    role: Annotated[Role, typer.Option(help="What they do here.")],
    sign_in_name: SignInName = "",
    languages: Annotated[str, typer.Option(help="Codes, as in en,es.")] = "en",
    *,
    password_stdin: Annotated[bool, typer.Option("--password-stdin")] = False,
    link: Annotated[bool, typer.Option("--link", help="No password: print a link.")] = False,
) -> None:
    """Add somebody, with a password or with a link that signs them in once."""
    from helpline.app.commands import add_staff, make_link  # noqa: PLC0415
    from helpline.durable import Newcomer  # noqa: PLC0415

    newcomer = Newcomer(
        name=name,
        sign_in_name=sign_in_name or name,
        role=role,
        languages=_languages(languages),
    )
    asyncio.run(add_staff(newcomer, None if link else _password(from_stdin=password_stdin)))
    typer.echo(asyncio.run(make_link(newcomer.sign_in_name)) if link else "Added.")


@staff.command()
def link(sign_in_name: str) -> None:
    """Print a link that signs somebody in once, within 15 minutes."""
    from helpline.app.commands import make_link  # noqa: PLC0415

    typer.echo(asyncio.run(make_link(sign_in_name)))


@staff.command(name="list")
def list_() -> None:
    """Show all staff."""
    from helpline.app.commands import list_staff  # noqa: PLC0415

    for person in asyncio.run(list_staff()):
        state = "" if person.active else "  (not active)"
        codes = ",".join(person.languages)
        typer.echo(f"{person.name}  {person.sign_in_name}  {person.role}  {codes}{state}")


@cli.command(
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def simulate(context: typer.Context) -> None:
    """Send made-up youth and responders through the doors."""
    from helpline.simulate.command import simulate as go  # noqa: PLC0415

    command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    command.command()(go)
    command(args=context.args, prog_name="helpline simulate")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def main() -> None:
    """Run a command; end with 2 and a line for each fault where something is set wrongly."""
    try:
        cli()
    except Misconfigured as misconfigured:
        for fault in misconfigured.args:
            typer.echo(fault, err=True)
        sys.exit(2)
    except HelplineError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
