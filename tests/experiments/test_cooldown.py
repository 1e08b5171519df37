"""cooldown: readings in SI units, limits, loss beside cavities, refusals."""

import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.cooldown.loss import resistance_per_flux
from onnes.materials import material
from onnes.measurements import fact

QUANTUM = 2.067833848461929e-15


def run(**inputs):
    return experiment("cooldown", **inputs).run()


@pytest.fixture(scope="module")
def swept(example_of):
    return example_of("cooldown")


def test_readings_agree_with_each_other(swept):
    field = 1e-5
    assert swept["trapped_field"] == pytest.approx(swept["trapped_fraction"] * field, rel=1e-12)
    assert swept["trapped_quanta"] == pytest.approx(swept["trapped_field"] * 0.1 / QUANTUM, rel=1e-12)
    loss = swept["surface_resistance_per_flux"] * swept["trapped_field"]
    assert swept["residual_resistance"] == pytest.approx(loss, rel=1e-12)
    assert swept["cooling_rate"] == pytest.approx(2e-3, rel=1e-12)
    assert swept["flux_imbalance"] < 1e-12
    spread = 4 * swept.readings["trapped_fraction"].uncertainty
    assert swept["trapped_fraction"] == pytest.approx(swept["slow_front_fraction"], abs=spread)


def test_the_curve_goes_through_the_law_and_falls(swept):
    over = swept.arrays["fraction_of_gradient"].values
    assert over[len(over) // 2] == pytest.approx(swept["slow_front_fraction"], rel=1e-12)
    assert (over[1:] <= over[:-1]).all()


@pytest.fixture(scope="module")
def clean():
    return run(pin_density=0, critical_current="1e14 A/m^2")


def test_without_pins_a_front_leaves_nothing(clean):
    assert clean["trapped_fraction"] < 1e-6
    assert clean["expelling_gradient"] == 0


def test_cooled_everywhere_alike_all_of_the_flux_stays():
    measured = fact("C001").number("")[0]
    assert run(cooling="uniform")["trapped_fraction"] == pytest.approx(measured, abs=1e-6)


def test_loss_of_trapped_flux_is_that_of_cavities_in_size():
    """Within a factor of two of a measured cavity; doped surfaces of short mean free path lose more, up to C007."""
    niobium, doped = (float(resistance_per_flux(experiment("cooldown", mean_free_path=path), 1.3e9))
                      for path in (None, "40 nm"))
    assert 0.5 < niobium / fact("C006").number("ohm/T")[0] < 2
    assert fact("C006").number("ohm/T")[0] < doped < fact("C007").number("ohm/T")[0]


def test_loss_of_cores_at_rest():
    """R_n/Bc2 of niobium of RRR 300 at 2 K."""
    still = experiment("cooldown", loss="static")
    bc2 = material("Nb").upper_critical_field(2.0)
    assert resistance_per_flux(still, 1.3e9) == pytest.approx(1.612e-3 / bc2, rel=1e-3)


def test_warnings_say_where_the_model_is_stretched(swept, clean):
    assert swept.warnings == ()
    assert any("thinner" in said for said in clean.warnings)
    assert any("depairing" in said for said in clean.warnings)


@pytest.mark.parametrize(("inputs", "name", "words"), [
    ({"gradient": "-1 K/m"}, "gradient", "at least 0"), ({"gradient": 0}, "gradient", "cooling=uniform"),
    ({"temperature": "10 K"}, "temperature", "below Tc"), ({"field": "1 T"}, "field", "stays normal"),
    ({"field": "0.9 T", "kappa": 2}, "field", "stays normal"), ({"front_speed": "-1 mm/s"}, "front_speed", "above 0"),
    ({"cooling": "uniform", "cooling_rate": "-1 K/s"}, "cooling_rate", "above 0"),
    ({"cooling_rate": "1 K/s"}, "cooling_rate", "cooling=front"), ({"material": "Al"}, "material", "type II"),
    ({"cooling": "uniform", "front_speed": "1 mm/s"}, "front_speed", "cooling=front"),
    ({"kappa": 0.5}, "kappa", "type II"),
    ({"material": ""}, "material", "metal"), ({"pin_density": -1}, "pin_density", "at least 0")])
def test_the_impossible_is_refused(inputs, name, words):
    with pytest.raises(InputError, match=words) as refusal:
        experiment("cooldown", **inputs)
    assert refusal.value.argument == name
