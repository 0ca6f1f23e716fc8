"""What a desk can have beside a chat: guides, and the words for a referral.

Both are asked for whole, so that the server can't tell what anybody looks at; nothing of what is
ticked, read or said comes back.
"""

from datetime import date, datetime
from typing import Final

from aiohttp import web

from helpline.actions.world import World
from helpline.core.directory.entries import Entry
from helpline.core.directory.hours import is_open
from helpline.core.directory.review import due
from helpline.core.guides import Guide
from helpline.core.referral_templates import ReferralTemplate, Said, filled, lacking
from helpline.core.roles import Act, Whose, allow
from helpline.durable import Durable
from helpline.edge.http.bodies import answer
from helpline.edge.http.places import help_phones
from helpline.edge.http.sign_in import SignInDoor
from helpline.edge.http.site import Site
from helpline.wire import guides as guide_frames
from helpline.wire import referral_templates as frames


class BesideDoor:
    """For whoever may answer: it stands beside their chats."""

    def __init__(self, world: World, durable: Durable, sign_in: SignInDoor, site: Site) -> None:
        self._world = world
        self._durable = durable
        self._sign_in = sign_in
        self._templates = site.referrals
        self._guides: Final = guide_frames.Guides(guides=tuple(_guide(one) for one in site.guides))

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this door."""
        return [web.get("/guides", self._read_guides), web.get("/referrals", self._read_referrals)]

    async def _read_guides(self, request: web.Request) -> web.Response:
        await self._admit(request)
        return answer(self._guides)

    async def _read_referrals(self, request: web.Request) -> web.Response:
        await self._admit(request)
        # Asked anew each time: what was switched off is gone with the next question.
        entries = {entry.id: entry for entry in await self._durable.directory.given_out()}
        now = self._world.now()
        needs = tuple(_need(one, entries, now, self._today(now)) for one in self._templates)
        return answer(frames.Referrals(needs=needs))

    def _today(self, now: float) -> date:
        return datetime.fromtimestamp(now, self._world.zone).date()

    async def _admit(self, request: web.Request) -> None:
        person = (await self._sign_in.found(request)).person
        allow(person.role, Act.ANSWER, Whose.OWN)


def _need(
    template: ReferralTemplate, entries: dict[str, Entry], now: float, today: date
) -> frames.ReferralNeed:
    named = [entries[ident] for ident in template.services if ident in entries]
    others = [one for one in entries.values() if template.need in one.needs and one not in named]
    others.sort(key=lambda one: (one.name.casefold(), one.id))
    services = tuple(_service(template, entry, now, today) for entry in (*named, *others))
    return frames.ReferralNeed(need=template.need, title=dict(template.title), services=services)


def _service(
    template: ReferralTemplate, entry: Entry, now: float, today: date
) -> frames.ReferralService:
    said = filled(template, entry, today)
    youngest, oldest = entry.ages
    return frames.ReferralService(
        id=entry.id,
        name=entry.name,
        about=entry.description,
        line=entry.line,
        phones=help_phones(entry),
        web=entry.url,
        languages=tuple(sorted(entry.languages)),
        youngest=youngest,
        oldest=oldest,
        areas=tuple(sorted(entry.areas)),
        open_now=is_open(entry.hours, now),
        check_first=due(entry, today) is not None,
        said=None if said is None else _said(said),
        lacking=tuple(lacking(template, entry, today)),
    )


def _said(said: Said) -> frames.ReferralSaid:
    return frames.ReferralSaid(
        introduction=dict(said.introduction),
        steps=tuple(dict(step) for step in said.steps),
        consent=dict(said.consent),
        script=tuple(dict(line) for line in said.script),
        no_answer=dict(said.no_answer),
    )


def _guide(one: Guide) -> guide_frames.GuideShape:
    counsel = one.counsel
    return guide_frames.GuideShape(
        id=one.id,
        title=dict(one.title),
        about=dict(one.about),
        parts=tuple(
            guide_frames.GuidePart(title=dict(part.title), points=tuple(map(dict, part.points)))
            for part in one.parts
        ),
        sources=one.sources,
        counsel=None
        if counsel is None
        else tuple(
            guide_frames.GuideCounsel(state=said.state, words=dict(said.words)) for said in counsel
        ),
    )
