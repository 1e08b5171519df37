"""docs/equations.md explains every code that the package cites as a source, and the files it names exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "onnes"
LEGEND = (ROOT / "docs" / "equations.md").read_text(encoding="utf-8")
# H1, W3a, H17-H26, W1 to W43; not E027 (a fact), A1485 (a page), H3S (a material).
CODE = re.compile(r"\b([HWMZEA])(\d{1,2})[a-d]?(?:\s?(?:-|to)\s?\1(\d{1,2})[a-d]?)?\b")


def codes(text, letters="HWMZ"):
    found = set()
    for letter, first, last in CODE.findall(text):
        if letter in letters:
            found |= {f"{letter}{number}" for number in range(int(first), int(last or first) + 1)}
    return found


def texts(module):
    """Strings of a module that stand alone: its docstrings and those of its attributes; and codes given as data."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


def cited(module):
    found = set()
    for text in texts(module):
        found |= codes(text)
        for source in re.findall(r"Source: (.*?)(?:\n\n|\Z)", text, re.DOTALL):
            found |= codes(source, "EA")
    return found


EXPLAINED = {row.split("|")[1].strip() for row in LEGEND.splitlines() if re.match(r"\| [HWMZEA]\d+ \|", row)}


def test_every_cited_code_is_explained():
    missing = {str(module.relative_to(SOURCE)): sorted(cited(module) - EXPLAINED) for module in SOURCE.rglob("*.py")}
    missing = {module: unknown for module, unknown in missing.items() if unknown}
    assert not missing, f"add to docs/equations.md: {missing}"


def test_the_codes_are_found():
    assert codes("Source: H17-H26, W3a; W41 to W43 and Z10.") == {
        *(f"H{n}" for n in range(17, 27)), "W3", "W41", "W42", "W43", "Z10"}
    assert codes("fact E113, H3S, Phys. Rev. 136, A1485", "HWMZEA") == set()
    assert {"H17", "W16", "M7", "Z10"} <= set().union(*map(cited, SOURCE.rglob("*.py")))


def test_the_texts_are_complete():
    for letter, first, last in (("H", 1, 64), ("W", 1, 43), ("M", 1, 7), ("Z", 0, 18), ("A", 1, 2), ("E", 1, 1)):
        assert {f"{letter}{number}" for number in range(first, last + 1)} <= EXPLAINED


def test_the_files_exist():
    named = set(re.findall(r"`([a-z_/0-9]+\.py)`", LEGEND))
    assert named
    assert not {path for path in named if not (SOURCE / path).is_file()}, "files named in docs/equations.md"
