"""Only the youth's page lets somebody read; whoever comes or goes begins a new epoch."""

from typing import Literal

from helpline.core.roles import Role
from helpline.simulate.epochs import Epochs
from helpline.simulate.sealing import (
    GrantStamp,
    Keys,
    ReaderKeys,
    commitment,
    message_key,
    new_reader_keys,
    open_grant,
    pictures,
)
from helpline.wire.shapes import Reader

CHAT = "c" * 22


def reader(keys: ReaderKeys | None, ident: str = "r1") -> Reader:
    link: Literal["here", "away"] = "away" if keys is None else "here"
    public_key = None if keys is None else keys.public_key
    return Reader(id=ident, name="Ana", role=Role.RESPONDER, public_key=public_key, link=link)


def opened(epochs: Epochs, keys: ReaderKeys, ident: str = "r1") -> Keys:
    grant = epochs.grant(ident)
    return open_grant(keys, GrantStamp(CHAT, ident, grant.epoch), grant.sealed)


def test_a_reader_is_granted_once_and_reads_what_was_said_before() -> None:
    epochs, keys = Epochs(CHAT), new_reader_keys()
    assert epochs.meet([reader(keys)]) == ["r1"]
    assert epochs.epoch() == 1
    found = opened(epochs, keys)
    assert message_key(found.secrets[0], CHAT, 0, "youth") == epochs.key(0, "youth")
    epochs.granted(epochs.grant("r1"))
    assert epochs.meet([reader(keys)]) == []


def test_a_grant_the_server_did_not_take_is_due_again() -> None:
    epochs, keys = Epochs(CHAT), new_reader_keys()
    epochs.meet([reader(keys)])
    assert epochs.meet([reader(keys)]) == ["r1"]
    assert epochs.epoch() == 1


def test_a_new_key_and_a_leaving_each_begin_an_epoch() -> None:
    epochs, first, second = Epochs(CHAT), new_reader_keys(), new_reader_keys()
    epochs.meet([reader(first)])
    epochs.granted(epochs.grant("r1"))
    assert epochs.meet([reader(second)]) == ["r1"]
    assert epochs.epoch() == 2
    assert epochs.meet([]) == []
    assert epochs.epoch() == 3
    assert epochs.key(4, "youth") is None


def test_a_page_that_is_away_keeps_what_it_was_granted() -> None:
    epochs, keys = Epochs(CHAT), new_reader_keys()
    epochs.meet([reader(keys)])
    epochs.granted(epochs.grant("r1"))
    assert epochs.meet([reader(None)]) == []
    assert epochs.meet([reader(keys)]) == []
    assert epochs.epoch() == 1


def test_only_the_first_number_of_the_check_is_answered() -> None:
    epochs, keys = Epochs(CHAT), new_reader_keys()
    epochs.meet([reader(keys)])
    found = opened(epochs, keys)
    assert epochs.answer("r1", 0, b"r" * 16) is None
    answer = epochs.answer("r1", 1, b"r" * 16)
    assert answer is not None
    nonce, shown = answer
    assert commitment(nonce) == found.commit
    assert shown == pictures(nonce, b"r" * 16, keys.point, found.secrets[1])
    assert epochs.answer("r1", 1, b"s" * 16) is None
    assert epochs.answer("r9", 1, b"r" * 16) is None
