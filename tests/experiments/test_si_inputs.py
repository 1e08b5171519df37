"""Experiments in SI units: the same as in reduced units, and no quantity given twice."""

import pytest

from onnes.errors import InputError
from onnes.experiments import experiment, experiments
from onnes.experiments.current_voltage import COUNTERPARTS as OF_STRIP
from onnes.experiments.film import COUNTERPARTS as OF_FILM
from onnes.experiments.film.device import device_of

NB = {"material": "Nb", "temperature": "8.8 K"}
FEW = {"frames": 8, "spacing_over_xi": 0.5}
KINDS = {"film": OF_FILM, "current-voltage": OF_STRIP}


@pytest.fixture(scope="module")
def in_si():
    return experiment("film", **NB, **FEW, width="1 um", height="0.8 um", thickness="20 nm", field="3 mT",
                      current="20 uA", time="5 ps")


def test_a_film_in_si_is_the_one_in_reduced_units(in_si):
    """xi, Bc2, Pearl length, tau_0 and the unit of current of the material turn one into the other."""
    device = device_of(in_si)
    xi, tau = device.constants.coherence_length, device.constants.time_unit
    reduced = experiment(
        "film", **FEW, size_over_xi=1e-6 / xi, aspect=1.25, induction=3e-3 / device.upper_critical_field,
        current=20e-6 / device.current_unit, time=5e-12 / tau, pearl_over_xi=device.pearl_length / xi)
    ours, theirs = in_si.run(), reduced.run()
    assert {name: ours.readings[name].unit for name in ("moment", "voltage", "energy", "time")} == {
        "moment": "A m^2", "voltage": "V", "energy": "J", "time": "s"}
    assert (ours.arrays["x"].unit, theirs.arrays["x"].unit) == ("m", "ξ")
    sizes = {"mean_density": 1.0, "moment": device.current_unit * xi**2, "energy": device.energy_unit, "time": tau}
    for name, size in sizes.items():
        assert ours[name] == pytest.approx(theirs[name] * size, rel=1e-6)
    assert ours["steps"] == theirs["steps"]
    assert ours.inputs["width"] == {"value": 1e-6, "unit": "m"}
    assert ours.inputs["time"] == {"value": 5e-12, "unit": "s"}
    assert "size_over_xi" not in ours.inputs
    values = {key: given["value"] if isinstance(given, dict) else given for key, given in ours.inputs.items()}
    assert experiment("film", material=ours.material, **values).inputs() == ours.inputs
    experiments()["film"].picture(ours)


def test_a_strip_in_si_is_the_one_in_reduced_units():
    scales = experiment("current-voltage", **NB).scales()
    xi = scales.coherence_length
    strip = experiment("current-voltage", **NB, length="2 um", width="0.5 um", thickness="20 nm", terminals="normal",
                       field="1 mT").strip()
    assert (strip.length * xi, strip.width * xi) == pytest.approx((2e-6, 0.5e-6))
    assert strip.induction * scales.upper_critical_field == pytest.approx(1e-3)
    assert strip.pearl_length * xi == pytest.approx(scales.penetration_depth**2 / 20e-9)


@pytest.mark.parametrize(("name", "reduced"), [(name, reduced) for name in KINDS for reduced in KINDS[name]])
def test_a_quantity_is_given_once_and_in_si_with_a_material(name, reduced):
    counterpart, unit = KINDS[name][reduced]
    with pytest.raises(InputError, match=f"either {counterpart} or {reduced}"):
        experiment(name, **NB, **{counterpart: f"1 {unit}", reduced: 2.0})
    with pytest.raises(InputError, match=f"{counterpart}: got.*material"):
        experiment(name, **{counterpart: f"1 {unit}"})
    with pytest.raises(InputError, match=f"{counterpart}: got"):
        experiment(name, **NB, **{counterpart: "1 kg"})


@pytest.mark.parametrize(("wrong", "says"), [
    ({"thickness": None}, "thickness: got None"),
    ({"width": "-1 um"}, "width"),
    ({"height": "0 um"}, "height"),
    ({"width": "10 mm"}, "width: got '10 mm'.*nodes"),
    ({"hole": "2 um"}, "hole: got"),
    ({"temperature": "12 K"}, "temperature"),
    ({"time": "1 s"}, "time"),
    ({"time": "1 K"}, "time"),
    ({"noise": "1 mT"}, "noise"),
    ({"material": "Unobtainium"}, "Unobtainium"),
])
def test_a_film_of_a_material_refuses_by_name(wrong, says):
    given = NB | {"width": "1 um", "thickness": "20 nm"} | wrong
    with pytest.raises(InputError, match=says):
        experiment("film", **given)


def test_defaults_of_a_film_of_a_material():
    film = experiment("film", material="Nb", thickness="20 nm")
    device = device_of(film)
    assert film.temperature == pytest.approx(9.25 / 2)
    assert film.time == pytest.approx(300 * device.constants.time_unit)
    assert device.extent == pytest.approx(20 * device.constants.coherence_length)
