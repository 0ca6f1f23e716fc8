"""Links that sign somebody in once, within 15 minutes."""

from typing import Final

import sqlalchemy as sa

from helpline.core.audit import By, Deed
from helpline.core.errors import NotNow, NotSignedIn
from helpline.core.names import StaffId
from helpline.durable.audit import write
from helpline.durable.database import Database
from helpline.durable.tables import sign_in_link, staff
from helpline.durable.tokens import digest, new_token

LIFE_S: Final = 15 * 60


class Links:
    """One-time sign-in links, each behind a token that only its receiver holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def make(self, staff_id: StaffId, by: By) -> str:
        """Return the token of a new link; sweep away those that have ended.

        Raises `NotNow` for somebody who has been let go, or never was here.
        """
        token = new_token()
        row = {
            "token_hash": digest(token),
            "staff_id": staff_id,
            "expires": int(by.at) + LIFE_S,
        }
        async with self._database.transaction() as connection:
            active = sa.select(staff.c.id).where(staff.c.id == staff_id, staff.c.active)
            if (await connection.execute(active)).one_or_none() is None:
                raise NotNow("they are not on the staff, or have been let go")
            ended = sign_in_link.c.expires <= int(by.at)
            await connection.execute(sa.delete(sign_in_link).where(ended))
            await connection.execute(sa.insert(sign_in_link).values(row))
            await write(connection, by, Deed.LINK_MADE, staff_id)
        return token

    async def use(self, token: str, now: float) -> StaffId:
        """Return whose link this is, the first time; raise `NotSignedIn` ever after."""
        # One statement both asks and marks, so that of two who come at once one is refused.
        spend = (
            sa.update(sign_in_link)
            .where(
                sign_in_link.c.token_hash == digest(token),
                sign_in_link.c.used.is_(None),
                sign_in_link.c.expires > int(now),
                sign_in_link.c.staff_id.in_(sa.select(staff.c.id).where(staff.c.active)),
            )
            .values(used=int(now))
            .returning(sign_in_link.c.staff_id)
        )
        async with self._database.transaction() as connection:
            ident = (await connection.execute(spend)).scalar_one_or_none()
        if ident is None:
            raise NotSignedIn("the link is used up")
        return StaffId(ident)
