"""What stays: staff, their sign-ins, and whole-number counts. No table here could hold a chat."""

from helpline.durable.audit import AuditBroken
from helpline.durable.counts import Counts
from helpline.durable.directory import Directory, Given, NoSuchEntry
from helpline.durable.directory_tables import Kept, Standing
from helpline.durable.factors import SecondFactors
from helpline.durable.links import Links
from helpline.durable.oidc import AccountTaken, Binding, OidcAccounts
from helpline.durable.passkeys import Passkey, Passkeys
from helpline.durable.passwords import Passwords, WeakPassword
from helpline.durable.people import Newcomer, Person
from helpline.durable.practice import Counting
from helpline.durable.rooms import Durable, open_durable
from helpline.durable.sessions import Session, Sessions, SignedIn
from helpline.durable.shifts import Coming, NotSignedUp, Rules
from helpline.durable.staff import NameTaken, NoSuchPerson, Profile, Staff
from helpline.durable.week import Comer, Week

__all__ = [
    "AccountTaken",
    "AuditBroken",
    "Binding",
    "Comer",
    "Coming",
    "Counting",
    "Counts",
    "Directory",
    "Durable",
    "Given",
    "Kept",
    "Links",
    "NameTaken",
    "Newcomer",
    "NoSuchEntry",
    "NoSuchPerson",
    "NotSignedUp",
    "OidcAccounts",
    "Passkey",
    "Passkeys",
    "Passwords",
    "Person",
    "Profile",
    "Rules",
    "SecondFactors",
    "Session",
    "Sessions",
    "SignedIn",
    "Staff",
    "Standing",
    "WeakPassword",
    "Week",
    "open_durable",
]
