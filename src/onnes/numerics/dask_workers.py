"""Tasks on the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from onnes.errors import InputError


def over_dask(function: Callable[[Any], Any], tasks: Sequence[Any], client: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each task with what a function returns for it, in the order in which they are done.

    The scheduler gives a task of a worker that dies to another one. When the iterator is closed, what is left is
    cancelled.

    Args:
        function: sent once to each worker.
        client: a ``distributed.Client``, or the address of a scheduler ("tcp://host:8786").

    Raises:
        Exception: what the function raises.
        InputError: Dask is not installed, or no scheduler answers.
    """
    try:
        import distributed
    except ImportError as error:
        raise InputError("workers", client, "a number of processes, or Dask with its package distributed",
                         'Install it: pip install "onnes[dask]".') from error
    with ExitStack() as until_the_end:
        if not isinstance(client, distributed.Client):
            try:
                client = until_the_end.enter_context(distributed.Client(client))
            except (OSError, ValueError) as error:
                raise InputError("workers", client, "the address of a Dask scheduler that answers") from error
        there = client.scatter(function, broadcast=True, hash=False)
        # Not pure: a task that is asked for again is done again.
        futures = {client.submit(_apply, there, task, pure=False): task for task in tasks}
        until_the_end.callback(client.cancel, list(futures))
        for future in distributed.as_completed(list(futures)):
            yield futures[future], future.result()


def _apply(function: Callable[[Any], Any], task: Any) -> Any:
    return function(task)
