"""Alerts told outside, by a real apprise to a real address; what fails is logged without it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

import pytest

from helpline.core.alert_words import TITLES, body
from helpline.core.alerts import AlertKind
from helpline.core.errors import Misconfigured
from helpline.core.intake import Language
from helpline.edge import notices
from helpline.edge.notices import Notices
from tests.edge.receiver import Receiver, receiving

NOWHERE = "json://user:pass-word@127.0.0.1:9/"
"""Nobody listens there."""


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


@asynccontextmanager
async def sending(*urls: str, language: Language = Language.EN) -> AsyncIterator[Notices]:
    made = Notices(urls, language)
    task = asyncio.create_task(made.send_forever())
    yield made
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()


@pytest.mark.parametrize("language", Language)
async def test_what_is_told_is_the_sentence_of_the_list_and_no_more(
    receiver: Receiver, language: Language
) -> None:
    async with sending(receiver.url, language=language) as made:
        made.tell([AlertKind.NOT_SAFE])
        await receiver.hear(1)
    [told] = receiver.told
    assert told["title"] == TITLES[language]
    assert told["message"] == body(AlertKind.NOT_SAFE, language)
    assert told["attachments"] == []


async def test_an_address_that_is_dead_keeps_nobody_else_from_hearing_nor_the_teller_waiting(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(notices, "PAUSES_S", (0.0, 0.01))
    async with sending(NOWHERE, receiver.url) as made:
        began = monotonic()
        made.tell([AlertKind.LINE, AlertKind.SHIFT])
        assert monotonic() - began < 0.1
        assert len(await receiver.hear(2)) == 2
        await logged(capsys, 2)


async def logged(capsys: pytest.CaptureFixture[str], times: int) -> str:
    """Wait for so many lines of failures; nothing in what was printed names the address."""
    printed = ""
    async with asyncio.timeout(20):
        while printed.count('"notice_failed"') < times:
            await asyncio.sleep(0.05)
            out, err = capsys.readouterr()
            printed += out + err
    assert not [word for word in ("pass-word", "127.0.0.1", "json:", "line") if word in printed]
    return printed


async def test_what_was_refused_is_tried_again_and_heard_once_it_is_taken(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "PAUSES_S", (0.0, 0.3, 60.0))
    receiver.status = 503
    async with sending(receiver.url) as made:
        made.tell([AlertKind.WAIT])
        await receiver.hear(1)
        receiver.status = 200
        assert len(await receiver.hear(2)) == 2


async def test_without_an_address_nothing_is_sent_and_apprise_is_not_even_loaded() -> None:
    async with sending() as made:
        made.tell(AlertKind)
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("wrong", ["nonsense", "foo://pass-word@example.org", "mailto://"])
def test_an_address_that_is_none_is_named_by_its_number(wrong: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        Notices([NOWHERE, wrong])
    assert refused.value.args == ("HELPLINE_ALERT_URLS: address 2 is none that apprise knows",)
