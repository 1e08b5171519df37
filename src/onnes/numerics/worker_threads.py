"""Tasks on threads of this process, which share compiled programs and run at once while they are in such programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from functools import partial
from typing import Any


def over_threads(function: Callable[[Any], Any], tasks: Sequence[Any], count: int) -> Iterator[tuple[Any, Any]]:
    """Yield each task with what a function returns for it, in the order in which they are done.

    The first task is done before others begin, so that no program is compiled twice. When the iterator is closed, tasks
    that have begun are waited for, and no other begins.

    Args:
        count: of the threads.

    Raises:
        Exception: what the function raises.
    """
    with ExitStack() as until_the_end:
        pool = ThreadPoolExecutor(count)
        until_the_end.callback(partial(pool.shutdown, cancel_futures=True))
        for some in (tasks[:1], tasks[1:]):
            tasks_of = {pool.submit(function, task): task for task in some}
            for done in as_completed(tasks_of):
                yield tasks_of[done], done.result()
