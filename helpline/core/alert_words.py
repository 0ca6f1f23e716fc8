"""What an alert says outside: in a mail, on a phone, in a chat of the staff.

Others keep such a notice, and for how long is not ours to say. So it has no number, no answer of a
youth, no name and no place: it says where to look.
"""

from collections.abc import Mapping
from typing import Final

from helpline.core.alerts import AlertKind
from helpline.core.intake import Language

TITLES: Final[Mapping[Language, str]] = {
    Language.EN: "Helpline alert",
    Language.ES: "Alerta de la línea de ayuda",
}
_FLOOR: Final[Mapping[Language, str]] = {
    Language.EN: "Please look at the floor.",
    Language.ES: "Mira la sala, por favor.",
}
BODIES: Final[Mapping[Language, Mapping[AlertKind, str]]] = {
    Language.EN: {
        AlertKind.NOT_SAFE: "The line needs you now.",
        AlertKind.NOBODY_READY: "The line is waiting, and nobody is ready.",
        AlertKind.WAIT: "Waits in the line are too long.",
        AlertKind.LINE: "The line is long.",
        AlertKind.SILENT: "A responder may need help.",
        AlertKind.SHIFT: "Nobody has signed up for a shift that begins soon.",
        AlertKind.NODE: "Fewer servers are running than there should be.",
        AlertKind.STORE: "A server can't reach its store, so chats can't go on there.",
    },
    Language.ES: {
        AlertKind.NOT_SAFE: "La fila te necesita ahora.",
        AlertKind.NOBODY_READY: "La fila espera y nadie está disponible.",
        AlertKind.WAIT: "Las esperas en la fila son demasiado largas.",
        AlertKind.LINE: "La fila es larga.",
        AlertKind.SILENT: "Alguien que responde puede necesitar apoyo.",
        AlertKind.SHIFT: "Nadie se ha inscrito en un turno que empieza pronto.",
        AlertKind.NODE: "Funcionan menos servidores de los que debería haber.",
        AlertKind.STORE: "Un servidor no alcanza su almacén y allí los chats no pueden seguir.",
    },
}


def body(kind: AlertKind, language: Language) -> str:
    """Return what an alert says, in one of the languages of the staff."""
    return f"{BODIES[language][kind]} {_FLOOR[language]}"
