"""`config/referrals/*.yaml`: for each kind of need, the texts of a referral."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from pydantic import StringConstraints

from helpline.core.directory.words import Need
from helpline.core.referral_templates import Fault, ReferralTemplate, Said, faults_of
from helpline.settings.yaml_files import Both, Document, Shape, read_folder, validated

FOLDER: Final = "referrals"

ServiceId = Annotated[str, StringConstraints(min_length=1, max_length=64)]


@dataclass(frozen=True, slots=True)
class WrittenReferral:
    """A template, and the file it came from, so that a later fault is told by its line too."""

    template: ReferralTemplate
    document: Document

    def told(self, found: Iterable[Fault]) -> list[str]:
        """Return faults of it as they are told."""
        return [f"{self.document.where(one.path, one.quote)}: {one.words}" for one in found]


class _Referral(Shape):
    need: Need
    title: Both
    services: tuple[ServiceId, ...]
    introduction: Both
    steps: tuple[Both, ...]
    consent: Both
    script: tuple[Both, ...]
    no_answer: Both

    def template(self) -> ReferralTemplate:
        said = Said(
            introduction=self.introduction.texts(),
            steps=tuple(step.texts() for step in self.steps),
            consent=self.consent.texts(),
            script=tuple(line.texts() for line in self.script),
            no_answer=self.no_answer.texts(),
        )
        return ReferralTemplate(self.need, self.title.texts(), self.services, said)


def read_referrals(own: Path | None, faults: list[str]) -> tuple[WrittenReferral, ...]:
    """Return the templates in the order of their files; at least one, and one for a need.

    A folder `referrals` in the operator's own one takes the place of the one we ship, as a whole.
    Whether the directory has what they name is for whoever knows the directory to ask.
    """
    found: dict[Need, WrittenReferral] = {}
    for document in read_folder(own, FOLDER, "template", faults):
        template = validated(document, _Referral, _Referral.template, faults)
        if template is None:
            continue
        written = WrittenReferral(template, document)
        faults += written.told(faults_of(template))
        first = found.setdefault(template.need, written)
        if first is not written:
            place = document.where("need")
            faults.append(f"{place}: {first.document.name} is for {template.need} already")
    return tuple(found.values())
