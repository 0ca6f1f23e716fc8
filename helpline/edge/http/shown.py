"""What the pages show: the built files, what the operator says, and other help as it is now."""

from collections.abc import Mapping
from typing import Any

from helpline.core.directory.entries import Entry
from helpline.core.intake import Language
from helpline.edge.given_out import GivenOut
from helpline.edge.http.files import Pages
from helpline.edge.http.places import Sayings, number_of, place_of
from helpline.edge.http.site import Site
from helpline.wire.pages import HelpNumber
from helpline.wire.places import Listing


class Shown:
    """Makes the pages' numbers and places anew when the directory gives out others."""

    def __init__(self, pages: Pages, site: Site, given: GivenOut) -> None:
        self.pages = pages
        self.site = site
        self.texts: Mapping[Language, Any] = {
            language: pages.json(f"text/{language}.json") for language in Language
        }
        self._sayings = Sayings(
            {language: text["find"] for language, text in self.texts.items()},
            pages.json("text/states.json"),
        )
        self._given = given
        self._made_of: tuple[Entry, ...] | None = None
        self._numbers: tuple[HelpNumber, ...] = ()
        self._listing = Listing(places=())

    @property
    def numbers(self) -> tuple[HelpNumber, ...]:
        """The numbers of `help.toml`, in its order; where none of them is given out, all there are.

        A directory of the operator's own may have none of the services that our file names, and
        there is always somebody to call or text.
        """
        self._make()
        return self._numbers

    @property
    def listing(self) -> Listing:
        """All places: those of `help.toml` first, then the others as the directory has them."""
        self._make()
        return self._listing

    def _make(self) -> None:
        entries = self._given.entries
        if self._made_of is entries:
            return
        told = {one.service: one for one in self.site.help}
        place = {service: at for at, service in enumerate(told)}
        ordered = sorted(entries, key=lambda entry: place.get(entry.id, len(place)))
        named = [entry for entry in ordered if entry.id in told] or ordered
        numbers = [number_of(entry, told.get(entry.id), self._sayings) for entry in named]
        self._numbers = tuple(one for one in numbers if one.call or one.text_to)
        self._listing = Listing(
            places=tuple(place_of(entry, told.get(entry.id), self._sayings) for entry in ordered)
        )
        self._made_of = entries
