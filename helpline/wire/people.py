"""What the staff pages ask and are told about staff over HTTP. Nothing here concerns a youth."""

from typing import Annotated

from pydantic import Field, StringConstraints

from helpline.core.audit import Deed
from helpline.core.intake import Language, Topic
from helpline.core.oidc import SUBJECT_CHARS
from helpline.core.roles import Role
from helpline.core.sign_in import How
from helpline.wire.shapes import Frame

FirstName = Annotated[str, StringConstraints(min_length=1, max_length=60)]
SignInName = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Languages = Annotated[tuple[Language, ...], Field(min_length=1, max_length=len(Language))]
Topics = Annotated[tuple[Topic, ...], Field(max_length=len(Topic))]
Version = Annotated[int, Field(ge=1)]
"""Of the person as the page saw them: where somebody else was first, nothing is changed."""


class StaffMember(Frame):
    """Somebody on the staff."""

    id: str
    name: str
    sign_in_name: str
    role: Role
    languages: tuple[Language, ...]
    opted_out: tuple[Topic, ...]
    active: bool
    version: int


class Everyone(Frame):
    """`GET /staff`: all staff."""

    people: tuple[StaffMember, ...]


class NewStaff(Frame):
    """`POST /staff`: somebody to add; they sign in first by the link in the answer."""

    name: FirstName
    sign_in_name: SignInName
    role: Role
    languages: Languages = (Language.EN,)
    opted_out: Topics = ()


class Invited(Frame):
    """Somebody was added, or may sign in anew: the link does it once, within 15 minutes."""

    person: StaffMember
    link: str


class ProfileChange(Frame):
    """`PATCH /staff/{id}`: what a person is shown and matched by; what is left out stays."""

    version: Version
    name: FirstName | None = None
    languages: Languages | None = None
    opted_out: Topics | None = None


class RoleChange(Frame):
    """`PUT /staff/{id}/role`: another role; the person is signed out."""

    version: Version
    role: Role


class ActiveChange(Frame):
    """`PUT /staff/{id}/active`: let in no more, or again; the person is signed out."""

    version: Version
    on: bool


class OidcBinding(Frame):
    """By which account somebody comes in, or is waited for: one of the two is None."""

    id: str
    subject: str | None
    email: str | None
    current: bool
    """It is an account at the provider that is set now."""


class OidcBindings(Frame):
    """`GET /oidc`: everybody's, and what the provider is called; None: there is none."""

    name: str | None
    people: tuple[OidcBinding, ...]


class OidcChange(Frame):
    """`PUT /staff/{id}/oidc`: the provider's subject for somebody, or their e-mail address."""

    account: Annotated[str, Field(min_length=1, max_length=SUBJECT_CHARS)]


class SessionShape(Frame):
    """Where somebody is signed in; times in seconds since 1970."""

    id: str
    how: How
    created: int
    last_seen: int
    this: bool
    """It is the session that asks."""


class SessionList(Frame):
    """`GET /staff/{id}/sessions`."""

    sessions: tuple[SessionShape, ...]


class AuditLine(Frame):
    """One thing that was done; `actor` and `subject` are ids of staff, or `console`."""

    n: int
    at: int
    actor: str
    deed: Deed
    subject: str
    detail: str


class AuditLines(Frame):
    """`GET /audit`: the last things that were done, the newest first."""

    lines: tuple[AuditLine, ...]
