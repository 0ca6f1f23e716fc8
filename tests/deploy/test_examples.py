"""What the examples and the guide say is what the settings know."""

import re

import pytest

from helpline.settings.environment import IN_FILES, PREFIX, Environment, read_environment
from tests.deploy.conftest import DEPLOY

GUIDE = DEPLOY.parent / "docs" / "operators-guide.md"
NAME = re.compile(rf"{PREFIX}[A-Z_]+[A-Z]")
KNOWN = {f"{PREFIX}{name.upper()}" for name in Environment.model_fields}
KNOWN |= {f"{PREFIX}{name.upper()}_FILE" for name in IN_FILES}


def test_the_example_of_an_environment_holds_no_fault_and_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = (DEPLOY / "helpline.env.example").read_text().splitlines()
    pairs = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    for name, value in pairs.items():
        monkeypatch.setenv(name, value)
    faults: list[str] = []
    assert read_environment(pairs, {}, faults) is not None
    assert faults == []
    assert not {f"{PREFIX}{name.upper()}" for name in IN_FILES} & set(pairs)


@pytest.mark.parametrize(
    "name", ["helpline.env.example", "compose.yaml", "Dockerfile", "systemd/helpline.service"]
)
def test_no_file_sets_what_is_not_known(name: str) -> None:
    assert set(NAME.findall((DEPLOY / name).read_text())) <= KNOWN


def test_the_guide_explains_every_setting_and_none_that_is_not_there() -> None:
    text = GUIDE.read_text()
    explained = set(re.findall(rf"^\| `({PREFIX}[A-Z_]+)`", text, re.MULTILINE))
    assert explained == {f"{PREFIX}{name.upper()}" for name in Environment.model_fields}
    assert set(NAME.findall(text)) <= KNOWN
