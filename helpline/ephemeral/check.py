"""Ask a store how it is set, so that one which remembers can be refused."""

from collections.abc import Sequence

from helpline.core.errors import Misconfigured, TryAgain
from helpline.ephemeral.connection import connect


async def read_config(url: str, names: Sequence[str]) -> dict[str, str]:
    """Return the settings of `names` that the store at `url` knows.

    Raises `Misconfigured` where the store does not answer or does not let this user ask.
    """
    try:
        async with connect(url) as store:
            replies = await store.calls([("CONFIG", "GET", name) for name in names])
    except TryAgain:
        raise Misconfigured(
            "the store can't be checked: it does not answer, or its user may not CONFIG GET "
            "(HELPLINE_REDIS_CHECK_URL can name one who may)"
        ) from None
    return {name: value for reply in replies if reply for name, value in [reply]}
