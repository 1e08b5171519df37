"""The ring experiment: what it holds, what it carries, and where it slips."""

import numpy as np
import pytest

from onnes import InputError
from onnes.experiments import experiment
from onnes.units.constants import FLUX_QUANTUM


def test_example(example_of):
    """n in units of h/2e to 1e-10; a slip in the sweep after the flux at which n ceases to be stable."""
    found = example_of("ring")
    assert found["flux_quanta"] == round(found["applied_flux"]) == 1
    assert found["fluxoid"] / FLUX_QUANTUM == pytest.approx(1, abs=1e-10)
    assert found["slip_flux"] == pytest.approx(found["thin_slip_flux"], rel=0.03)
    assert found["slips"] >= 1
    assert found["first_slip_field"] > found["slip_field"]
    assert found["tc_amplitude"] == pytest.approx(found["thin_tc_amplitude"], rel=1e-3)


def test_the_amplitude_of_tc_in_kelvin(example_of):
    """Tc xi_0^2/(4 R^2) with xi_0^2 Tc = xi^2 (Tc - T), and a wall of 0.29 R besides."""
    found = example_of("ring")
    thin = 1.2 * 0.05 * (100 / 175) ** 2 / 4
    assert thin < found["tc_amplitude"] < 1.04 * thin


@pytest.mark.long
def test_a_ring_that_loses_all_of_tc_says_so():
    """xi_0 = 22 nm is more than the diameter: (xi_0/2R)^2 = 1.4."""
    found = experiment("ring", inner_radius="9 nm", width="1 nm", field="1 mT").run()
    for name in ("tc_amplitude", "thin_tc_amplitude"):
        assert found[name] is None
        assert found.readings[name].absent == "Tc falls to zero"


def test_currents_near_equilibrium_are_londons(example_of):
    found = example_of("ring")
    flux, n = found.arrays["applied_flux"].values, found.arrays["quanta"].values
    row = int(np.flatnonzero(n == 1)[0])
    near = np.abs(flux - 1) < 0.2
    current, linear = (found.arrays[name].values[row, near] for name in ("sector_current", "linear_current"))
    assert current == pytest.approx(linear, rel=0.05, abs=0.01 * np.max(np.abs(linear)))
    assert np.all(np.sign(linear) == np.sign(1 - flux[near]))
    jumps = np.flatnonzero(np.diff(found.arrays["equilibrium_quanta"].values))
    assert np.mod(flux[jumps], 1) == pytest.approx(0.5, abs=0.06)


@pytest.mark.long
def test_a_wide_ring_of_a_material_has_londons_current_and_no_slips():
    found = experiment("ring", material="Nb", temperature="4.2 K", inner_radius="2 um", width="2 um",
                       thickness="50 nm", field="0.3 mT").run()
    assert found["slip_field"] is None
    assert found["current"] == found["linear_current"]
    assert found["current"] == pytest.approx(
        (found["flux_quanta"] - found["applied_flux"]) * FLUX_QUANTUM / found["inductance"], rel=1e-12)
    assert found["fluxoid_deviation"] == pytest.approx(0, abs=1e-10)
    assert found["tc_shift"] < 0


@pytest.mark.parametrize(("inputs", "named"), [
    ({"field": "1 T"}, "field"),
    ({"end_field": "10 mT", "inner_radius": "3.5 um"}, "end_field"),
    ({"inner_radius": "1 nm"}, "inner_radius"), ({"inner_radius": "20 um"}, "width"),
    ({"frames": 1}, "frames"), ({"seed": -1}, "seed"), ({"temperature": "2 K"}, "temperature"),
    ({"inner_radius": "1 mm", "width": "1 mm", "field": "1 mT"}, "field"), ({"width": "0 m"}, "width"),
    ({"material": "Nb", "temperature": "10 K"}, "temperature"), ({"time": "-1 s"}, "time")])
def test_refusals(inputs, named):
    with pytest.raises(InputError, match=named):
        experiment("ring", **inputs)


def test_a_ring_that_is_not_swept_has_no_film(example_of, tmp_path):
    """Its result and picture are written all the same."""
    from dataclasses import replace

    from onnes.cli.run import write_files

    found, ring = example_of("ring"), experiment("ring")
    still = replace(found, arrays={name: array for name, array in found.arrays.items() if "time" not in array.dims})
    assert ring.has_film(found)
    with pytest.raises(InputError, match="end_field"):
        ring.film(still, tmp_path / "film.mp4")
    write_files(ring, still, tmp_path / "out")
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"result.h5", "result.json", "picture.png"}


def test_a_time_belongs_to_a_sweep():
    with pytest.raises(InputError, match=r"time: .*end_field"):
        experiment("ring", time="5 ns")
