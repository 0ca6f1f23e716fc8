"""What the words of a referral need of the directory, before any door is open."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from helpline.app.directory import read, shipped_directory
from helpline.core.directory.entries import Checked, Entry, check
from helpline.core.directory.package import Package
from helpline.core.errors import Misconfigured
from helpline.core.referral_templates import directory_faults
from helpline.durable import Durable
from helpline.settings.referral_templates import WrittenReferral


async def check_referrals(referrals: Iterable[WrittenReferral], durable: Durable) -> None:
    """Raise `Misconfigured` where a template names a service or a fact that is unasked.

    A service may be of the directory that is kept or of the one we ship, which a new helpline has
    not taken yet. The kept one is changed while the helpline runs, and what somebody changed there
    may not keep it from starting again: what it lacks of a fact stops nothing that we ship the fact
    for, nor a service that it alone has. The desk says what is lacking.
    """
    today = datetime.now(UTC).date()
    known = _known(check(read(shipped_directory())), await durable.directory.package())
    faults = [
        fault
        for written in referrals
        for fault in written.told(directory_faults(written.template, known, today))
    ]
    if faults:
        raise Misconfigured(*faults)


def _known(shipped: Checked, kept: Package) -> Mapping[str, tuple[Entry, ...]]:
    here = {entry.id: (entry,) for entry in check(kept).entries}
    unasked: tuple[Entry, ...] = ()
    known = dict.fromkeys((row.id for row in kept.rows("service")), unasked)
    return known | {entry.id: (entry, *here.get(entry.id, ())) for entry in shipped.entries}
