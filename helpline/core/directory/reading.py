"""Cells of the directory as what they mean; whatever does not fit is told as a fault and goes on.

What a faulty cell is read as does not matter: an entry with a fault is given to nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from helpline.core.directory.hours import BadHours, Hours, read_day, read_hours
from helpline.core.directory.numbers import WORD, number_fault
from helpline.core.directory.package import Fault, Package, Row
from helpline.core.directory.words import COUNTRY, STATES, Grade, Line, Medium, Need, Status

OLDEST: Final = 120
LINE: Final = "line:"
"""What the code of a term begins with that says whether a service reports."""
_NEED: Final = "need:"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_URL: Final = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(slots=True)
class Reading:
    """The tables, and the faults that were found in them so far."""

    package: Package
    faults: list[Fault] = field(default_factory=list)

    def fault(self, table: str, row: Row, column: str, words: str) -> None:
        """Tell what is wrong with a cell."""
        self.faults.append(Fault(self.package.path(table), row.number, column, words))

    def filled(self, table: str, row: Row, column: str) -> str:
        """Return a text that has to be there."""
        text = row.get(column)
        if not text:
            self.fault(table, row, column, "is empty")
        return text

    def organization(self, service: Row) -> str:
        """Return the name of who offers a service."""
        named = service.get("organization_id")
        for owner in self.package.of("organization", "id", named) if named else ():
            return self.filled("organization", owner, "name")
        self.fault("service", service, "organization_id", "names no organization of this directory")
        return ""

    def status(self, service: Row) -> Status:
        """Return whether a service is there."""
        return self._word("service", service, "status", Status) or Status.INACTIVE

    def url(self, service: Row) -> str:
        """Return a page of a service, or nothing."""
        url = service.get("url")
        if url and not _URL.fullmatch(url):
            self.fault("service", service, "url", "needs an address as https://example.org")
        return url

    def ages(self, service: Row) -> tuple[int | None, int | None]:
        """Return the youngest and the oldest whom a service takes."""
        least, most = (self._age(service, name) for name in ("minimum_age", "maximum_age"))
        if least is not None and most is not None and least > most:
            self.fault("service", service, "maximum_age", "is below minimum_age")
        return least, most

    def phone(self, phone: Row) -> tuple[str, Medium, str]:
        """Return a number, how it is used, and what a text to it has to say."""
        medium = self._word("phone", phone, "type", Medium) or Medium.VOICE
        number, word = self.filled("phone", phone, "number"), phone.get("text_word")
        wrong = number_fault(number, medium) if number else None
        if wrong is not None:
            self.fault("phone", phone, "number", wrong)
        if word and (medium is not Medium.TEXT or not WORD.fullmatch(word)):
            self.fault("phone", phone, "text_word", "needs one word, of a number with type text")
        return number, medium, word

    def hours(self, schedule: Row) -> Hours | None:
        """Return what a schedule says."""
        try:
            return read_hours(schedule)
        except BadHours as bad:
            self.fault("schedule", schedule, bad.field, str(bad))
            return None

    def language(self, row: Row) -> str:
        """Return the code of a language."""
        code = row.get("code")
        if not _LANGUAGE.fullmatch(code):
            self.fault("language", row, "code", "needs the code of a language, as en or es")
        return code

    def area(self, row: Row) -> str:
        """Return where a service is offered: `US`, or the postal code of a state."""
        extent = row.get("extent")
        state = extent.removeprefix(f"{COUNTRY}-")
        if extent != COUNTRY and (state == extent or state not in STATES):
            self.fault("service_area", row, "extent", "needs US, or a state as US-MA")
        return state

    def kinds(self, service: Row) -> tuple[Line, frozenset[Need]]:
        """Return what a service does with what it hears, and what it is for."""
        lines: list[Line] = []
        needs: list[Need] = []
        for attribute in self.linked("attribute", "service", service.id):
            code = self._code(attribute)
            if code.startswith(LINE):
                self._add(lines, attribute, code.removeprefix(LINE), Line)
            elif code.startswith(_NEED):
                self._add(needs, attribute, code.removeprefix(_NEED), Need)
        if len(lines) != 1:
            known = ", ".join(f"{LINE}{line}" for line in Line)
            self.fault("service", service, "attributes", f"needs exactly one of {known}")
        return (lines or [Line.REPORT])[0], frozenset(needs)

    def vouched(
        self, table: str, ident: str, column: str
    ) -> Iterator[tuple[str, Grade, date | None]]:
        """Yield what vouches for a fact; tell where nothing does."""
        mine = self.vouching(table, ident, column)
        for row in mine:
            grade = self._word("metadata", row, "grade", Grade) or Grade.SECONDARY
            source = self.filled("metadata", row, "source")
            yield source, grade, self.day("metadata", row, "last_action_date")
        if not mine:
            [row] = self.package.of(table, "id", ident)
            self.fault(
                table, row, column, "has no source: metadata.csv has to say where it was read"
            )

    def vouching(self, table: str, ident: str, column: str) -> list[Row]:
        """Return the metadata of a cell, or where it has none of its own, that of its row."""
        rows = list(self.linked("metadata", table, ident))
        mine = [row for row in rows if row.get("field_name") == column]
        return mine or [row for row in rows if not row.get("field_name")]

    def linked(self, name: str, table: str, ident: str) -> Iterator[Row]:
        """Yield the attributes or the metadata of a row."""
        link, kind = {
            "attribute": ("link_id", "link_entity"),
            "metadata": ("resource_id", "resource_type"),
        }[name]
        found = self.package.of(name, link, ident)
        return (row for row in found if row.get(kind) in {"", table})  # JSON may leave it out

    def day(self, table: str, row: Row, column: str) -> date | None:
        """Return a date, or None where there is none."""
        cell = row.get(column)
        try:
            return read_day(column, cell) if cell else None
        except BadHours as bad:
            self.fault(table, row, column, str(bad))
            return None

    def _code(self, attribute: Row) -> str:
        for term in self.package.of("taxonomy_term", "id", attribute.get("taxonomy_term_id")):
            return term.get("code")
        self.fault("attribute", attribute, "taxonomy_term_id", "names no term of this directory")
        return ""

    def _add(self, found: list[_Word], attribute: Row, value: str, kind: type[_Word]) -> None:
        try:
            found.append(kind(value))
        except ValueError:
            words = f"the term's code needs to be one of {', '.join(kind)}"
            self.fault("attribute", attribute, "taxonomy_term_id", words)

    def _word(self, table: str, row: Row, column: str, kind: type[_Word]) -> _Word | None:
        try:
            return kind(row.get(column))
        except ValueError:
            self.fault(table, row, column, f"needs to be one of {', '.join(kind)}")
            return None

    def _age(self, service: Row, column: str) -> int | None:
        cell = service.get(column)
        if not cell:
            return None
        if not re.fullmatch(r"[0-9]{1,3}", cell) or int(cell) > OLDEST:
            self.fault("service", service, column, f"needs whole years from 0 to {OLDEST}")
            return None
        return int(cell)
