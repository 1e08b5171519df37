"""Every script in examples/ runs by itself, is short, asserts physics and makes a figure. New ones are found here."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))
MOST_LINES = 30

# Figures are counted where they are made: Onnes makes them without pyplot.
RUN = """
import runpy, sys
from matplotlib.figure import Figure

made = []
start = Figure.__init__

def counted(figure, *args, **kwargs):
    made.append(figure)
    start(figure, *args, **kwargs)

Figure.__init__ = counted
runpy.run_path(sys.argv[1], run_name="__main__")
sys.exit(None if made else "the example makes no figure")
"""


def is_long(example):
    return re.search(r"^\s*# long\b", example.read_text(), re.MULTILINE) is not None


def each(examples):
    return [pytest.param(path, id=path.stem, marks=[pytest.mark.long] if is_long(path) else []) for path in examples]


@pytest.mark.parametrize("example", each(EXAMPLES))
def test_an_example_runs_and_makes_a_figure(tmp_path, example):
    run = subprocess.run([sys.executable, "-c", RUN, str(example)], cwd=tmp_path, capture_output=True, text=True,
                         env={**os.environ, "MPLBACKEND": "Agg", "JAX_DISABLE_MOST_OPTIMIZATIONS": "0"}, check=False)
    assert run.returncode == 0, run.stderr[-3000:]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_short_and_asserts(example):
    text = example.read_text()
    module = ast.parse(text)
    assert re.match(r"(.+)\n=+\n", ast.get_docstring(module) or ""), "a docstring that begins with an underlined title"
    code = [line for line in text.splitlines()[module.body[0].end_lineno:] if line.strip()]
    assert len(code) <= MOST_LINES
    assert any(isinstance(node, ast.Assert) for node in ast.walk(module))


def test_there_are_examples():
    assert EXAMPLES
