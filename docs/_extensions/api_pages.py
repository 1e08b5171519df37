"""The reference: one page for `onnes` and one for each room that says in ``__all__`` what it offers."""

import importlib
import inspect
import pkgutil
from pathlib import Path

import onnes

PAGE = """\
{name}
{underline}

.. automodule:: {name}
   :exclude-members: {elsewhere}
"""

INDEX = """\
API reference
=============

What ``import onnes`` offers, and below it the rooms that those who add a theory, an experiment or an energy term build
on. Quantities at every door are in SI units or bear their unit; inside, lengths are in xi, fields in Bc2.

.. toctree::
   :maxdepth: 1

   {pages}
"""


def rooms():
    """Return `onnes`, the modules that it offers, and its rooms that have an ``__all__``, by name."""
    offered = [each for name in onnes.__all__ if inspect.ismodule(each := getattr(onnes, name))]
    packages = [importlib.import_module(module.name) for module in pkgutil.iter_modules(onnes.__path__, "onnes.")]
    return {room.__name__: room for room in [onnes, *offered, *(each for each in packages if hasattr(each, "__all__"))]}


def public(room):
    """Return the names that a room offers."""
    if hasattr(room, "__all__"):
        return [name for name in room.__all__ if not name.startswith("_")]
    return [name for name, each in vars(room).items()
            if getattr(each, "__module__", "") == room.__name__ and not name.startswith("_")]


def described_as(room, name):
    """Return the name under which the reference describes what a room offers."""
    offered = getattr(room, name)
    if inspect.ismodule(offered):
        return offered.__name__
    return f"onnes.{name}" if getattr(onnes, name, None) is offered else f"{room.__name__}.{name}"


def elsewhere(room):
    """Return the names that a room offers and that are described on another page, with what they are called there."""
    described = {name: described_as(room, name) for name in public(room)}
    return {name: full for name, full in described.items() if full != f"{room.__name__}.{name}"}


def write_pages(app):
    """Write a page for each room into ``api``."""
    folder = Path(app.srcdir, "api")
    folder.mkdir(exist_ok=True)
    for name, room in rooms().items():
        page = PAGE.format(name=name, underline="=" * len(name), elsewhere=", ".join(elsewhere(room)))
        _write(folder / f"{name}.rst", page)
    _write(folder / "index.rst", INDEX.format(pages="\n   ".join(rooms())))


def _write(path, text):
    """Write a page that is new or has changed: Sphinx reads by date what it has to read again."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def add_overview(app, what, name, obj, options, lines):
    """Add a table of what a room offers to the room, and its examples to what `onnes` offers."""
    if what == "module" and name in rooms():
        there = elsewhere(obj)
        listed = [f"   ~{there.get(each, each).removeprefix(f'{name}.')}" for each in public(obj)]
        lines += ["", ".. autosummary::", "   :nosignatures:", "", *listed, ""]
    elif what in ("class", "function") and name.removeprefix("onnes.") in onnes.__all__:
        lines += ["", f".. minigallery:: {name}", ""]


def setup(app):
    app.connect("builder-inited", write_pages, priority=100)
    app.connect("autodoc-process-docstring", add_overview, priority=900)
    return {"parallel_read_safe": True}
