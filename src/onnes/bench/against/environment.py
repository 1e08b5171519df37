"""Python environment of another program: look-up, version, and execution of scripts."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onnes.errors import InputError, OnnesError

_VERSION = """
import importlib, importlib.metadata
try:
    print(importlib.metadata.version({0!r}))
except importlib.metadata.PackageNotFoundError:
    print(importlib.import_module({0!r}).__version__)
"""
"""A checkout on the path of a Python has no metadata: the package itself is asked."""
_SECONDS = 120
_CURE = "Make one: python -m venv PATH && PATH/bin/pip install {0}, then give --environment PATH."
_PYTHON_VARIABLES = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Environment:
    """Python environment in which a program is installed.

    Attributes:
        python: the executable.
        program, version: name of the program and its installed version.
    """

    python: Path
    program: str
    version: str

    @classmethod
    def at(cls, path: Path | None, program: str, source: str | None = None) -> Environment:
        """Return the environment at a path: a virtual environment or a Python executable.

        Args:
            source: what pip is to install, if that is not the name of the program.

        Raises:
            InputError: no path, no Python there, or a Python without the program.
        """
        expected, cure = f"a virtual environment, or a Python, that has {program}", _CURE.format(source or program)
        if path is None:
            raise InputError("environment", path, expected, cure)
        python = _python_at(path)
        if python is None:
            raise InputError("environment", str(path), expected, cure)
        try:
            found = subprocess.run([python, "-c", _VERSION.format(program)], capture_output=True, text=True,
                                   timeout=_SECONDS, env=_clean())
        except (OSError, subprocess.TimeoutExpired) as error:
            raise InputError("environment", str(path), f"{expected}; it does not run ({error})", cure) from error
        if found.returncode:
            raise InputError("environment", str(path), expected, cure)
        return cls(python, program, found.stdout.strip())

    def answer(self, script: Path, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the JSON object that a script writes in answer to the JSON object ``request``.

        Raises:
            OnnesError: the script failed, or its output is not a JSON object.
        """
        done = subprocess.run([self.python, script], input=json.dumps(request), capture_output=True, text=True,
                              env=_clean())
        lines = done.stdout.strip().splitlines()
        try:
            if done.returncode:
                raise ValueError
            return json.loads(lines[-1])
        except (ValueError, IndexError) as error:
            told = done.stderr.strip().splitlines()[-1:] or lines[-1:] or ["nothing"]
            raise OnnesError(f"{self.program} {self.version} failed; its last message: {told[0]}") from error


def _python_at(path: Path) -> Path | None:
    candidates = [path / "bin" / "python", path / "Scripts" / "python.exe"] if path.is_dir() else [path]
    # Not resolved: an environment's Python is a link, and finds its packages by the location of the link.
    return next((p.absolute() for p in candidates if p.is_file() and os.access(p, os.X_OK)), None)


def _clean() -> dict[str, str]:
    """Return the environment variables without those that would lead another Python to the packages of this one."""
    return {name: value for name, value in os.environ.items() if name not in _PYTHON_VARIABLES}
