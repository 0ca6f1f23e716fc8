"""The list of all that is ever kept. A change here is a promise to think about."""

import sqlalchemy as sa

from helpline.core.intake import Language, Topic
from helpline.durable.columns import Members
from helpline.durable.tables import metadata

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
        "proved": sa.BigInteger,
    },
    "sign_in_link": {
        "token_hash": sa.String,
        "staff_id": sa.String,
        "expires": sa.BigInteger,
        "used": sa.BigInteger,
    },
    "authenticator": {
        "staff_id": sa.String,
        "sealed": sa.String,
        "last_step": sa.BigInteger,
    },
    "recovery_code": {
        "staff_id": sa.String,
        "code_hash": sa.String,
    },
    "passkey": {
        "id": sa.String,
        "staff_id": sa.String,
        "credential_id": sa.LargeBinary,
        "public_key": sa.LargeBinary,
        "counter": sa.BigInteger,
        "name": sa.String,
        "created": sa.BigInteger,
        "last_used": sa.BigInteger,
    },
    "spent_challenge": {
        "challenge_hash": sa.String,
        "expires": sa.BigInteger,
    },
    "oidc": {
        "staff_id": sa.String,
        "issuer": sa.String,
        "subject": sa.String,
        "email": sa.String,
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
        "version": sa.Integer,
    },
    "training": {
        "staff_id": sa.String,
        "module_id": sa.String,
        "day": sa.Date,
        "trainer": sa.String,
    },
    "practised": {
        "staff_id": sa.String,
        "scenario": sa.String,
        "day": sa.Date,
    },
    "week": {"id": sa.Integer, "opens_by": sa.Enum, "version": sa.Integer},
    "slot": {
        "id": sa.String,
        "weekday": sa.SmallInteger,
        "starts": sa.Time,
        "ends": sa.Time,
        "wanted": sa.SmallInteger,
    },
    "hours": {"weekday": sa.SmallInteger, "starts": sa.Time, "ends": sa.Time},
    "holiday": {"day": sa.Date},
    "sign_up": {"staff_id": sa.String, "slot_id": sa.String, "day": sa.Date},
    "directory": {"id": sa.Integer, "version": sa.Integer, "descriptor": sa.Text},
    "directory_table": {
        "name": sa.String,
        "position": sa.Integer,
        "path": sa.String,
        "columns": sa.Text,
    },
    "directory_row": {"table_name": sa.String, "position": sa.Integer, "cells": sa.Text},
    "directory_entry": {"service_id": sa.String, "version": sa.Integer, "off": sa.Boolean},
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


PUBLIC = {"directory", "directory_table", "directory_row"}
"""What organizations publish of themselves; it comes by import and by supervisors' edits alone."""


def test_no_column_could_hold_a_message() -> None:
    texts = [
        column.type
        for table in metadata.tables.values()
        if table.name not in PUBLIC
        for column in table.columns
        if isinstance(column.type, sa.String)
    ]
    assert texts
    assert all(text.length is not None and text.length <= 255 for text in texts)


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
