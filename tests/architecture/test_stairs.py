"""The house as it was laid out: imports only go down, dependencies are locked, every room says what it is."""

import importlib
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import onnes

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
MODULES = sorted(module.name for module in pkgutil.walk_packages(onnes.__path__, "onnes."))


def test_imports_only_go_down_the_stairs(capsys):
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_room_stands_on_the_stairs():
    (contract,) = (one for one in PROJECT["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    on_the_stairs = {room.strip() for layer in contract["layers"] for room in layer.split("|")}
    assert {name.split(".")[1] for name in MODULES} == on_the_stairs


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is(name):
    assert (importlib.import_module(name).__doc__ or "").strip()
    assert "util" not in name


def test_what_the_facade_offers_is_there():
    assert {name for name in onnes.__all__ if getattr(onnes, name, None) is None} == set()
    with pytest.raises(AttributeError, match="no attribute 'levitate'"):
        onnes.levitate  # noqa: B018


LOCKS = {"requirements.lock": ["dev"], "requirements-docs.lock": ["docs"]}
"""File -> the extras whose packages it pins; the first pins those that onnes itself needs, too."""


def pins_of(lock):
    """Package -> pinned versions; several where they differ between versions of Python."""
    pins = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE):
        pins.setdefault(canonicalize_name(name), []).append(version)
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_to_a_version_it_allows(lock):
    project, pins = PROJECT["project"], pins_of(lock)
    wanted = [line for extra in LOCKS[lock] for line in project["optional-dependencies"][extra]]
    if lock == "requirements.lock":
        wanted += project["dependencies"]
    for line in wanted:
        requirement = Requirement(line)
        allowed = [requirement.specifier.contains(pin) for pin in pins[canonicalize_name(requirement.name)]]
        assert all(allowed), line


def test_the_locks_agree():
    """Both are installed into one environment."""
    pins, more = pins_of("requirements.lock"), pins_of("requirements-docs.lock")
    assert {name: pins[name] for name in pins.keys() & more.keys()} == {name: more[name] for name in pins.keys() & more}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_every_package_and_no_address(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)
