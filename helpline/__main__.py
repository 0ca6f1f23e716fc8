"""The command line: `serve`, `staff`, `training`, `shifts`, `directory`, `audit`, `simulate`."""

import sys
from typing import Annotated

import typer

from helpline.app.audit_cli import audit
from helpline.app.directory_cli import directory
from helpline.app.shifts_cli import shifts
from helpline.app.staff_cli import staff
from helpline.app.training_cli import training
from helpline.core.errors import HelplineError, Misconfigured
from helpline.logs import choose_output, shut_others

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
cli.add_typer(staff, name="staff")
cli.add_typer(audit, name="audit")
cli.add_typer(training, name="training")
cli.add_typer(shifts, name="shifts")
cli.add_typer(directory, name="directory")


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
    if nodes > 1 and not demo:
        raise typer.BadParameter("only a --demo starts several: see docs/operators-guide.md")
    from helpline.app.commands import settle  # noqa: PLC0415 - a command loads what it needs

    settings = settle(demo=demo, public_port=port, staff_port=staff_port)
    if nodes > 1:
        from helpline.app.fleet import run_fleet  # noqa: PLC0415

        run_fleet(settings, nodes)
    else:
        from helpline.app.serve import run  # noqa: PLC0415

        run(settings)


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
