"""Practice at the staff door: the scripts, and which ones a responder has finished.

The chat of a practice is in the responder's page alone; the server hands out the script and is told
that it was played to its end. It can't look whether it was.
"""

from typing import Final

from aiohttp import web

from helpline.core.audit import By
from helpline.core.errors import BadInput
from helpline.core.policy import Policy
from helpline.core.practice import Beat, Line, Question, Quiet, Scenario, ScenarioId, offered_to
from helpline.core.roles import Act, Whose, allow
from helpline.core.training import ModuleId
from helpline.durable import Counting, Durable, Person
from helpline.edge.clearances import Clearances
from helpline.edge.http.bodies import answer
from helpline.edge.http.sign_in import SignInDoor
from helpline.wire import practice as frames
from helpline.wire.shapes import IntakeShape


class PracticeDoor:
    """For whoever may answer, cleared or not: practice is how somebody gets there."""

    def __init__(
        self,
        policy: Policy,
        durable: Durable,
        sign_in: SignInDoor,
        clearances: Clearances,
        scenarios: tuple[Scenario, ...],
    ) -> None:
        self._policy = policy
        self._durable = durable
        self._clearances = clearances
        self._sign_in = sign_in
        self._scenarios = scenarios
        self._shapes: Final = {one.id: _shape(one) for one in scenarios}

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this door."""
        return [
            web.get("/practice", self._set),
            web.post("/practice/{id}/done", self._done),
        ]

    async def _set(self, request: web.Request) -> web.Response:
        me = await self._me(request)
        offered = offered_to(self._scenarios, me.opted_out)
        done = await self._durable.practice.of(me.id)
        return answer(
            frames.PracticeSet(
                offer_s=self._policy.offer_s,
                scenarios=tuple(self._shapes[one.id] for one in offered),
                done={ident: day for ident, day in done.items() if ident in self._shapes},
            )
        )

    async def _done(self, request: web.Request) -> web.Response:
        me = await self._me(request)
        ident = ScenarioId(request.match_info["id"])
        if ident not in self._shapes:
            raise BadInput("there is no such scenario")
        module = self._policy.practice_module
        counting = Counting(
            scenarios=offered_to(self._scenarios, me.opted_out),
            module=ModuleId(module) if module else None,
        )
        by = By(me.id, self._sign_in.now())
        today = self._clearances.today()
        trained = await self._durable.practice.finish(me.id, ident, today, counting, by)
        await self._clearances.look()
        return answer(frames.PracticeDone(trained=trained))

    async def _me(self, request: web.Request) -> Person:
        person = (await self._sign_in.found(request)).person
        allow(person.role, Act.ANSWER, Whose.OWN)
        return person


def _shape(one: Scenario) -> frames.PracticeScenario:
    intake = one.intake
    return frames.PracticeScenario(
        id=one.id,
        title=dict(one.title),
        about=dict(one.about),
        intake=IntakeShape(
            safety=intake.safety,
            watched=intake.watched,
            topics=intake.topics,
            age_band=intake.age_band,
        ),
        beats=tuple(_beat(beat) for beat in one.beats),
        look_back=tuple(_question(question) for question in one.look_back),
    )


def _beat(beat: Beat) -> frames.PracticeBeat:
    return frames.PracticeBeat(
        lines=tuple(_line(line) for line in beat.lines),
        replies=beat.replies,
        if_quiet=None if beat.if_quiet is None else _quiet(beat.if_quiet),
        does=beat.does,
    )


def _quiet(quiet: Quiet) -> frames.PracticeQuiet:
    lines = tuple(_line(line) for line in quiet.lines)
    return frames.PracticeQuiet(after_s=quiet.after_s, lines=lines)


def _line(line: Line) -> frames.PracticeLine:
    return frames.PracticeLine(text=dict(line.texts), after_s=line.after_s)


def _question(question: Question) -> frames.PracticeQuestion:
    return frames.PracticeQuestion(
        ask=dict(question.ask), good=dict(question.good), source=question.source
    )
