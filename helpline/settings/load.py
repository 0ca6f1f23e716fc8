"""Read everything, say everything that is wrong at once, or return settings that hold together."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from helpline.core.errors import Misconfigured
from helpline.core.guides import Guide
from helpline.core.intake import Language
from helpline.core.policy import Policy
from helpline.core.practice import Scenario, kept_within
from helpline.settings.content import (
    HelpEntry,
    ReadyText,
    Texts,
    read_disclosure,
    read_help,
    read_templates,
)
from helpline.settings.environment import PREFIX, Environment, read_environment
from helpline.settings.files import Files
from helpline.settings.guides import read_guides
from helpline.settings.oidc import Oidc, read_oidc
from helpline.settings.policy import FILE as POLICY_FILE
from helpline.settings.policy import read_policy
from helpline.settings.practice import read_practice
from helpline.settings.public import SECRET_BYTES, public_faults, secret_faults
from helpline.settings.referral_templates import WrittenReferral, read_referrals

MEMORY = "sqlite+aiosqlite://"
"""A database that is gone with the process: a demo leaves nothing behind."""
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that one helpline is told from outside. Whatever may hold a password hides from repr."""

    demo: bool
    bind: str
    public_port: int
    staff_port: int
    metrics_port: int | None
    """Where operators read the numbers of this node; None: nowhere."""
    metrics_bind: str
    public_origin: str
    staff_origin: str
    secret: bytes = field(repr=False)
    redis_url: str | None = field(repr=False)
    """None: the embedded store."""
    redis_check_url: str | None = field(repr=False)
    """The same store for a user who may read its configuration; None: `redis_url` may."""
    sql_url: str = field(repr=False)
    floor: str
    decoy: str
    node_path: str
    """Where a balancer finds this very node, as in `/n/2`; empty: there is no other."""
    time_zone: ZoneInfo
    policy: Policy
    help: tuple[HelpEntry, ...] = field(repr=False)
    """Which services of the directory stand on the youth's pages."""
    templates: tuple[ReadyText, ...] = field(repr=False)
    disclosure: Mapping[Language, str] = field(repr=False)
    practice: tuple[Scenario, ...] = field(repr=False)
    guides: tuple[Guide, ...] = field(repr=False)
    referrals: tuple[WrittenReferral, ...] = field(repr=False)
    oidc: Oidc | None
    """The organization's own sign-in; None: there is none."""
    alert_urls: tuple[str, ...] = field(repr=False)
    """Where alerts are told outside."""
    alert_language: Language


def load(**given: Any) -> Settings:
    """Return the settings of the environment and the files, `given` (by field name) over both.

    Raises `Misconfigured` with one argument for each fault.
    """
    faults: list[str] = []
    env = read_environment(os.environ, given, faults)
    if env is None:
        raise Misconfigured(*faults)
    origins = _origins(env)
    files = Files(env.config_dir, faults)
    policy = read_policy(files.read(POLICY_FILE) or {}, faults)
    other_help, templates = read_help(files, faults), read_templates(files, faults)
    disclosure = _disclosure(env, files, origins, faults)
    practice = read_practice(env.config_dir, faults)
    guides = read_guides(env.config_dir, faults)
    referrals = read_referrals(env.config_dir, faults)
    oidc = read_oidc(env, faults)
    faults += _common_faults(env, origins)
    if faults:
        raise Misconfigured(*faults)
    return Settings(
        demo=env.demo,
        bind=env.bind,
        public_port=env.public_port,
        staff_port=env.staff_port,
        metrics_port=env.metrics_port,
        metrics_bind=env.metrics_bind,
        public_origin=origins[0],
        staff_origin=origins[1],
        secret=env.secret.encode() if env.secret else secrets.token_bytes(SECRET_BYTES),
        redis_url=env.redis_url,
        redis_check_url=env.redis_check_url,
        sql_url=_sql_url(env),
        floor=env.floor,
        decoy=env.decoy,
        node_path=env.node_path or "",
        time_zone=ZoneInfo(env.time_zone),
        policy=policy,
        help=other_help,
        templates=templates,
        disclosure=disclosure,
        practice=tuple(kept_within(one, policy.youth_away_gone_s) for one in practice),
        guides=guides,
        referrals=referrals,
        oidc=oidc,
        alert_urls=tuple((env.alert_urls or "").split()),
        alert_language=env.alert_language,
    )


@dataclass(frozen=True, slots=True)
class StaffDoor:
    """What it takes to add a member of the staff, and to plan when they come."""

    sql_url: str = field(repr=False)
    origin: str
    time_zone: ZoneInfo
    issuer: str | None
    """Of the organization's own sign-in, where there is one."""


def load_staff_door() -> StaffDoor:
    """Return where staff is kept and signs in; staff can be added before all else is set."""
    faults: list[str] = []
    env = read_environment(os.environ, {}, faults)
    if env is None or faults:
        raise Misconfigured(*faults)
    return StaffDoor(_sql_url(env), _origins(env)[1], ZoneInfo(env.time_zone), env.oidc_issuer)


def load_policy() -> Policy:
    """Return the director's numbers alone, or raise `Misconfigured`."""
    return _alone(lambda files, faults: read_policy(files.read(POLICY_FILE) or {}, faults))


def load_help() -> tuple[HelpEntry, ...]:
    """Return which services stand on the youth's pages alone, or raise `Misconfigured`."""
    return _alone(read_help)


def _alone(read: Callable[[Files, list[str]], _Read]) -> _Read:
    faults: list[str] = []
    env = read_environment(os.environ, {}, faults)
    if env is None:
        raise Misconfigured(*faults)
    found = read(Files(env.config_dir, faults), faults)
    if faults:
        raise Misconfigured(*faults)
    return found


def _origins(env: Environment) -> tuple[str, str]:
    return (
        env.public_origin or f"http://localhost:{env.public_port}",
        env.staff_origin or f"http://localhost:{env.staff_port}",
    )


def _sql_url(env: Environment) -> str:
    if env.sql_url:
        return env.sql_url
    return MEMORY if env.demo else f"sqlite+aiosqlite:///{env.data_dir / 'helpline.db'}"


def _disclosure(
    env: Environment, files: Files, origins: tuple[str, str], faults: list[str]
) -> Texts:
    own = read_disclosure(files, "disclosure.toml", faults)
    example = read_disclosure(files, "disclosure.example.toml", faults)
    if env.demo:
        faults += secret_faults(env.secret) if env.secret else []
    else:
        faults += public_faults(env, origins, own, example)
    return own or example or {}


def _common_faults(env: Environment, origins: tuple[str, str]) -> list[str]:
    faults = []
    if env.public_port == env.staff_port:
        faults.append(f"{PREFIX}STAFF_PORT: needs to differ from {PREFIX}PUBLIC_PORT")
    if env.metrics_port in {env.public_port, env.staff_port}:
        faults.append(f"{PREFIX}METRICS_PORT: needs to differ from the ports of both doors")
    if origins[0] == origins[1]:
        faults.append(f"{PREFIX}STAFF_ORIGIN: needs to differ from {PREFIX}PUBLIC_ORIGIN")
    return faults
