"""By which account of the organization's own sign-in somebody comes in, as an admin says."""

from typing import Final

from helpline.core.errors import NotNow
from helpline.core.roles import Act
from helpline.durable import Durable
from helpline.edge.http.acts import Acts, Asked
from helpline.edge.http.bodies import read
from helpline.edge.http.sign_in import SignInDoor
from helpline.edge.oidc.provider import Access
from helpline.wire import people as frames
from helpline.wire.catalogue import Done
from helpline.wire.shapes import Frame


class BindingsDoor:
    """Every route names the act it is."""

    def __init__(self, durable: Durable, sign_in: SignInDoor, access: Access | None) -> None:
        self._durable = durable
        self._sign_in = sign_in
        self._access = access
        self.acts: Final[Acts] = {
            ("GET", "/oidc"): (Act.SEE_FACTORS, self._everyones),
            ("PUT", "/staff/{id}/oidc"): (Act.SET_OIDC, self._bind),
            ("DELETE", "/staff/{id}/oidc"): (Act.SET_OIDC, self._unbind),
        }

    async def _everyones(self, _: Asked) -> Frame:
        bindings = await self._durable.oidc.all()
        return frames.OidcBindings(
            name=None if self._access is None else self._access.name,
            people=tuple(
                frames.OidcBinding(
                    id=one.staff_id,
                    subject=one.subject,
                    email=one.email,
                    current=self._access is not None and one.issuer == self._access.issuer,
                )
                for one in bindings
            ),
        )

    async def _bind(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.OidcChange)
        if self._access is None:
            raise NotNow("no provider is set: see HELPLINE_OIDC_ISSUER")
        await self._durable.oidc.bind(asked.whom, self._access.issuer, given.account, asked.by)
        await self._sign_in.keep()
        return Done()

    async def _unbind(self, asked: Asked) -> Frame:
        await self._durable.oidc.unbind(asked.whom, asked.by)
        await self._sign_in.keep()
        return Done()
