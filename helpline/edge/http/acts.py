"""A route that names the act it is: whoever may not do it is refused before anything is read."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from helpline.core.audit import By
from helpline.core.errors import StepUpNeeded
from helpline.core.factors import is_fresh
from helpline.core.names import StaffId
from helpline.core.roles import FRESH, Act, Whose, allow
from helpline.durable import SignedIn
from helpline.edge.http.bodies import answer
from helpline.edge.http.sign_in import SignInDoor
from helpline.wire.shapes import Frame


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, by whom, about whom: the `{id}` of the path, empty where there is none."""

    request: web.Request
    found: SignedIn
    whom: StaffId
    by: By


Handle = Callable[[Asked], Awaitable[Frame | web.Response]]
"""What does an act and answers it: a frame, or a file to be taken away."""
Acts = Mapping[tuple[str, str], tuple[Act, Handle]]
"""What is done by which method and path; `{id}` in a path is whom it is done to."""


def act_routes(acts: Acts, sign_in: SignInDoor) -> list[web.RouteDef]:
    """Return the routes of a door's acts."""
    return [
        web.route(method, path, _guarded(act, handle, sign_in))
        for (method, path), (act, handle) in acts.items()
    ]


def _guarded(
    act: Act, handle: Handle, sign_in: SignInDoor
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        found = await sign_in.found(request)
        me, now = found.person, sign_in.now()
        whom = StaffId(request.match_info.get("id", ""))
        allow(me.role, act, Whose.OWN if whom == me.id else Whose.OTHER)
        if act in FRESH and not is_fresh(found.proved, now):
            raise StepUpNeeded("no factor was shown of late")
        told = await handle(Asked(request, found, whom, By(me.id, now)))
        return told if isinstance(told, web.Response) else answer(told)

    return handler
