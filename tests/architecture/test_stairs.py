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


def locked():
    """Package -> pinned versions; several where they differ between versions of Python."""
    pins = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE):
        pins.setdefault(canonicalize_name(name), []).append(version)
    return pins


def test_every_dependency_is_locked_to_a_version_it_allows():
    project = PROJECT["project"]
    for line in project["dependencies"] + project["optional-dependencies"]["dev"]:
        wanted = Requirement(line)
        pins = locked()[canonicalize_name(wanted.name)]
        assert all(wanted.specifier.contains(pin) for pin in pins), line


def test_the_lock_has_a_hash_for_every_package_and_no_address():
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)
