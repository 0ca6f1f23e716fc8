"""How one simulated responder talks in one chat."""

from random import Random

from helpline.simulate import load, words
from helpline.simulate.link import Lost, No
from helpline.simulate.reading import Reading
from helpline.simulate.stage import Stage

WAITS_FOR_WORDS_S = 300.0
"""A youth who says nothing for so long is left in peace."""
GIVES_UP_QUIET_S = 1_200.0
GIVES_UP_AWAY_S = 720.0
"""Both longer than the server's own limits at real speed, where the server is first."""
FOREVER = float("inf")


async def converse(stage: Stage, reading: Reading, dice: Random) -> None:
    """Talk in one chat until it is over."""
    await stage.wait(FOREVER, reading.readable, reading.over)
    pause_s = dice.uniform(*load.GREETS_AFTER_S)
    while not reading.over.is_set():
        if await stage.wait(pause_s, reading.goodbye, reading.over, stage.over):
            break
        if reading.quiet_s >= GIVES_UP_QUIET_S or reading.youth_away_s >= GIVES_UP_AWAY_S:
            await _end(stage, reading)
        elif reading.quiet_s < WAITS_FOR_WORDS_S and reading.youth_away_s == 0:
            await reading.say(words.sentence(dice, load.words(dice, load.RESPONDER_WORDS)))
        pause_s = load.next_answer_s(dice)
    if reading.goodbye.is_set() and not reading.over.is_set():
        await reading.say(words.sentence(dice, load.words(dice, load.YOUTH_WORDS)))
        await stage.rest(dice.uniform(*load.GREETS_AFTER_S))
        await _end(stage, reading)


async def _end(stage: Stage, reading: Reading) -> None:
    if not reading.over.is_set():
        try:
            await reading.end()
        except Lost:
            return
        except No as no:
            stage.ledger.refused(no.ask, no.code)
