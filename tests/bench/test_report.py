from dataclasses import replace
from pathlib import Path

import pytest

from bench.plan import SHORT, Aim, Group, plan
from bench.report import flatness, read, table, write
from bench.scenes import Figures
from bench.seats import House
from bench.subjects import SUBJECTS


async def nothing(_: House) -> Figures:
    return {}


GROUP = Group("messages", "A message", ("ours", "peer"), nothing, ("CPU us", "store us"), 1)
AIMED = replace(GROUP, aims=(Aim("CPU us", 0.7, "peer"), Aim("store us", 20)))


def test_a_table_has_the_ratios_first() -> None:
    rounds = [
        {
            "ours": {"CPU us": 70.0, "store us": 30.0, "strangers": 0.0},
            "peer": {"CPU us": 140.0, "store us": 20.0, "strangers": 0.0},
        }
    ]
    lines = table(GROUP, rounds).splitlines()
    assert lines[4] == "| ours |  |  | 70 | 30 |"
    assert lines[5] == "| peer | **0.50** | **1.50** | 140 | 20 |"
    assert lines[-1] == "Medians of 1 to 1 rounds; CPU us of ours: 70 to 70."


def test_a_subject_without_a_quiet_round_is_named_and_not_left_out() -> None:
    rounds = [{"ours": {"CPU us": 70.0, "store us": 30.0, "strangers": 0.0}}]
    assert "| peer | not kept: the machine was busy |" in table(GROUP, rounds)
    assert "not kept" in table(GROUP, [{}])


def test_a_figure_of_a_busy_machine_is_called_no_result() -> None:
    rounds = [{"ours": {"CPU us": 70.0, "store us": 30.0, "strangers": 1.0}}]
    assert "**1 on a busy machine: no result.**" in table(GROUP, rounds)


def seen(ours: float) -> dict[str, Figures]:
    peer = {"CPU us": 100.0, "store us": 10.0, "strangers": 0.0}
    return {"ours": {"CPU us": ours, "store us": 30.0, "strangers": 0.0}, "peer": peer}


@pytest.mark.parametrize(("ours", "said"), [(70.0, "met"), (71.0, "**not met**")])
def test_what_was_wanted_stands_beside_what_was_measured(ours: float, said: str) -> None:
    lines = table(AIMED, [seen(ours)]).splitlines()
    assert lines[2].split(" | ")[3] == "wanted"
    assert "| store us at most 20: **not met** |" in lines[4]
    assert f"| CPU us at most 0.7 of it: {said} |" in lines[5]


def test_what_has_no_pair_is_neither_met_nor_missed() -> None:
    lines = table(AIMED, [{"peer": seen(1.0)["peer"]}]).splitlines()
    assert "| CPU us at most 0.7 of it: not measured |" in lines[5]


def costing(cost: float) -> list[dict[str, Figures]]:
    return [{"helpline": {"CPU us": cost}}]


def test_the_cost_of_a_message_is_compared_across_nodes() -> None:
    lines = flatness({"messages": costing(100), "two": costing(105), "four": costing(120)})
    assert "| two | 105 | **1.05** | met |" in lines
    assert "| four | 120 | **1.20** | **not met** |" in lines
    assert flatness({"four": costing(120)}) == ""


def test_a_run_is_gone_on_with_group_by_group(tmp_path: Path) -> None:
    path = tmp_path / "whole.json"
    assert read(path, quick=False) == {}
    write(path, {"two": [seen(1.0)]}, quick=False)
    assert read(path, quick=False) == {"two": [seen(1.0)]}
    with pytest.raises(ValueError, match="of another run: quick"):
        read(path, quick=True)


def test_every_subject_of_the_plan_can_be_started() -> None:
    groups = plan(quick=False)
    assert {name for group in groups for name in group.subjects} <= SUBJECTS.keys()
    assert {aim.peer for group in groups for aim in group.aims} - {""} <= SUBJECTS.keys()
    names = [group.name for group in groups]
    assert len(set(names)) == len(names)
    assert [group.name for group in plan(quick=True)] == names
    assert set(SHORT) < set(names)
