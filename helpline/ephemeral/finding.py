"""Where the store is right now: at a plain address, behind sentinels, or in a cluster.

    redis://[user:password@]host:port     and rediss:// (TLS), unix://
    redis+sentinel://[user:password@]host:port,host:port/service[?db=0]
    redis+cluster://[user:password@]host:port,host:port

`rediss+sentinel` and `rediss+cluster` speak TLS to whomever they meet, set by the query's `ssl_…`.
User and password are the store's; those of the sentinels are `sentinel_username` and
`sentinel_password` in the query.

Whoever is asked may be mistaken, so nobody is believed about somebody else: the store itself is
asked as well, and all are asked at once, so that one who is down costs half a second at most.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, NamedTuple, Protocol, TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlencode

from redis.asyncio import Redis
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.crc import key_slot
from redis.exceptions import RedisError

from helpline.core.errors import Misconfigured, TryAgain

Finder = Callable[[], Awaitable[str]]
"""Gives the plain address of the store; raises `TryAgain` where there is none at the moment."""

ASK_S: Final = 0.5
_HOPS: Final = 3
"""A slot that moves is named by its old owner first."""
_PORTS: Final = {"sentinel": 26_379, "cluster": 6_379}
_OF_SENTINELS: Final = ("sentinel_username", "sentinel_password")
_DOWN: Final = {"s_down", "o_down"}
_URL: Final = re.compile(
    r"(?P<scheme>rediss?)\+(?P<kind>sentinel|cluster)://(?:(?P<login>[^/?#]*)@)?"
    r"(?P<hosts>[^/?#@]+)(?:/(?P<path>[^/?#]*))?(?:\?(?P<query>[^#]*))?"
)
_HOST: Final = re.compile(
    r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[\w.-]+))(?::(?P<port>\d{1,5}))?"
)
_MALFORMED: Final = (
    "HELPLINE_REDIS_URL and HELPLINE_REDIS_CHECK_URL: need addresses as in redis://host:6379, "
    "redis+sentinel://user:password@host1:26379,host2:26379/service or "
    "redis+cluster://user:password@host1:6379,host2:6379"
)

T = TypeVar("T")


class _Host(NamedTuple):
    name: str
    port: int


class _Place(Protocol):
    async def find(self, slot: int) -> str: ...

    async def members(self) -> list[str]: ...


def finder(url: str, key: str) -> Finder:
    """Return what finds the store that holds `key` (the hash tag of a floor, as in `{main}`).

    Raises `Misconfigured` for an address that can't be understood.
    """
    return partial(_place(url).find, key_slot(key.encode()))


async def members(url: str) -> list[str]:
    """Return the plain address of every store behind `url`, masters and replicas.

    Those that are known to be down are left out. Raises `Misconfigured` for an address that can't
    be understood, `TryAgain` where nobody can be asked.
    """
    return await _place(url).members()


def _place(url: str) -> _Place:
    try:
        if found := _URL.fullmatch(url):
            behind = _Behind.read(found)
            return _Sentinels(behind) if found["kind"] == "sentinel" else _Cluster(behind)
        parse_url(url)
    except ValueError:
        raise Misconfigured(_MALFORMED) from None
    return _Plain(url)


@dataclass(frozen=True, slots=True)
class _Plain:
    url: str = field(repr=False)

    async def find(self, _: int) -> str:
        return self.url

    async def members(self) -> list[str]:
        return [self.url]


@dataclass(frozen=True, slots=True, repr=False)
class _Behind:
    """What an address says: whom to ask, and how to speak to the stores they name."""

    scheme: str
    login: str
    hosts: tuple[_Host, ...]
    path: str
    query: dict[str, str]

    @classmethod
    def read(cls, found: re.Match[str]) -> "_Behind":
        hosts = tuple(_host(text, _PORTS[found["kind"]]) for text in found["hosts"].split(","))
        login = f"{found['login']}@" if found["login"] is not None else ""
        query = dict(parse_qsl(found["query"] or "", strict_parsing=bool(found["query"])))
        behind = cls(found["scheme"], login, hosts, found["path"] or "", query)
        sentinel = found["kind"] == "sentinel"
        known = {"db", *_OF_SENTINELS} if sentinel else set()
        if bool(behind.path) != sentinel or set(query) - known - set(behind.tls()):
            raise ValueError
        parse_url(behind.store(hosts[0]))
        return behind

    def tls(self) -> dict[str, str]:
        """Return what the query says about certificates."""
        encrypted = self.scheme == "rediss"
        return {n: value for n, value in self.query.items() if encrypted and n.startswith("ssl_")}

    def store(self, host: _Host) -> str:
        """Return the plain address of a store."""
        return self._url(host, self.login, {n: v for n, v in self.query.items() if n == "db"})

    def sentinel(self, host: _Host) -> str:
        """Return the plain address of a sentinel."""
        user, password = (quote(self.query.get(name, ""), safe="") for name in _OF_SENTINELS)
        return self._url(host, f"{user}:{password}@" if password else "", {})

    def _url(self, host: _Host, login: str, query: dict[str, str]) -> str:
        name = f"[{host.name}]" if ":" in host.name else host.name
        asked = urlencode({**query, **self.tls()})
        return f"{self.scheme}://{login}{name}:{host.port}" + (f"/?{asked}" if asked else "")


class _Sentinels:
    def __init__(self, behind: _Behind) -> None:
        self._behind = behind
        self._service = unquote(behind.path)

    async def find(self, _: int) -> str:
        """Return the master the sentinels agreed on last and that says itself that it is one."""
        found = await _all_who_answer(self._master(host) for host in self._behind.hosts)
        if not found:
            raise TryAgain("no sentinel names a store that is its master")
        return max(found)[1]

    async def members(self) -> list[str]:
        told = await _all_who_answer(self._known(host) for host in self._behind.hosts)
        stores = {host for hosts in told for host in hosts}
        if not stores:
            raise TryAgain("no sentinel names a store that is up")
        return [self._behind.store(host) for host in sorted(stores)]

    async def _master(self, sentinel: _Host) -> tuple[int, str]:
        """Return how new a sentinel's knowledge is, and the master it names.

        The name alone would do while all is well. A sentinel that was cut off names the old master,
        which takes itself for one too; who wins an election counts on.
        """
        about, (name, port) = await _ask(
            self._behind.sentinel(sentinel),
            ("SENTINEL", "MASTER", self._service),
            ("SENTINEL", "GET-MASTER-ADDR-BY-NAME", self._service),
        )
        url = self._behind.store(_Host(name, int(port)))
        (role,) = await _ask(url, ("ROLE",))
        if role[0] != "master":
            raise LookupError
        return int(_pairs(about)["config-epoch"]), url

    async def _known(self, sentinel: _Host) -> list[_Host]:
        master, replicas = await _ask(
            self._behind.sentinel(sentinel),
            ("SENTINEL", "MASTER", self._service),
            ("SENTINEL", "REPLICAS", self._service),
        )
        told = [_pairs(about) for about in (master, *replicas)]
        up = [about for about in told if not _DOWN & set(about["flags"].split(","))]
        return [_Host(about["ip"], int(about["port"])) for about in up]


class _Cluster:
    def __init__(self, behind: _Behind) -> None:
        self._behind = behind

    async def find(self, slot: int) -> str:
        """Return the master that says itself that the slot is its own."""
        found = await _all_who_answer(self._owner(host, slot) for host in self._behind.hosts)
        if not found:
            raise TryAgain("no node of the cluster names the store that holds the line")
        return self._behind.store(found[0])

    async def members(self) -> list[str]:
        told = await _all_who_answer(self._ranges(host) for host in self._behind.hosts)
        stores = {host for ranges in told for *_, hosts in ranges for host in hosts}
        if not stores:
            raise TryAgain("no node of the cluster answers")
        return [self._behind.store(host) for host in sorted(stores)]

    async def _owner(self, asked: _Host, slot: int) -> _Host:
        for _ in range(_HOPS):
            ranges = await self._ranges(asked)
            held = [hosts[0] for first, last, hosts in ranges if first <= slot <= last]
            if held == [asked]:
                return asked
            (asked,) = held
        raise LookupError

    async def _ranges(self, asked: _Host) -> list[tuple[int, int, list[_Host]]]:
        """Return who holds which slots, masters first, as one node sees it.

        A node that is cut off from the most of them sees what was, but it also says that its
        cluster is down.
        """
        ranges, state = await _ask(
            self._behind.store(asked), ("CLUSTER", "SLOTS"), ("CLUSTER", "INFO")
        )
        if "cluster_state:ok" not in state:
            raise LookupError
        return [
            # A node that was never told its own address leaves it out.
            (first, last, [_Host(node[0] or asked.name, int(node[1])) for node in nodes])
            for first, last, *nodes in ranges
        ]


async def _ask(url: str, *commands: Sequence[str]) -> list[Any]:
    """Ask a server for plain replies, in time or not at all."""
    redis = Redis.from_url(
        url,
        socket_timeout=ASK_S,
        socket_connect_timeout=ASK_S,
        retry=Retry(NoBackoff(), 0),
        decode_responses=True,
        protocol=2,
    )
    async with asyncio.timeout(ASK_S), redis, redis.pipeline(transaction=False) as pipe:
        for command in commands:
            pipe.execute_command(*command)
        replies: list[Any] = await pipe.execute()
    return replies


async def _all_who_answer(asks: Iterable[Awaitable[T]]) -> list[T]:
    """Return what those say who are up and understood."""
    heard = await asyncio.gather(*asks, return_exceptions=True)
    for answer in heard:
        if isinstance(answer, BaseException) and not isinstance(answer, _SILENCE):
            raise answer
    return [answer for answer in heard if not isinstance(answer, BaseException)]


_SILENCE: Final = (RedisError, OSError, LookupError, TypeError, ValueError)
"""Down, refusing, or saying what a sentinel or a node of a cluster never says."""


def _pairs(flat: Sequence[str]) -> dict[str, str]:
    return dict(zip(flat[::2], flat[1::2], strict=True))


def _host(text: str, port: int) -> _Host:
    found = _HOST.fullmatch(text)
    if found is None or not 0 < int(found["port"] or port) < 2**16:
        raise ValueError
    return _Host(found["v6"] or found["name"], int(found["port"] or port))
