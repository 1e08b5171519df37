"""Worker threads: the first task alone, several at once after it; errors come back; none begins after the end."""

import threading

import pytest

from onnes.numerics.worker_threads import over_threads


def test_the_first_task_is_alone_and_others_run_at_once():
    together, alone = threading.Barrier(2), []

    def task(n):
        if n == 0:
            alone.append(together.n_waiting)
        else:
            together.wait(timeout=20)  # broken unless two tasks are in it at once
        return n**2

    results = over_threads(task, range(5), 2)
    assert next(results) == (0, 0)
    assert dict(results) == {1: 1, 2: 4, 3: 9, 4: 16}
    assert alone == [0]


def test_an_error_comes_back_and_no_task_begins_after_it():
    begun, told = [], threading.Event()

    def task(n):
        begun.append(n)
        if n == 1:
            raise ValueError("one")
        if n > 1:
            told.wait(0.05)

    with pytest.raises(ValueError, match="one"):
        list(over_threads(task, range(1000), 1))
    assert len(begun) < 1000


def test_when_closed_tasks_that_have_begun_end_and_no_other_begins():
    begun, ended = [], []

    def task(n):
        begun.append(n)
        threading.Event().wait(0.01)
        ended.append(n)

    results = over_threads(task, range(1000), 2)
    next(results)
    next(results)
    results.close()
    assert len(ended) == len(begun) < 1000
    assert list(over_threads(task, [], 2)) == []
