"""What we ship fits together: a youth's page names services of the directory, and only such."""

from helpline.core.directory.entries import Entry, check
from helpline.core.directory.tabular import read_files
from helpline.core.directory.words import Line, Medium
from helpline.settings.content import read_help
from helpline.settings.files import Files, shipped


def shipped_entries() -> dict[str, Entry]:
    folder = shipped() / "directory"
    checked = check(read_files({path.name: path.read_bytes() for path in folder.iterdir()}))
    assert checked.faults == {}
    return {entry.id: entry for entry in checked.entries}


def named() -> list[Entry]:
    """Return the entries that stand on a youth's page, in their order."""
    faults: list[str] = []
    numbers = read_help(Files(None, faults), faults)
    assert faults == []
    entries = shipped_entries()
    return [entries[number.service] for number in numbers]


def test_each_service_of_a_youths_page_is_in_the_directory_and_can_be_reached() -> None:
    for entry in named():
        assert {phone.medium for phone in entry.phones} & {Medium.VOICE, Medium.TEXT}


def test_the_first_is_for_danger_and_one_can_be_called_and_texted() -> None:
    assert [phone.number for phone in named()[0].phones] == ["911"]
    assert any(
        {Medium.VOICE, Medium.TEXT} <= {phone.medium for phone in entry.phones} for entry in named()
    )


def test_who_sends_the_police_is_never_among_those_that_tell_nobody() -> None:
    [emergency] = [entry for entry in named() if entry.phones[0].number == "911"]
    assert emergency.line is Line.REPORT


def test_what_we_ship_is_of_the_whole_country_or_says_of_which_state() -> None:
    entries = shipped_entries().values()
    assert len(entries) == 14
    assert all(entry.areas and entry.needs and entry.phones for entry in entries)
