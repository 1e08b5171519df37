"""Time steps of films in single precision beside those in double."""

import jax
import numpy as np
import pytest

import onnes
from onnes.errors import InputError
from onnes.laws import single_precision, tdgl
from onnes.laws.steppers import chebyshev

DRIVEN = {"time": "8 ps", "frames": 8, "noise": False, "current": {"source": "8 uA"}, "field": "30 mT"}


@pytest.mark.parametrize(("arguments", "says"), [
    ({"precision": "half"}, "precision.*half"), ({"law": "london"}, "precision.*london"),
    ({"noise": True}, "precision.*noise"), ({"tolerance": 1e-5}, "precision.*tolerance"),
    ({"device": "bulk"}, "precision.*no film"), ({"device": "periodic"}, "precision.*periodic")])
def test_where_single_precision_is_not_offered_it_is_refused(lab, arguments, says):
    square = onnes.rectangle("60 nm", "60 nm")
    devices = {"bulk": lambda: onnes.Bulk(square, coherence_length="10 nm", penetration_depth="200 nm",
                                          resistivity="150 nohm m"),
               "periodic": lambda: onnes.Film(square, **lab.metal, period=("60 nm", "60 nm"))}
    device = devices.get(arguments.get("device"), lab.strip)()
    given = {"precision": "single", "noise": False, **arguments, "device": device}
    with pytest.raises(InputError, match=says):
        lab.solve(time="1 ps", **given)


def test_many_stages_are_stable_in_single_precision():
    """All rates that 250 stages cover: weights hang on 2/13/250^2, of which 1 + 2/13/250^2 has two digits left."""
    rates = np.linspace(0.0, 1.0, 50)

    def decayed():
        h = 0.98 * chebyshev.longest_step(1.0)
        return np.asarray(jax.jit(lambda y, h, s: chebyshev.step(lambda y: -rates * y, y, h, s).y)(
            np.ones(50), h, chebyshev.MOST_STAGES))

    exact = decayed()
    with jax.enable_x64(False):
        single = decayed()
    assert single.dtype == np.float32
    assert np.max(np.abs(exact)) < 1 + 1e-9
    assert single == pytest.approx(exact, abs=2e-3)


@pytest.mark.long
def test_readings_agree_with_those_in_double_precision(lab, monkeypatch):
    """A strip with a current in a field, where a voltage turns psi; the loop sees 32 bits, what it hands on has 64."""
    seen, stretches, advance = set(), [], tdgl._advance

    def watched(*given):
        end = advance(*given)
        stretches.append(float(given[-1]))
        seen.update(str(leaf.dtype) for leaf in jax.tree.leaves((given, end)) if hasattr(leaf, "dtype"))
        return end

    double = lab.solve(lab.strip(), **DRIVEN)
    monkeypatch.setattr(tdgl, "_advance", watched)
    single = lab.solve(lab.strip(), precision="single", **DRIVEN)
    assert {"float32", "complex64"} <= seen <= {"float32", "complex64", "int32", "bool"}
    assert single.outcome.state.psi.dtype == np.complex128
    assert single.inputs["precision"] == "single"
    for name in ("moment", "mean_density", "energy", "electric_potential", "joule_heat", "source_work"):
        exact = double.data[name].values[1:]
        assert single.data[name].values[1:] == pytest.approx(exact, rel=1e-4, abs=1e-4 * np.max(np.abs(exact))), name
    assert np.any(single.data["psi"].values != double.data["psi"].values)
    assert single.resume("1 ps", frames=1).inputs["precision"] == "single"
    # Long ways between records are cut into stretches, on which time keeps its digits.
    monkeypatch.setattr(single_precision, "LONGEST_STRETCH", 2.0)
    stretches.clear()
    once = lab.solve(lab.strip(), precision="single", **DRIVEN | {"frames": 1})
    assert once.outcome.status == "completed"
    assert max(stretches) <= 2.0
    assert sum(stretches) == pytest.approx(once.outcome.time, rel=1e-6)
    assert once.data["moment"].values[-1] == pytest.approx(double.data["moment"].values[-1], rel=1e-3)
