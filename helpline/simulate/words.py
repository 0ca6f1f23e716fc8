"""Harmless words for people who do not exist."""

from random import Random

GOODBYE = "Thank you. Bye for now."
"""A youth's last words; whoever answers says goodbye and ends the chat."""

_HARMLESS = (
    "after again apple around bench bicycle blue boat book bread bridge bus candle chair cloud "
    "coat corner cup door dream early evening field fish flag flower friend garden glass grass "
    "green hat hill home house idea island jacket kettle kitchen ladder lake lamp leaf letter "
    "light little map market meadow milk minute moon morning mountain music night orange paper "
    "park pencil picture plate quiet rain river road room sand school shoe shop silver slow snow "
    "soft song spoon spring star stone story street summer sun table tea thing ticket today train "
    "tree tuesday walk wall warm water week white wind window winter word yellow año niño también"
)
_WORDS = _HARMLESS.split()


def sentence(dice: Random, count: int) -> str:
    """Return a sentence of so many words."""
    chosen = " ".join(dice.choices(_WORDS, k=count))
    return chosen[0].upper() + chosen[1:] + "."


def name(dice: Random) -> str:
    """Return a name to be called."""
    return dice.choice(_WORDS).capitalize()
