"""Tells alerts outside: by mail, on a phone, in a chat of the staff, through apprise.

What is said stands in `core/alert_words.py`. Nobody who talks waits for it: apprise works in
threads of its own, and each address is tried by itself.
"""

import asyncio
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final
from warnings import catch_warnings

from helpline.core.alert_words import TITLES, body
from helpline.core.alerts import AlertKind
from helpline.core.errors import Misconfigured
from helpline.core.intake import Language
from helpline.logs import Event, log, log_error

if TYPE_CHECKING:
    from apprise import Apprise

SEND_S: Final = 30.0
"""So long one try may take; apprise itself gives an address a few seconds."""
PAUSES_S: Final = (0.0, 15.0, 60.0)
"""Before each try: an address that fails for a moment still hears of it."""


class Notices:
    """What is to be told, and to whom."""

    def __init__(self, urls: Sequence[str], language: Language = Language.EN) -> None:
        """Take addresses as apprise knows them; raise Misconfigured, never quoting one."""
        self._to = _addresses(urls) if urls else ()
        self._language = language
        self._kinds: asyncio.Queue[AlertKind] = asyncio.Queue()

    def tell(self, kinds: Iterable[AlertKind]) -> None:
        """Have these told soon."""
        for kind in kinds:
            self._kinds.put_nowait(kind)

    async def send_forever(self) -> None:
        """Tell every address what is to be told, until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                kind = await self._kinds.get()
                for address in self._to:
                    group.create_task(self._send(address, kind))

    async def _send(self, address: "Apprise", kind: AlertKind) -> None:
        title, said = TITLES[self._language], body(kind, self._language)
        for pause_s in PAUSES_S:
            await asyncio.sleep(pause_s)
            try:
                async with asyncio.timeout(SEND_S):
                    if await address.async_notify(title=title, body=said):
                        return
            except Exception as error:  # noqa: BLE001 - whatever an address does, the node goes on
                log_error(Event.NOTICE_FAILED, error)
        log(Event.NOTICE_FAILED, tries=len(PAUSES_S))


def _addresses(urls: Sequence[str]) -> tuple["Apprise", ...]:
    # It takes a second and 30 MB, so only whoever has addresses loads it.
    from apprise import Apprise, AppriseAsset  # noqa: PLC0415

    asset = AppriseAsset(app_id="Helpline", app_desc="Helpline", app_url="", secure_logging=True)
    made = [Apprise(asset=asset) for _ in urls]
    with catch_warnings(category=DeprecationWarning, action="ignore"):  # it loads `imghdr`
        added = [one.add(url) for one, url in zip(made, urls, strict=True)]
    wrong = [n for n, fine in enumerate(added, 1) if not fine]
    if wrong:
        found = (f"HELPLINE_ALERT_URLS: address {n} is none that apprise knows" for n in wrong)
        raise Misconfigured(*found)
    return tuple(made)
