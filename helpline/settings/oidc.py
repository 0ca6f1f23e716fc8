"""The organization's own sign-in: all that it takes, or nothing of it."""

from dataclasses import dataclass, field
from typing import Final

from helpline.settings.environment import PREFIX, Environment

_ALL: Final = ("oidc_issuer", "oidc_client_id", "oidc_client_secret", "oidc_name")


@dataclass(frozen=True, slots=True)
class Oidc:
    """Which provider, as whom we are known to it, and what the button says."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str


def read_oidc(env: Environment, faults: list[str]) -> Oidc | None:
    """Return what is set, or None where nothing is; add a fault for each part that is missing."""
    values = {name: getattr(env, name) for name in _ALL}
    if not any(values.values()):
        return None
    missing = [f"{PREFIX}{name.upper()}" for name, value in values.items() if not value]
    if missing:
        faults += [f"{name}: is not set, and another {PREFIX}OIDC_ setting is" for name in missing]
        return None
    return Oidc(**{name.removeprefix("oidc_"): value for name, value in values.items()})
