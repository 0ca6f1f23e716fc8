import os
import sys
import time

from bench.process import cpu_s, family, rss_bytes, running

BURN = "import time\nwhile time.process_time() < 30: pass"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}])"


def test_the_work_of_a_child_is_counted_with_its_parent() -> None:
    with running([sys.executable, "-c", PARENT], 0) as pid:
        until = time.monotonic() + 20
        while cpu_s(pid) < 0.3 and time.monotonic() < until:
            time.sleep(0.01)
        whole = family([pid])
        assert len(whole) == 2
        assert cpu_s(pid) >= 0.3
        assert rss_bytes(pid) > 2_000_000
    until = time.monotonic() + 20
    while cpu_s(*whole) and time.monotonic() < until:
        time.sleep(0.01)
    assert cpu_s(*whole) == 0


def test_a_program_runs_on_its_core_alone() -> None:
    with running([sys.executable, "-c", BURN], 0) as pid:
        until = time.monotonic() + 20
        while os.sched_getaffinity(pid) != {0} and time.monotonic() < until:
            time.sleep(0.01)
        assert os.sched_getaffinity(pid) == {0}
