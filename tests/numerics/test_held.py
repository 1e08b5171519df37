"""Things held for compiled programs: the same come out, and those that are alike run one program."""

import pickle

import jax
import numpy as np
import pytest

from onnes.geometry import rectangle
from onnes.grids import Grid, Sample
from onnes.numerics.held import held


def sample(side):
    axis = np.linspace(0, 4, 5)
    return Sample(Grid([axis, axis]), rectangle(side, side))


def test_things_come_out_as_they_went_in():
    body, about = sample(3.3), {"name": "body", "number": 3}
    packed = pickle.loads(pickle.dumps(held(body, about)))
    for kept in (held(body, about), packed):
        again, same = kept.things
        assert same == about
        assert jax.tree.structure(again) == jax.tree.structure(body)
        assert all(np.array_equal(a, b) for a, b in zip(*map(jax.tree.leaves, (again, body)), strict=True))
    assert packed.form is held(body, about).form


@pytest.mark.parametrize(("other", "programs"), [((sample(2.2), "a"), 1), ((sample(3.3), "b"), 2)],
                         ids=["arrays", "text"])
def test_a_program_is_compiled_for_what_is_no_array(other, programs):
    traced = []

    @jax.jit
    def volume(kept):
        body, name = kept.things
        traced.append(name)
        return body.node_volume.sum()

    first = held(sample(3.3), "a")
    assert float(volume(first)) == pytest.approx(1.65**2)
    assert float(volume(held(*other))) == pytest.approx(float(other[0].node_volume.sum()))
    assert len(traced) == programs
