"""The numbers a director may change. `config/policy.toml` explains each in a sentence."""

from dataclasses import dataclass

from helpline.core.shifts import Caps


@dataclass(frozen=True, slots=True)
class Policy:
    """How the line behaves, how long people work, what practice counts as, what raises alerts.

    Times are in seconds unless a name says otherwise.
    """

    offer_s: int = 45
    surge_offer_s: int = 20
    youth_away_gone_s: int = 600
    return_s: int = 1_800
    responder_grace_s: int = 30
    responder_silent_s: int = 300
    nudge_s: tuple[int, int] = (300, 600)
    soft_end_s: int = 900
    soft_end_grace_s: int = 120
    chats_per_responder: int = 1
    heavy_gap_s: int = 600
    decline_cooldown_s: int = 60
    not_safe_head_start_s: int = 1_800
    language_patience_s: int = 180
    line_cap: int = 200
    chat_ttl_s: int = 3_600
    log_bound: int = 2_000
    practice_module: str = ""
    """The id of the training module that finishing all practice counts as; empty: none."""
    shift_max_h: int = 4
    week_max_h: int = 12
    answer_target_s: int = 120
    """Whoever is answered after this is counted as answered late."""
    count_least: int = 10
    """A count below this is shown to nobody."""
    alert_not_safe_s: int = 60
    """This and what follows: `core/alerts.py`; a limit of 0 switches its alert off."""
    alert_nobody_ready_s: int = 60
    alert_wait_s: int = 600
    alert_line: int = 10
    alert_silent_s: int = 90
    alert_shift_h: int = 12
    alert_nodes: int = 0
    alert_store_s: int = 15
    alert_hold_s: int = 20
    alert_calm_s: int = 60
    alert_quiet_from_h: int = 0
    alert_quiet_to_h: int = 0

    @property
    def caps(self) -> Caps:
        """The most that one person works."""
        return Caps(self.shift_max_h, self.week_max_h)
