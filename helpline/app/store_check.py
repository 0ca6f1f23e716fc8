"""Refuse a store that would remember."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from helpline.core.errors import Misconfigured, TryAgain
from helpline.ephemeral.check import read_config
from helpline.ephemeral.finding import members

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

    Behind sentinels or in a cluster that is every master and every replica: a replica that persists
    writes the chats to a disk as well. The user of `url` must be allowed CONFIG GET (in a cluster
    CLUSTER SLOTS and CLUSTER INFO too); a store that can't be asked is refused as well.
    """
    try:
        stores = await members(url)
    except TryAgain as unheard:
        raise Misconfigured(f"the store can't be checked: {unheard}") from None
    faults = [fault for store in stores for fault in await _faults_at(store, url)]
    if faults:
        raise Misconfigured(*faults)


async def _faults_at(store: str, url: str) -> list[str]:
    """Return what is wrong with one store; where there are several it is named."""
    where = "" if store == url else f" at {urlsplit(store).netloc.rpartition('@')[2]}"
    try:
        config = await read_config(store, [*MUST, *MUST_WHERE_KNOWN])
    except Misconfigured as unheard:
        return [str(fault).replace("the store", f"the store{where}", 1) for fault in unheard.args]
    return faults_of(config, where)


def faults_of(config: Mapping[str, str], where: str = "") -> list[str]:
    """Return what to set in the store so that it forgets; nothing if it does."""
    wrong = [name for name, good in MUST.items() if config.get(name) not in good]
    wrong += [n for n, good in MUST_WHERE_KNOWN.items() if config.get(n, good[0]) not in good]
    values = {**MUST, **MUST_WHERE_KNOWN}
    return [f"the store{where} needs: {name} {values[name][0] or chr(34) * 2}" for name in wrong]
