"""What one helpline is told from outside; only `app` reads it."""

from helpline.settings.content import HelpEntry, ReadyText
from helpline.settings.load import (
    Settings,
    StaffDoor,
    load,
    load_help,
    load_policy,
    load_staff_door,
)

__all__ = [
    "HelpEntry",
    "ReadyText",
    "Settings",
    "StaffDoor",
    "load",
    "load_help",
    "load_policy",
    "load_staff_door",
]
