"""Docstrings as they are written: in them ``|psi|``, ``psi*``, ``A_`` and ``B . H`` are mathematics, not markup."""

import re

SCALAR_PRODUCT = " . "  # which would end a sentence
MARKUP = r"([|*\\]|_\b)"


def escaped(line, markup=MARKUP):
    """Return a line in which nothing outside of backquotes is markup."""
    parts = re.split(r"(`+[^`]*`+)", line)
    return "".join(part if part.startswith("`") else re.sub(markup, r"\\\1", part) for part in parts)


def plain(lines):
    """Return a docstring in which an indented paragraph, an equation or code, is shown as it stands."""
    shown, as_it_stands, before = [], False, ""
    for line in lines:
        at_margin = line[:1] not in ("", " ")
        begins = line.startswith("    ") and shown and not shown[-1] and before[:1] not in ("", " ")
        if begins and not as_it_stands:
            shown += ["::", ""]
        as_it_stands = (as_it_stands or begins) and not at_margin
        shown.append(line if as_it_stands else escaped(line.replace(SCALAR_PRODUCT, " · ")))
        before = line if line.strip() else before
    return shown


def show_plainly(app, what, name, obj, options, lines):
    """Turn a docstring into reStructuredText before napoleon reads it."""
    lines[:] = plain(lines)
    if what in ("attribute", "data", "property"):
        lines.insert(0, "\\ ")  # nothing: napoleon takes what is before a colon in the first line for a type


def show_examples_plainly(app, name, content):
    """Escape ``|psi|`` in the texts of the examples."""
    if name.startswith("gallery/"):
        lines = content[0].split("\n")
        content[0] = "\n".join(line if line.startswith((" ", ".", ":")) else escaped(line, r"(\|)") for line in lines)


def setup(app):
    app.connect("autodoc-process-docstring", show_plainly, priority=100)
    app.connect("source-read", show_examples_plainly)
    return {"parallel_read_safe": True}
