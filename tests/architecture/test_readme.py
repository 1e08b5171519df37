"""What the README tells a newcomer to paste works when pasted."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from onnes.cli.main import app

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
PAGES += sorted(f"docs/{page.name}" for page in ROOT.glob("docs/*.md"))


def blocks(language, page="README.md"):
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / page).read_text(), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", [pytest.param("README.md", marks=pytest.mark.long),
                                  pytest.param("docs/field-cooling.md", marks=pytest.mark.long),
                                  pytest.param("docs/films.md", marks=pytest.mark.long)])
def test_the_python_examples_run(tmp_path, monkeypatch, page):
    monkeypatch.chdir(tmp_path)
    examples = blocks("python", page)
    assert examples
    names = {}
    for example in examples:
        exec(compile(example, page, "exec"), names)
    assert list(tmp_path.iterdir()), "the example writes its picture and its result"


def commands():
    lines = "".join(block for page in PAGES for block in blocks("sh", page)).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith("onnes ")]


@pytest.mark.parametrize("line", commands())
def test_the_commands_are_understood(line):
    """Parsed by the command line itself, not run."""
    group = typer.main.get_command(app)
    _, name, *words = shlex.split(line, comments=True)
    group.commands[name].make_context(name, words)


def test_the_make_targets_exist():
    targets = re.findall(r"^make (\w+)", "".join(blocks("sh")), re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text()
    assert {"demo", "test"} <= set(targets)
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_links_to_is_there(page):
    text = (ROOT / page).read_text()
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    assert all(((ROOT / page).parent / link).exists() for link in links)


@pytest.mark.parametrize("page", PAGES)
def test_modules_that_a_page_names_are_there(page):
    """Paths such as ``src/onnes/energies/term.py`` and ``tests/results`` point at something."""
    named = re.findall(r"`((?:src/onnes|tests|docs)/[\w/.]+)`", (ROOT / page).read_text())
    assert [path for path in named if not (ROOT / path).exists()] == []
