"""What the operator decides about the pages."""

from dataclasses import dataclass, field

from helpline.core.guides import Guide
from helpline.core.intake import Language
from helpline.core.practice import Scenario
from helpline.core.referral_templates import ReferralTemplate
from helpline.edge.http.places import Told
from helpline.edge.oidc.provider import Access
from helpline.wire.pages import Template, Way


@dataclass(frozen=True, slots=True)
class Site:
    """Origins and words of one helpline; `app` fills it from the settings."""

    public_origin: str
    staff_origin: str
    decoy: str
    disclosure: dict[Language, str]
    help: tuple[Told, ...]
    """What other help stands on the youth's pages, in this order; its facts are the directory's."""
    templates: tuple[Template, ...]
    scenarios: tuple[Scenario, ...]
    guides: tuple[Guide, ...]
    referrals: tuple[ReferralTemplate, ...]
    return_minutes: int
    """How long return words lead back; what is over a whole minute is not promised."""
    way: Way
    """To the sockets of this node."""
    oidc: Access | None
    """The organization's own sign-in; None: there is none."""
    alert_urls: tuple[str, ...] = field(default=(), repr=False)
    """Where alerts are told outside; each may hold a password."""
    alert_language: Language = Language.EN
