"""Worker processes: one that dies loses only its task; errors of tasks come back; none is left over."""

import os
import sys
import threading

import pytest

from onnes.errors import OnnesError
from onnes.numerics.worker_processes import over_processes

TASKS = '''
import os
import signal
from pathlib import Path


class Squares:
    """n -> n^2; dies at 2 the first time, always at 7, and refuses 8."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def __call__(self, n):
        print("a line on standard output")
        (self.folder / f"{n} {os.getpid()}").touch()
        if n == 7 or n == 2 and len(list(self.folder.glob("2 *"))) == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        if n == 8:
            raise ValueError("eight")
        return n**2
'''


@pytest.fixture
def squares(tmp_path, monkeypatch):
    (tmp_path / "squares_of_workers.py").write_text(TASKS)
    monkeypatch.syspath_prepend(tmp_path)
    from squares_of_workers import Squares  # type: ignore[import-not-found]

    yield Squares(tmp_path)
    del sys.modules["squares_of_workers"]


def test_a_worker_that_dies_loses_one_task_which_is_done_again(squares, tmp_path):
    assert dict(over_processes(squares, range(5), 2)) == {n: n**2 for n in range(5)}
    begun = [file.name.split()[0] for file in tmp_path.glob("? *")]
    assert sorted(begun) == ["0", "1", "2", "2", "3", "4"]  # nothing but the lost task twice


def test_errors_of_a_task_and_a_task_that_kills_come_back(squares):
    with pytest.raises(ValueError, match="eight"):
        list(over_processes(squares, [8], 1))
    with pytest.raises(OnnesError, match=r"ended over one task \(exit code -9\)"):
        list(over_processes(squares, [7], 1))


def test_nothing_is_left_of_workers_that_are_not_waited_for(squares, tmp_path):
    results = over_processes(squares, [0, 1, 3, 4], 1)
    next(results)
    results.close()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and "_work_through" in thread.name:
            thread.join(timeout=5)
    number = int(next(tmp_path.glob("0 *")).name.split()[1])
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
