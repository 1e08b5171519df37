"""The reference: one page for `onnes` and one for each room that says in ``__all__`` what it offers."""

import importlib
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
    """Return `onnes` and its rooms that have an ``__all__``, by name."""
    packages = [onnes] + [importlib.import_module(module.name)
                          for module in pkgutil.iter_modules(onnes.__path__, "onnes.") if module.ispkg]
    return {package.__name__: package for package in packages if hasattr(package, "__all__")}


def offered_by_onnes(room):
    """Return the names of a room that `onnes` offers too: they are described there."""
    return [name for name in room.__all__ if room is not onnes and getattr(onnes, name, None) is getattr(room, name)]


def write_pages(app):
    """Write a page for each room into ``api``."""
    folder = Path(app.srcdir, "api")
    folder.mkdir(exist_ok=True)
    for name, room in rooms().items():
        elsewhere = ", ".join(offered_by_onnes(room))
        _write(folder / f"{name}.rst", PAGE.format(name=name, underline="=" * len(name), elsewhere=elsewhere))
    _write(folder / "index.rst", INDEX.format(pages="\n   ".join(rooms())))


def _write(path, text):
    """Write a page that is new or has changed: Sphinx reads by date what it has to read again."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def add_overview(app, what, name, obj, options, lines):
    """Add a table of what a room offers to the room, and its examples to what `onnes` offers."""
    if what == "module" and name in rooms():
        elsewhere = offered_by_onnes(obj)
        public = [f"   ~onnes.{each}" if each in elsewhere else f"   {each}"
                  for each in obj.__all__ if not each.startswith("_")]
        lines += ["", ".. autosummary::", "   :nosignatures:", "", *public, ""]
    elif what in ("class", "function") and name.removeprefix("onnes.") in onnes.__all__:
        lines += ["", f".. minigallery:: {name}", ""]


def setup(app):
    app.connect("builder-inited", write_pages, priority=100)
    app.connect("autodoc-process-docstring", add_overview, priority=900)
    return {"parallel_read_safe": True}
