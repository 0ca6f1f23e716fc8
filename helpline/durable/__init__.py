"""What stays: staff, their sign-ins, and whole-number counts. No table here could hold a chat."""

from helpline.durable.audit import AuditBroken
from helpline.durable.counts import Counts, Kind
from helpline.durable.links import Links
from helpline.durable.passwords import Passwords, WeakPassword
from helpline.durable.people import Newcomer, Person
from helpline.durable.rooms import Durable, open_durable
from helpline.durable.sessions import Session, Sessions, SignedIn
from helpline.durable.staff import NameTaken, NoSuchPerson, Profile, Staff

__all__ = [
    "AuditBroken",
    "Counts",
    "Durable",
    "Kind",
    "Links",
    "NameTaken",
    "Newcomer",
    "NoSuchPerson",
    "Passwords",
    "Person",
    "Profile",
    "Session",
    "Sessions",
    "SignedIn",
    "Staff",
    "WeakPassword",
    "open_durable",
]
