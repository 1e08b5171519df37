"""Worker processes: each works through tasks one after the other, and one that dies loses only the task it had."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from onnes.errors import OnnesError

_MOST_DEATHS = 2
"""Deaths of workers over one task after which it is given up."""


def over_processes(function: Callable[[Any], Any], tasks: Sequence[Any], count: int) -> Iterator[tuple[Any, Any]]:
    """Yield each task with what a function returns for it, in the order in which they are done.

    Each of the processes has its share of the cores. They are started afresh and do not run the script of the user
    again, which therefore needs no guard. When the iterator is closed they are killed; when this process dies they end
    with the task that they have.

    Args:
        function: pickled once for each process; so are tasks and results.
        count: of the processes.

    Raises:
        Exception: what the function raises.
        OnnesError: two workers died over one task.
    """
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    done: queue.SimpleQueue = queue.SimpleQueue()
    for task in tasks:
        waiting.put(task)
    workers = [_Worker(function, min(count, len(tasks))) for _ in range(min(count, len(tasks)))]
    threads = [threading.Thread(target=_work_through, args=(worker, waiting, done), daemon=True) for worker in workers]
    try:
        for thread in threads:
            thread.start()
        for _ in tasks:
            task, result, error = done.get()
            if error is not None:
                raise error
            yield task, result
    finally:
        for worker in workers:
            worker.kill()


def _work_through(worker: _Worker, waiting: queue.SimpleQueue, done: queue.SimpleQueue) -> None:
    """Hand tasks to a worker until none is left."""
    while True:
        try:
            task = waiting.get_nowait()
        except queue.Empty:
            worker.dismiss()
            return
        try:
            done.put((task, worker.result_of(task), None))
        except Exception as error:  # of the function: the caller's thread raises it
            done.put((task, None, error))


class _Worker:
    """A process that applies a function to one task after another; started anew if it dies."""

    def __init__(self, function: Callable[[Any], Any], share: int):
        """Args: share: how many processes share the cores."""
        self.function = pickle.dumps(pickle.dumps(function))
        threads = max(1, (os.cpu_count() or 1) // share)
        self.environment = {"NPROC": str(threads), **os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process: subprocess.Popen | None = None
        self.killed = False
        self.lock = threading.Lock()

    def result_of(self, task: Any) -> Any:
        """Return what the function returns, or raise what it raises."""
        code = None
        for _ in range(_MOST_DEATHS):
            process = self._running()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                pickle.dump(task, process.stdin)
                process.stdin.flush()
                good, result = pickle.load(process.stdout)
            except (EOFError, BrokenPipeError, pickle.UnpicklingError):
                code = process.wait()
            else:
                if good:
                    return result
                raise result
        raise OnnesError(f"{_MOST_DEATHS} worker processes ended over one task (exit code {code}): out of memory?")

    def _running(self) -> subprocess.Popen:
        """Return the process, started if there is none."""
        with self.lock:
            if self.killed:
                raise OnnesError("The worker was ended.")
            if self.process is None or self.process.poll() is not None:
                self.process = subprocess.Popen([sys.executable, "-c", f"from {__name__} import serve; serve()"],
                                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment)
                assert self.process.stdin is not None
                self.process.stdin.write(self.function)
        return self.process

    def dismiss(self) -> None:
        """Let the process end."""
        if self.process is not None and self.process.stdin is not None:
            with suppress(BrokenPipeError):
                self.process.stdin.close()

    def kill(self) -> None:
        """End the process at once."""
        with self.lock:
            self.killed = True
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def serve() -> None:
    """Apply the function that comes first on standard input to each task that follows, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits for the results
    tasks, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the function prints is no result
    stored, function = pickle.load(tasks), None
    while True:
        try:
            task = pickle.load(tasks)
        except EOFError:
            return
        try:
            function = function or pickle.loads(stored)
            answer = pickle.dumps((True, function(task)))
        except Exception as error:
            answer = pickle.dumps((False, error))
        results.write(answer)
        results.flush()
