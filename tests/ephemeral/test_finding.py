"""What an address says is kept, what it can't mean is refused, and nothing of it is quoted."""

import traceback

import pytest

from helpline.core.errors import Misconfigured, TryAgain
from helpline.ephemeral.finding import finder, members
from tests.stores import alone, free_ports

KEY = "{main}"
CANARY = "canary-of-a-password"


@pytest.mark.parametrize(
    "url",
    [
        "redis://localhost",
        "redis://user:password@host:6379/0",
        "rediss://[::1]:6380/?ssl_ca_certs=/etc/ca.pem",
        "unix:///run/store.sock",
        "unix://app:password@/run/store.sock",
    ],
)
async def test_a_plain_address_gives_itself(url: str) -> None:
    assert await finder(url, KEY)() == url
    assert await members(url) == [url]


@pytest.mark.parametrize(
    "url",
    [
        f"{CANARY}://host",
        f"redis://host:{CANARY}",
        f"redis+sentinel://user:{CANARY}@host:26379",
        f"redis+sentinel://user:{CANARY}@host:26379/",
        f"redis+sentinel://user:{CANARY}@/line",
        f"redis+sentinel://user:{CANARY}@host:0/line",
        f"redis+sentinel://user:{CANARY}@host:65536/line",
        f"redis+sentinel://user:{CANARY}@host,/line",
        f"redis+sentinel://user:{CANARY}@host:26379/line?db=one",
        f"redis+sentinel://host/line?{CANARY}",
        f"redis+sentinel://host/line?{CANARY}=1",
        "redis+sentinel://host/line?ssl_cert_reqs=none",
        f"redis+cluster://user:{CANARY}@host:6379/line",
        f"redis+cluster://user:{CANARY}@host:6379?db=0",
        f"redis+cluster://{CANARY}@host:6379 host:6380",
        f"unix+sentinel://{CANARY}/line",
    ],
)
def test_an_address_that_can_not_be_meant_is_refused_unquoted(url: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        finder(url, KEY)
    shown = "".join(traceback.format_exception(refused.value))
    assert CANARY not in shown
    assert "redis+sentinel://" in shown


@pytest.mark.parametrize(
    "url",
    [
        f"redis+sentinel://user:{CANARY}@{{0}},{{1}}/line?sentinel_password={CANARY}&db=3",
        f"redis+cluster://user:{CANARY}@{{0}},{{1}}",
        f"rediss+sentinel://user:{CANARY}@{{0}}/line?ssl_cert_reqs=none",
        f"rediss+cluster://user:{CANARY}@{{0}}?ssl_check_hostname=true",
    ],
)
async def test_where_nobody_answers_it_is_to_be_tried_again(url: str) -> None:
    known = url.format(*(f"127.0.0.1:{port}" for port in free_ports(2)))
    for ask in (finder(known, KEY), lambda: members(known)):
        with pytest.raises(TryAgain) as caught:
            await ask()
        shown = "".join(traceback.format_exception(caught.value)) + repr(ask)
        assert CANARY not in shown
        assert "127.0.0.1" not in shown


async def test_a_server_that_is_no_sentinel_and_no_cluster_is_not_believed(
    redis_server: str,
) -> None:
    with alone(redis_server) as node:
        host = f"127.0.0.1:{node.port}"
        for url in (f"redis+sentinel://:p@{host}/line", f"redis+cluster://:p@{host}"):
            with pytest.raises(TryAgain):
                await finder(url, KEY)()
            with pytest.raises(TryAgain):
                await members(url)
