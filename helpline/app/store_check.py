"""Refuse a store that would remember."""

from collections.abc import Mapping
from typing import Final

from helpline.core.errors import Misconfigured
from helpline.ephemeral.check import read_config

MUST: Final[Mapping[str, tuple[str, ...]]] = {
    "save": ("",),
    "appendonly": ("no",),
    # A replica that is filled through a file leaves every chat of the line on its disk.
    "repl-diskless-load": ("swapdb", "on-empty-db", "flush-before-load"),
    "slowlog-log-slower-than": ("-1",),
    "slowlog-max-len": ("0",),
    "crash-log-enabled": ("no",),
    "maxmemory-policy": ("noeviction",),
}
"""Settings every store must have, and the values that will do; the first is the one we name."""

MUST_WHERE_KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "commandlog-request-larger-than": ("-1",),
    "commandlog-reply-larger-than": ("-1",),
    "hide-user-data-from-log": ("yes",),
}
"""The same for settings that only newer stores have."""


async def check_forgets(url: str) -> None:
    """Raise `Misconfigured` with a line for each setting by which the store at `url` remembers.

    The user of `url` must be allowed CONFIG GET; a store that can't be asked is refused too.
    """
    if faults := faults_of(await read_config(url, [*MUST, *MUST_WHERE_KNOWN])):
        raise Misconfigured(*faults)


def faults_of(config: Mapping[str, str]) -> list[str]:
    """Return what to set in the store so that it forgets; nothing if it does."""
    wrong = [name for name, good in MUST.items() if config.get(name) not in good]
    wrong += [n for n, good in MUST_WHERE_KNOWN.items() if config.get(n, good[0]) not in good]
    values = {**MUST, **MUST_WHERE_KNOWN}
    return [f"the store needs: {name} {values[name][0] or chr(34) * 2}" for name in wrong]
