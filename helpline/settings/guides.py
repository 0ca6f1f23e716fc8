"""`config/guides/*.yaml`: what a responder can have beside a chat."""

from pathlib import Path
from typing import Final

from helpline.core.guides import Counsel, Guide, GuideId, Part, faults_of
from helpline.settings.content import Id, Text
from helpline.settings.yaml_files import Both, Shape, read_folder, validated

FOLDER: Final = "guides"


class _Part(Shape):
    title: Both
    points: tuple[Both, ...]

    def part(self) -> Part:
        return Part(self.title.texts(), tuple(point.texts() for point in self.points))


class _Counsel(Shape):
    state: Text
    words: Both

    def counsel(self) -> Counsel:
        return Counsel(self.state, self.words.texts())


class _Guide(Shape):
    id: Id
    title: Both
    about: Both
    parts: tuple[_Part, ...]
    sources: tuple[Text, ...]
    counsel: tuple[_Counsel, ...] | None = None

    def guide(self) -> Guide:
        counsel = self.counsel
        return Guide(
            id=GuideId(self.id),
            title=self.title.texts(),
            about=self.about.texts(),
            parts=tuple(part.part() for part in self.parts),
            sources=self.sources,
            counsel=None if counsel is None else tuple(one.counsel() for one in counsel),
        )


def read_guides(own: Path | None, faults: list[str]) -> tuple[Guide, ...]:
    """Return the guides in the order of their files; at least one.

    A folder `guides` in the operator's own one takes the place of the one we ship, as a whole.
    """
    found: dict[GuideId, Guide] = {}
    for document in read_folder(own, FOLDER, "guide", faults):
        guide = validated(document, _Guide, _Guide.guide, faults)
        if guide is None:
            continue
        faults += [f"{document.where(path)}: {words}" for path, words in faults_of(guide)]
        if guide.id in found:
            faults.append(f"{document.where('id')}: there is another guide with this id")
        found[guide.id] = guide
    return tuple(found.values())
