from bench.plan import Group, plan
from bench.report import table
from bench.scenes import Figures
from bench.seats import House
from bench.subjects import SUBJECTS


async def nothing(_: House) -> Figures:
    return {}


GROUP = Group("messages", "A message", ("ours", "peer"), nothing, ("CPU us", "store us"))


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


def test_every_subject_of_the_plan_can_be_started() -> None:
    groups = plan(quick=False)
    assert {name for group in groups for name in group.subjects} <= SUBJECTS.keys()
    assert len({group.name for group in groups}) == len(groups)
    assert {group.name for group in plan(quick=True)} < {group.name for group in groups}
