"""The helpline's own command line under a director in a hurry: minutes of quiet become seconds.

`policy.toml` refuses such numbers, since nobody should be hurried so; a test can't wait 15 minutes.
"""

from dataclasses import replace
from typing import Final

from helpline.__main__ import main
from helpline.app import commands
from helpline.core.policy import Policy
from helpline.settings import Settings

POLICY: Final = Policy(
    nudge_s=(2, 4), soft_end_s=6, soft_end_grace_s=6, chat_ttl_s=600, chats_per_responder=2
)
settle = commands.settle


def hurried(*, demo: bool, public_port: int | None, staff_port: int | None) -> Settings:
    """Return the settings as they are, but for the director's numbers."""
    settings = settle(demo=demo, public_port=public_port, staff_port=staff_port)
    return replace(settings, policy=POLICY)


if __name__ == "__main__":
    commands.settle = hurried
    main()
