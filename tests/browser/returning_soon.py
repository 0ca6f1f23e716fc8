"""The helpline's own command line, where half an hour for return words is over in seconds."""

from dataclasses import replace
from typing import Final

from helpline.__main__ import main
from helpline.app import commands
from helpline.settings import Settings

RETURN_S: Final = 4
settle = commands.settle


def hurried(*, demo: bool, public_port: int | None, staff_port: int | None) -> Settings:
    """Return the settings as they are, but for the time that words are waited for."""
    settings = settle(demo=demo, public_port=public_port, staff_port=staff_port)
    return replace(settings, policy=replace(settings.policy, return_s=RETURN_S))


if __name__ == "__main__":
    commands.settle = hurried
    main()
