"""Second factors as their owner sets them up, and who has which, for whoever may see it."""

from typing import Final

from helpline.core.roles import Act
from helpline.durable import Durable
from helpline.edge.http.acts import Acts, Asked
from helpline.edge.http.bodies import read
from helpline.edge.http.codes import CodeCheck
from helpline.edge.http.passkeys import PasskeyCheck
from helpline.edge.http.sign_in import factors_shape
from helpline.wire import factors as frames
from helpline.wire.catalogue import Done
from helpline.wire.shapes import Frame


class FactorsDoor:
    """Every route names the act it is."""

    def __init__(self, durable: Durable, codes: CodeCheck, passkeys: PasskeyCheck) -> None:
        self._durable = durable
        self._codes = codes
        self._passkeys = passkeys
        self.acts: Final[Acts] = {
            ("GET", "/factors"): (Act.SEE_FACTORS, self._everyones),
            ("GET", "/staff/{id}/factors"): (Act.SEE_FACTORS, self._ones),
            ("POST", "/staff/{id}/authenticator"): (Act.SET_FACTORS, self._enrol),
            ("PUT", "/staff/{id}/authenticator"): (Act.SET_FACTORS, self._confirm),
            ("DELETE", "/staff/{id}/authenticator"): (Act.SET_FACTORS, self._drop),
            ("POST", "/staff/{id}/recovery"): (Act.SET_FACTORS, self._renew),
            ("POST", "/staff/{id}/passkeys/challenge"): (Act.SET_FACTORS, self._offer),
            ("POST", "/staff/{id}/passkeys"): (Act.SET_FACTORS, self._add),
            ("DELETE", "/staff/{id}/passkeys/{passkey}"): (Act.SET_FACTORS, self._remove),
        }

    async def _everyones(self, _: Asked) -> Frame:
        everyones = await self._durable.factors.of_everyone()
        return frames.EveryonesFactors(
            people=tuple(
                frames.PersonsFactors(id=whose, factors=factors_shape(factors))
                for whose, factors in everyones.items()
            )
        )

    async def _ones(self, asked: Asked) -> Frame:
        passkeys = await self._durable.passkeys.of(asked.whom)
        return frames.OwnFactors(
            factors=factors_shape(await self._durable.factors.of(asked.whom)),
            passkeys=tuple(
                frames.PasskeyShape(
                    id=one.id, name=one.name, created=one.created, last_used=one.last_used
                )
                for one in passkeys
            ),
        )

    async def _enrol(self, asked: Asked) -> Frame:
        return self._codes.enrol(asked.found.person, asked.by.at)

    async def _confirm(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.Confirmation)
        codes = await self._codes.confirm(asked.whom, given.ticket, given.code, asked.by)
        return frames.Enrolled(codes=codes)

    async def _drop(self, asked: Asked) -> Frame:
        await self._durable.factors.drop_authenticator(asked.whom, asked.by)
        return Done()

    async def _renew(self, asked: Asked) -> Frame:
        return frames.RecoveryCodes(codes=await self._codes.renew(asked.whom, asked.by))

    async def _offer(self, asked: Asked) -> Frame:
        return await self._passkeys.offer(asked.found.person, asked.by.at)

    async def _add(self, asked: Asked) -> Frame:
        await self._passkeys.made(await read(asked.request, frames.NewPasskey), asked.by)
        return Done()

    async def _remove(self, asked: Asked) -> Frame:
        await self._durable.passkeys.remove(asked.request.match_info["passkey"], asked.by)
        return Done()
