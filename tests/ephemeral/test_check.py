"""A running store tells its own settings; one it does not know is left out."""

import pytest

from helpline.app.embedded import embedded_store
from helpline.core.errors import Misconfigured
from helpline.ephemeral.check import read_config


async def test_known_settings_are_told_and_unknown_ones_left_out() -> None:
    async with embedded_store() as url:
        config = await read_config(url, ["save", "appendonly", "no-such-setting"])
    assert config == {"save": "", "appendonly": "no"}


async def test_no_answer_is_said_to_be_none() -> None:
    with pytest.raises(Misconfigured, match="can't be checked"):
        await read_config("unix:///nowhere/at/all", ["save"])
