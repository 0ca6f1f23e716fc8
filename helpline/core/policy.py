"""The numbers a director may change. `config/policy.toml` explains each in a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """How the line behaves; all times in seconds."""

    offer_s: int = 45
    youth_away_gone_s: int = 600
    return_s: int = 1_800
    responder_grace_s: int = 30
    responder_silent_s: int = 300
    nudge_s: tuple[int, int] = (300, 600)
    soft_end_s: int = 900
    soft_end_grace_s: int = 120
    chats_per_responder: int = 2
    heavy_gap_s: int = 600
    decline_cooldown_s: int = 60
    not_safe_head_start_s: int = 1_800
    language_patience_s: int = 180
    line_cap: int = 200
    chat_ttl_s: int = 3_600
    log_bound: int = 2_000
