"""Each planted bug still finds what it breaks: the server may have changed since."""

from collections.abc import Callable, Iterator

import pytest

from helpline.ephemeral import connection
from tests.faults import bugs


@pytest.fixture(autouse=True)
def _undone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take each bug out again."""
    put = bugs._put

    def put_and_note(place: object, name: str, bug: object) -> None:
        if hasattr(place, name):
            monkeypatch.setattr(place, name, getattr(place, name))
        put(place, name, bug)

    with monkeypatch.context() as noting:
        noting.setattr(bugs, "_put", put_and_note)
        yield


@pytest.mark.parametrize("bug", bugs.BUGS.values(), ids=bugs.BUGS.keys())
def test_a_bug_finds_what_it_breaks(bug: Callable[[], None]) -> None:
    bug()


def test_a_bug_changes_only_its_own_script() -> None:
    before = {name: connection._script_text(name) for name in connection.SCRIPTS}
    bugs.takes_a_message_twice()
    after = {name: connection._script_text(name) for name in connection.SCRIPTS}
    assert {name for name in before if before[name] != after[name]} == {"say"}


def test_a_bug_whose_place_is_gone_says_so() -> None:
    with pytest.raises(LookupError, match="nowhere"):
        bugs._put(connection, "nowhere", None)
    with pytest.raises(LookupError, match="say"):
        bugs._mangle("say", "what is not there", "")
