"""`policy.toml`: the director's numbers within humane ranges, and what practice counts as."""

from dataclasses import fields
from typing import Any, Final

from helpline.core.desk import MOST_CHATS
from helpline.core.policy import Policy
from helpline.core.training import is_module_id

FILE: Final = "policy.toml"
MODULE: Final = "practice_module"

RANGES: Final = {
    "offer_s": (10, 300),
    "surge_offer_s": (10, 300),
    "youth_away_gone_s": (60, 3_600),
    "return_s": (300, 7_200),
    "responder_grace_s": (5, 300),
    "responder_silent_s": (120, 1_800),
    "nudge_s": (60, 3_600),
    "soft_end_s": (300, 7_200),
    "soft_end_grace_s": (30, 900),
    "chats_per_responder": (1, MOST_CHATS),
    "heavy_gap_s": (0, 7_200),
    "decline_cooldown_s": (0, 3_600),
    "not_safe_head_start_s": (0, 86_400),
    "language_patience_s": (0, 3_600),
    "line_cap": (1, 5_000),
    "chat_ttl_s": (600, 21_600),
    "log_bound": (100, 10_000),
    "shift_max_h": (1, 12),
    "week_max_h": (1, 60),
    "answer_target_s": (10, 3_600),
    "count_least": (5, 100),
    "alert_not_safe_s": (0, 3_600),
    "alert_nobody_ready_s": (0, 3_600),
    "alert_wait_s": (0, 7_200),
    "alert_line": (0, 5_000),
    "alert_silent_s": (0, 1_800),
    "alert_shift_h": (0, 168),
    "alert_nodes": (0, 100),
    "alert_store_s": (0, 600),
    "alert_hold_s": (0, 600),
    "alert_calm_s": (10, 3_600),
    "alert_quiet_from_h": (0, 23),
    "alert_quiet_to_h": (0, 23),
}
"""The least and the most of each number; of each number in the list, for `nudge_s`."""


def read_policy(table: dict[str, Any], faults: list[str]) -> Policy:
    """Return the policy a table describes; add to `faults` whatever is wrong with it."""
    names = {field.name for field in fields(Policy)}
    found = [f"{name}: there is no such number" for name in table if name not in names]
    found += [need for name in names & table.keys() if (need := _need(name, table[name]))]
    faults += [f"{FILE}: {fault}" for fault in sorted(found)]
    if found:
        return Policy()
    policy = Policy(**{name: _frozen(value) for name, value in table.items()})
    faults += [f"{FILE}: {fault}" for fault in _disagreements(policy)]
    return policy


def _need(name: str, value: object) -> str | None:
    if name == MODULE:
        fits = isinstance(value, str) and (value == "" or is_module_id(value))
        return None if fits else f'{name}: needs a module\'s id (1 to 40 of a-z, 0-9 and -), or ""'
    least, most = RANGES[name]
    if name == "nudge_s":
        pair = value if isinstance(value, list) and len(value) == len(Policy().nudge_s) else [None]
        if all(_whole(number, least, most) for number in pair):
            return None
        return f"{name}: needs two whole numbers from {least} to {most}, as in [300, 600]"
    if _whole(value, least, most):
        return None
    return f"{name}: needs a whole number from {least} to {most}"


def _whole(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _disagreements(policy: Policy) -> list[str]:
    first, second = policy.nudge_s
    found = []
    if not first < second < policy.soft_end_s:
        found.append("nudge_s: needs to rise and to end before soft_end_s")
    if policy.chat_ttl_s <= policy.soft_end_s + policy.soft_end_grace_s:
        found.append("chat_ttl_s: needs to be more than soft_end_s and soft_end_grace_s together")
    if policy.week_max_h < policy.shift_max_h:
        found.append("week_max_h: needs to be as much as shift_max_h at least")
    if policy.alert_silent_s >= policy.responder_silent_s:
        found.append("alert_silent_s: needs to be less than responder_silent_s")
    if policy.chat_ttl_s <= max(policy.youth_away_gone_s, policy.return_s):
        found.append("chat_ttl_s: needs to be more than youth_away_gone_s and than return_s")
    return found
