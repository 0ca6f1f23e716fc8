"""The list of all that is ever kept. A change here is a promise to think about."""

import sqlalchemy as sa

from helpline.core.intake import Language, Topic
from helpline.durable.tables import Members, metadata

KEPT = {
    "staff": {
        "id": sa.String,
        "sign_in_name": sa.String,
        "name": sa.String,
        "role": sa.Enum,
        "languages": Members,
        "opted_out": Members,
        "password_hash": sa.String,
        "active": sa.Boolean,
        "version": sa.Integer,
    },
    "session": {
        "id": sa.String,
        "token_hash": sa.String,
        "former_hash": sa.String,
        "staff_id": sa.String,
        "how": sa.Enum,
        "created": sa.BigInteger,
        "expires": sa.BigInteger,
        "last_seen": sa.BigInteger,
        "renewed": sa.BigInteger,
    },
    "sign_in_link": {
        "token_hash": sa.String,
        "staff_id": sa.String,
        "expires": sa.BigInteger,
        "used": sa.BigInteger,
    },
    "counted": {
        "day": sa.Date,
        "hour": sa.SmallInteger,
        "kind": sa.String,
        "value": sa.String,
        "n": sa.Integer,
    },
    "module": {
        "id": sa.String,
        "name": sa.String,
        "months": sa.SmallInteger,
        "required": sa.Boolean,
    },
    "training": {
        "staff_id": sa.String,
        "module_id": sa.String,
        "day": sa.Date,
        "trainer": sa.String,
    },
    "audit": {
        "n": sa.Integer,
        "at": sa.BigInteger,
        "actor": sa.String,
        "deed": sa.Enum,
        "subject": sa.String,
        "detail": sa.String,
        "digest": sa.String,
    },
    "audit_head": {
        "id": sa.Integer,
        "n": sa.Integer,
        "digest": sa.String,
    },
}


def test_these_are_all_the_tables_and_columns() -> None:
    found = {
        table.name: {column.name: type(column.type) for column in table.columns}
        for table in metadata.tables.values()
    }
    assert found == KEPT


def test_no_column_could_hold_a_message() -> None:
    texts = [
        column.type
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.String)
    ]
    assert texts
    assert all(text.length is not None and text.length <= 200 for text in texts)


def test_a_list_of_members_takes_and_gives_members_alone() -> None:
    column, dialect = Members(Topic), sa.create_engine("sqlite://").dialect
    assert column.process_bind_param(list(Topic), dialect).count(",") == len(Topic) - 1
    assert len(column.process_bind_param(list(Topic), dialect)) <= 400
    assert column.process_result_value("home,dropped,threats", dialect) == (
        Topic.HOME,
        Topic.THREATS,
    )
    assert column.process_result_value("", dialect) == ()
    try:
        Members(Language).process_bind_param(list(Topic), dialect)
    except ValueError:
        return
    raise AssertionError("a member of another list was taken")
