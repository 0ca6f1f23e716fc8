"""Bugs planted in a real node: `python -m tests.faults.bugs NAME serve` serves with that bug.

Each is a way in which an honest try at this server could be wrong; the checker must see every one.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from helpline import __main__ as helpline
from helpline.actions import change, picture, rebuild, views, youth
from helpline.actions import desk as desk_actions
from helpline.core import desk as desk_rules
from helpline.core.chat import Chat, Phase
from helpline.core.errors import TryAgain
from helpline.core.names import Conn
from helpline.core.restore import restored
from helpline.edge.health import Health
from helpline.edge.push import Push
from helpline.ephemeral import connection
from helpline.ephemeral.log import Log, Parties, Taken
from helpline.ephemeral.nodes import Nodes


def takes_a_message_twice() -> None:
    _mangle("say", "if known then", "if false then")


def accepts_what_the_store_did_not_take() -> None:
    say = Log.say

    async def hopeful(log: Log, *args: Any) -> Taken:
        try:
            return await say(log, *args)
        except TryAgain:
            return Taken(1, shown=False, parties=Parties(Conn(""), None))

    _put(Log, "say", hopeful)


def lets_an_old_seat_write() -> None:
    _mangle("say", "if not string.find", "if false and not string.find")


def forgets_when_a_youth_came() -> None:
    def careless(chat: Chat, now: float) -> Chat:
        turned_round = now - chat.joined_at % 1_000
        return replace(restored(chat, now), joined_at=turned_round)

    _put(rebuild, "restored", careless)


def loses_pushes_and_counts() -> None:
    send = Push._send

    def careless(push: Push, seat: Any, name: str, data: str) -> None:
        if name != "said":
            send(push, seat, name, re.sub(r'"last":\d+', '"last":0', data))

    _put(Push, "_send", careless)


def forgets_what_was_shown() -> None:
    _mangle("shown", ".. ' shown'", "")
    for module in (youth, desk_actions):
        _put(module, "receipts", lambda *_: ())


def shows_an_offer_to_every_desk() -> None:
    offer = views._offer

    def generous(taken: picture.Picture, desk: desk_rules.Desk) -> Any:
        found = [chat for chat in taken.chats.values() if chat.value.phase is Phase.OFFERED]
        if desk.offer is None and found:
            chat = found[0].value
            desk = replace(desk, offer=desk_rules.Held(chat.id, chat.fence))
        return offer(taken, desk)

    _put(views, "_offer", generous)


def keeps_the_leases_of_a_dead_node() -> None:
    beat = Nodes.beat

    async def loyal(nodes: Nodes) -> None:
        before = nodes.alive
        await beat(nodes)
        nodes.alive |= before

    _put(Nodes, "beat", loyal)


def brings_nothing_back() -> None:
    async def lazy(*_: Any) -> None:
        return

    _put(youth, "bring_back", lazy)


def says_nothing_of_trouble() -> None:
    async def silent(*_: Any, **__: Any) -> None:
        return

    _put(Health, "_set_trouble", silent)


def confirms_before_it_is_shown() -> None:
    _mangle("say", "return {seq, 0, to}", "return {seq, 1, to}")


def gives_a_desk_more_than_it_can_hold() -> None:
    for module in (desk_rules, change):
        _put(module, "has_room", lambda desk, _now: desk.offer is None)


BUGS: dict[str, Callable[[], None]] = {
    bug.__name__: bug
    for bug in (
        takes_a_message_twice,
        accepts_what_the_store_did_not_take,
        lets_an_old_seat_write,
        forgets_when_a_youth_came,
        loses_pushes_and_counts,
        forgets_what_was_shown,
        shows_an_offer_to_every_desk,
        keeps_the_leases_of_a_dead_node,
        brings_nothing_back,
        says_nothing_of_trouble,
        confirms_before_it_is_shown,
        gives_a_desk_more_than_it_can_hold,
    )
}


def _put(place: object, name: str, bug: object) -> None:
    if not hasattr(place, name):
        raise LookupError(f"{name}: the server has changed, and this bug with it")
    setattr(place, name, bug)


def _mangle(script: str, true: str, false: str) -> None:
    text_of = connection._script_text
    if true not in text_of(script):
        raise LookupError(f"{script}.lua has changed, and this bug with it")

    def mangled(name: str) -> str:
        text = text_of(name)
        return text.replace(true, false) if name == script else text

    _put(connection, "_script_text", mangled)


if __name__ == "__main__":
    BUGS[sys.argv.pop(1)]()
    helpline.main()
