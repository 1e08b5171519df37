"""The width of vectors: ours unless the user's own."""

import os

import pytest

from onnes.grids.wide_vectors import use_wide_vectors


@pytest.mark.parametrize(("before", "after"), [
    ("", "--xla_cpu_prefer_vector_width=512"),
    ("--xla_dump_to=here", "--xla_dump_to=here --xla_cpu_prefer_vector_width=512"),
    ("--xla_cpu_prefer_vector_width=128", "--xla_cpu_prefer_vector_width=128")])
def test_what_the_user_asks_stands(monkeypatch, before, after):
    monkeypatch.setenv("XLA_FLAGS", before)
    use_wide_vectors()
    assert os.environ["XLA_FLAGS"] == after
