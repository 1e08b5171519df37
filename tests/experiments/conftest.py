"""The example of each experiment is run once and shared by all tests, also between the processes of one test run."""

import os
from functools import cache

import pytest

from onnes.experiments import experiment, experiments
from onnes.results import load


@pytest.fixture(scope="session")
def example_of(tmp_path_factory):
    """Name of an experiment -> result of its example."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    @cache
    def result(name):
        path = folder / f"{name}.h5"
        if not path.exists():
            experiment(name, **experiments()[name].example).run().save(path)
        return load(path)

    return result
