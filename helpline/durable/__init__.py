"""What stays: staff, their sign-ins, and whole-number counts. No table here could hold a chat."""

from helpline.durable.counts import Counts, Kind
from helpline.durable.links import Links
from helpline.durable.passwords import Passwords, WeakPassword
from helpline.durable.people import Newcomer, Person
from helpline.durable.rooms import Durable, open_durable
from helpline.durable.sessions import Sessions
from helpline.durable.staff import NameTaken, Staff

__all__ = [
    "Counts",
    "Durable",
    "Kind",
    "Links",
    "NameTaken",
    "Newcomer",
    "Passwords",
    "Person",
    "Sessions",
    "Staff",
    "WeakPassword",
    "open_durable",
]
