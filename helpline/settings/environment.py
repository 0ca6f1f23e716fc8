"""The environment: variables that begin with `HELPLINE_`, and files that hold a secret one."""

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from helpline.core.intake import Language
from helpline.core.oidc import SUBJECT_CHARS
from helpline.core.wall import is_zone

PREFIX: Final = "HELPLINE_"
IN_FILES: Final = (
    "secret",
    "redis_url",
    "redis_check_url",
    "sql_url",
    "oidc_client_secret",
    "alert_urls",
)
"""Each may hold a password, so it may also come from a file: `HELPLINE_SECRET_FILE` and so on."""

_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS: Final = {"http": 80, "https": 443}


def _address(text: str) -> str:
    return str(ip_address(text))


def _origin(text: str) -> str:
    """Return an origin as a browser writes it: lower case, without the scheme's own port."""
    parts = urlsplit(text.rstrip("/"))
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        raise ValueError
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, _PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _decoy(text: str) -> str:
    parts = urlsplit(text)
    absolute = parts.scheme == "https" and parts.hostname and parts.username is None
    if text != "/gone" and not absolute:
        raise ValueError
    return text


def _zone(text: str) -> str:
    if not is_zone(text):
        raise ValueError
    return text


def _issuer(text: str) -> str:
    """Return an issuer as it is written: its own description must bear just these characters."""
    parts = urlsplit(text)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)
    if not is_safe or not parts.hostname or parts.username is not None:
        raise ValueError
    if parts.query or parts.fragment or len(text) > SUBJECT_CHARS:
        raise ValueError
    return text


Port = Annotated[int, Field(ge=1, le=65_535)]
Address = Annotated[str, AfterValidator(_address)]
Origin = Annotated[str, AfterValidator(_origin)]
Zone = Annotated[str, AfterValidator(_zone)]
ClientSecret = Annotated[str, Field(min_length=1, max_length=1_000)]
Issuer = Annotated[str, AfterValidator(_issuer)]
AlertUrls = Annotated[str, Field(max_length=10_000)]
Decoy = Annotated[str, AfterValidator(_decoy)]
StoreUrl = Annotated[str, Field(pattern=r"^(unix|rediss?(\+sentinel|\+cluster)?)://.+")]
SqlUrl = Annotated[str, Field(pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://.*")]
Floor = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")]
NodePath = Annotated[str, Field(pattern=r"^/n/[1-9][0-9]{0,3}$")]

_STORE: Final = (
    "an address that begins with redis://, rediss:// or unix://, or with one of redis+sentinel://, "
    "rediss+sentinel://, redis+cluster:// and rediss+cluster://"
)

_NEEDS: Final = {
    "public_port": "a port from 1 to 65535",
    "staff_port": "a port from 1 to 65535",
    "bind": "an IP address, as in 127.0.0.1",
    "metrics_port": "a port from 1 to 65535",
    "metrics_bind": "an IP address, as in 127.0.0.1",
    "public_origin": "an origin without a path, as in https://chat.example.org",
    "staff_origin": "an origin without a path, as in https://desk.example.org",
    "secret": "text",
    "redis_url": _STORE,
    "redis_check_url": _STORE,
    "sql_url": "an address that begins with sqlite+aiosqlite:// or postgresql+asyncpg://",
    "data_dir": "a folder",
    "floor": "1 to 32 of a-z, 0-9 and -",
    "config_dir": "a folder",
    "decoy": "/gone, or an address that begins with https://",
    "node_path": "/n/ and a number, as in /n/2",
    "time_zone": "the name of a time zone, as in America/New_York",
    "oidc_issuer": "the provider's issuer, which begins with https://, without a query",
    "oidc_client_id": "1 to 255 characters",
    "oidc_client_secret": "1 to 1000 characters",
    "oidc_name": "1 to 40 characters",
    "alert_urls": "addresses as apprise knows them, one a line, 10000 characters at most",
    "alert_language": "en or es",
    "demo": "true or false",
}


class Environment(BaseSettings):
    """What may be set from outside, each valid by itself; how they go together is checked later."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    public_port: Port = 8000
    staff_port: Port = 8001
    bind: Address = "127.0.0.1"
    metrics_port: Port | None = None
    metrics_bind: Address = "127.0.0.1"
    public_origin: Origin | None = None
    staff_origin: Origin | None = None
    secret: Annotated[str | None, Field(repr=False)] = None
    redis_url: Annotated[StoreUrl | None, Field(repr=False)] = None
    redis_check_url: Annotated[StoreUrl | None, Field(repr=False)] = None
    sql_url: Annotated[SqlUrl | None, Field(repr=False)] = None
    data_dir: Path = Path("helpline-data")
    floor: Floor = "main"
    config_dir: Path | None = None
    decoy: Decoy = "/gone"
    node_path: NodePath | None = None
    time_zone: Zone = "UTC"
    oidc_issuer: Issuer | None = None
    oidc_client_id: Annotated[str | None, Field(min_length=1, max_length=255)] = None
    oidc_client_secret: Annotated[ClientSecret | None, Field(repr=False)] = None
    oidc_name: Annotated[str | None, Field(min_length=1, max_length=40)] = None
    alert_urls: Annotated[AlertUrls | None, Field(repr=False)] = None
    alert_language: Language = Language.EN
    demo: bool = False


def read_environment(
    environ: Mapping[str, str], given: Mapping[str, Any], faults: list[str]
) -> Environment | None:
    """Return what is set, `given` first; add every fault, none of which quotes a value."""
    faults += [f"{name}: there is no such setting" for name in _strangers(environ)]
    from_files = _read_files(environ, faults)
    try:
        return Environment(**{**from_files, **given})
    except ValidationError as error:
        names = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors())
        faults += [f"{PREFIX}{name.upper()}: needs {_NEEDS[name]}" for name in names]
        return None


def _strangers(environ: Mapping[str, str]) -> list[str]:
    names = {f"{PREFIX}{name.upper()}" for name in Environment.model_fields}
    names |= {f"{PREFIX}{name.upper()}_FILE" for name in IN_FILES}
    return sorted(name for name in environ if name.startswith(PREFIX) and name not in names)


def _read_files(environ: Mapping[str, str], faults: list[str]) -> dict[str, str]:
    found = {}
    for name in IN_FILES:
        plain, key = f"{PREFIX}{name.upper()}", f"{PREFIX}{name.upper()}_FILE"
        if not environ.get(key):
            continue
        if environ.get(plain):
            faults.append(f"{key}: is set beside {plain}; keep one")
        try:
            found[name] = Path(environ[key]).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            faults.append(f"{key}: names a file this user can't read")
    return found
