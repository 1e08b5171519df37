"""The front in SI units: tin cylinders, refusals, what is compared with what."""

from types import SimpleNamespace

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.front.tdgl_readings import Instruments as TDGLInstruments


def run(**inputs):
    return experiment("front", **inputs).run()


@pytest.mark.parametrize(("p", "times"), [(0.1, 0.9), (0.03, 0.97)])
def test_a_cylinder_takes_less_than_the_quasi_static_time(p, times):
    result = run(p=p)
    slow = 4e-7 * np.pi * 1e10 * 5e-3**2 / (4 * p)
    assert result["time_quasistatic"] == pytest.approx(slow, rel=1e-6)
    assert result["time_total"] == pytest.approx(times * slow, rel=1e-5)
    assert result["time_total_over_quasistatic"] == pytest.approx(times, rel=1e-5)
    assert result["joule_over_excess"] == pytest.approx(1, abs=1e-4)
    assert abs(result["energy_balance"]) < 1e-4


def test_tin_as_pure_as_fabers_expels_its_field_in_seconds():
    """5 mm of tin at 0.97 Hc and 2 K; heat mu_0 Hc^2 p per volume; 2 (m/e) pi R^2 B/mu_0 of angular momentum."""
    result = run(material="Sn", temperature="2 K", p=0.03, conductivity="1e10 S/m")
    assert 1 < result["time_total"] < 10
    field, volume = experiment("front", material="Sn", temperature="2 K").field_scale(), np.pi * 5e-3**2
    assert result["joule_heat"] == pytest.approx(field**2 / (4e-7 * np.pi) * volume * (0.03 - 0.03**2 / 2), rel=1e-4)
    momentum = run(critical_field="30 mT", p=0.1)["angular_momentum"]
    assert momentum == pytest.approx(0.9 * 2.13e-11, rel=2e-3)


def test_a_field_just_below_hc_is_expelled_in_the_quasi_static_time():
    result = run(geometry="slab", p=1e-5)
    assert result["time_total_over_quasistatic"] == pytest.approx(1, abs=2e-5)
    assert result["joule_over_excess"] == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("geometry", ["slab", "cylinder"])
def test_a_fast_front_in_a_weak_field_has_ledgers_as_good_as_a_slow_one(geometry):
    """At p near 1 its field is a layer D/v, thin beside the metal ahead."""
    result = run(geometry=geometry, p=0.99)
    assert result["time_total_over_quasistatic"] == pytest.approx(0.01, rel=1e-6)
    assert abs(result["energy_balance"]) < 1e-8
    assert geometry == "slab" or abs(result["momentum_balance"]) < 2e-5


def test_the_ledger_of_angular_momentum_in_a_cylinder():
    """Electrons in the end 2 (m/e) pi R^2 B/mu_0, gained by Faraday's law; E takes R/(3 lambda) of it from them."""
    result = run()
    ledger = {name: result.arrays[name].values for name in (
        "superfluid_momentum", "eddy_momentum", "lattice_momentum", "field_impulse", "at_boundary")}
    superfluid, eddy = ledger["superfluid_momentum"], ledger["eddy_momentum"]
    assert superfluid[-1] + eddy[-1] == pytest.approx(float(result["angular_momentum"]), rel=1e-4)
    assert abs(result["momentum_balance"]) < 1e-5
    assert np.max(np.abs(superfluid + eddy + ledger["lattice_momentum"])) < 1e-12 * superfluid[-1]
    both = ledger["field_impulse"] + ledger["at_boundary"]
    assert superfluid == pytest.approx(both, abs=1e-5 * superfluid[-1])  # 10^5 times as much cancels
    assert result["field_impulse"] == pytest.approx(-superfluid[-1] * 5e-3 / (3 * 50e-9), rel=1e-4)
    assert np.all(np.diff(superfluid) > 0)
    assert np.all(np.diff(eddy)[-5:] < 0)


def test_electrons_at_a_plane_face_keep_their_momentum():
    """(m/e) B/mu_0 at any time, of which the superfluid has that of Hc; E takes x/lambda times as much from it."""
    result = run(geometry="slab", p=0.2, penetration_depth="100 nm")
    superfluid, eddy = (result.arrays[name].values for name in ("superfluid_momentum", "eddy_momentum"))
    electrons = 9.1093837e-31 / 1.602176634e-19 * 30e-3 / (4e-7 * np.pi)
    assert superfluid == pytest.approx(electrons, rel=1e-6)
    assert superfluid + eddy == pytest.approx(0.8 * electrons, rel=1e-6)
    assert result["at_boundary"] == pytest.approx(electrons * (1 + 5e-3 / 100e-9), rel=1e-4)


def test_without_a_penetration_depth_the_open_term_is_not_known():
    result = run(material="Hg", p=0.2)
    assert "at_boundary" not in result.readings
    assert "penetration_depth" in result.warnings[0]
    assert run(material="Hg", p=0.2, penetration_depth="50 nm")["at_boundary"] > 0


def test_stefans_coefficient_does_not_depend_on_the_metal():
    one, other = (run(geometry="half-space", p=0.5, conductivity=c, size=s)
                  for c, s in (("1e8 S/m", "1 mm"), ("1e10 S/m", "1 cm")))
    assert one["stefan_coefficient"] == pytest.approx(0.865503, abs=1e-5)
    assert other["stefan_coefficient"] == pytest.approx(one["stefan_coefficient"], rel=1e-9)
    assert other["time_total"] == pytest.approx(1e4 * one["time_total"], rel=1e-6)
    np.testing.assert_allclose(one.arrays["position"].values, one.arrays["position_exact"].values, rtol=1e-6)


def test_eddy_currents_and_fields_agree():
    """curl B = mu_0 J, E = J/sigma; none behind the front; the applied field at the surface."""
    result = run(p=0.2)
    B, J, E, r = (result.arrays[name].values for name in ("magnetic_field", "current_density", "electric_field", "r"))
    frame = len(B) // 2
    ahead = B[frame] > 0
    curl = -np.gradient(B[frame][ahead], r[ahead]) / (4e-7 * np.pi)
    assert J[frame][ahead][3:-3] == pytest.approx(curl[3:-3], rel=2e-2)
    np.testing.assert_allclose(E, J * 1e-10, rtol=1e-6)
    assert np.all(B[frame][~ahead] == 0)
    assert B[:, -1][:-1] == pytest.approx(0.8 * 30e-3, rel=1e-9)


def test_a_flat_wall_costs_nothing_as_it_moves():
    bare, walled = (run(geometry="half-space", p=0.5, **wall) for wall in ({}, {"wall_energy": "1 um"}))
    assert walled["stefan_coefficient"] == bare["stefan_coefficient"]
    assert walled["boundary_energy"] == 0


def test_a_wall_makes_the_start_a_nucleus_and_takes_energy():
    result = run(wall_energy="20 um")
    assert result.arrays["position"].values[0] == pytest.approx(0.2e-3)
    assert result["boundary_energy"] > 0
    assert result["joule_over_excess"] < 1
    assert abs(result["energy_balance"]) < 1e-6


@pytest.mark.parametrize(("inputs", "names"), [
    ({"conductivity": "1e9 S/m", "diffusivity": "1 m^2/s"}, "diffusivity"),
    ({"geometry": "half-space", "nucleus": "1 mm"}, "nucleus"), ({"nucleus": "6 mm"}, "nucleus"),
    ({"geometry": "half-space", "kinetics": "1 s/m"}, "kinetics"),
    ({"wall_energy": "20 um", "nucleus": "50 um"}, "nucleus"), ({"wall_energy": "1 mm"}, "wall_energy"),
    ({"seed": -1}, "seed"), ({"geometry": "slab", "nucleus": "4.9999999 mm"}, "nucleus"), ({"size": 1e300}, "size"),
    ({"p": 1e-7}, "p"), ({"p": 1}, "p"), ({"temperature": "2 K"}, "temperature"), ({"geometry": "sphere"}, "geometry")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("front", **inputs)
    assert refusal.value.argument == names


@pytest.fixture(scope="module")
def wall():
    """A slab of 80 lambda by Ginzburg-Landau theory."""
    return run(law="tdgl", geometry="slab", size="4 um", p=0.2)


def test_a_front_that_has_arrived_has_expelled_the_field(wall):
    assert wall["expelled_fraction"] == pytest.approx(1.0, abs=1e-3)


def test_records_follow_the_front_to_the_surface(wall):
    """Without a step in position or heat that is not resolved; in the uniform field it leaves as the root of time."""
    position, heat = (wall.arrays[name].values / wall.arrays[name].values[-1] for name in ("position", "joule_heat"))
    assert np.diff(position)[0] < 0.035
    assert np.max(np.diff(position)[1:]) < 0.025
    assert np.max(np.diff(heat)) < 0.1
    assert len(position) < 400


def test_a_front_in_less_than_half_of_hc_is_followed_from_the_nucleus_to_the_surface():
    """At the start, and where it has arrived, no field is half of Hc."""
    front = run(law="tdgl", geometry="slab", size="4 um", p=0.6)
    position = front.arrays["position"].values
    assert position[0] == pytest.approx(0.67e-6, abs=50e-9)
    assert 3.95e-6 < position[-1] < 4e-6
    assert np.all(np.diff(position) > 0)
    assert 0.4 < front["time_over_quasistatic"] < front["sharp_time_over_quasistatic"]  # whose field starts at rest


@pytest.mark.parametrize(("geometry", "left"), [("slab", 0.5 / 0.9), ("cylinder", 1 - (0.4 / 0.9) ** 2)])
def test_the_expelled_fraction_is_that_of_the_area(geometry, left):
    """A field that starts at 0.4 of the size: within 0.9 of it, its share is that of the area outside 0.4."""
    place = (np.arange(9000) + 0.5) / 9000 * 100.0
    field = np.where(place > 40.0, 0.9, 0.0)[None]
    front = SimpleNamespace(place=place, field=field)
    read = TDGLInstruments(front, geometry, 0.1, 100.0, 5.0, wall=None, kappa=0.3, depth=1.0, diffusion=1.0, field=1.0)
    assert read.expelled_fraction() == pytest.approx(1 - left, abs=1e-3)


def test_the_wall_of_ginzburg_landau_theory_moves_as_the_sharp_front(wall):
    """In a slab wall energy has no say; what is left is of the order of the width of the wall over the size."""
    assert wall["wall_energy"] == pytest.approx(2.386 * 50e-9, rel=1e-2)
    assert wall["walled_time_over_quasistatic"] == pytest.approx(wall["sharp_time_over_quasistatic"], rel=1e-9)
    assert abs(wall["remainder"]) < 0.04
    assert wall["time_over_quasistatic"] == pytest.approx(
        wall["sharp_time_over_quasistatic"] * (1 + wall["remainder"]), rel=1e-9)
    assert wall["energy_balance"] < 3e-3
    assert 0.9 < wall["joule_share"] < 1
    assert wall["remainder"] == pytest.approx(wall["remainder_of_kinetics"], rel=0.25)


def test_energies_of_the_wall_are_those_of_the_metal_it_passes(wall):
    """(Bc^2 - B^2)/(2 mu_0) per volume from the nucleus to the surface, where the wall gives its energy back."""
    passed = wall.arrays["position"].values[-1] - wall.arrays["position"].values[0]
    excess = (30e-3**2 - 24e-3**2) / (8e-7 * np.pi) * passed
    heat = wall["joule_heat"] + wall["relaxation_heat"]
    assert heat == pytest.approx(excess + wall["wall_energy"] * 30e-3**2 / (8e-7 * np.pi), rel=6e-2)
    assert heat == pytest.approx(-wall.arrays["field_energy"].values[-1], rel=1e-2)


def test_the_field_at_the_wall_is_hc_and_behind_it_none(wall):
    B, position = wall.arrays["magnetic_field"].values, wall.arrays["position"].values
    for frame in (40, 80):
        assert np.max(B[frame]) == pytest.approx(30e-3, rel=3e-2)
        assert abs(B[frame][0]) < 1e-4 * 30e-3
        assert B[frame][-1] == pytest.approx(24e-3, rel=1e-2)  # half a cell from the surface
    assert np.all(np.diff(position) > 0)


@pytest.mark.parametrize(("inputs", "names"), [
    ({"size": "5 mm"}, "size"), ({"wall_energy": "1 um"}, "wall_energy"), ({"kinetics": "1 s/m"}, "kinetics"),
    ({"kappa": 0.8}, "kappa"), ({"nucleus": "0.1 um"}, "nucleus"), ({"width": "6 um"}, "width"),
    ({"ripple": "1 nm"}, "ripple"), ({"geometry": "half-space", "width": "6 um", "p": 0.7}, "p"),
    ({"geometry": "half-space", "width": "0.2 um", "p": 0.5}, "width"),
    ({"geometry": "half-space", "width": "0.7 um", "p": 0.5}, "width"),  # starts within its own wall
    ({"geometry": "half-space", "width": "6 um", "p": 1e-5, "ripple": 1e-12}, "width"),
    ({"geometry": "half-space", "width": "6 um", "p": 0.5, "nucleus": "60 nm", "size": "1 um"}, "nucleus"),
    ({"geometry": "half-space", "width": "6 um", "p": 0.5, "size": "2 m"}, "size"),
    ({"geometry": "half-space", "width": "6 um", "p": 0.5, "ripple": "1 um"}, "ripple"),
    ({"geometry": "half-space", "width": "6 um", "p": 0.5, "size": "1 um"}, "size"),
    ({"material": "Nb", "geometry": "slab", "size": "5 um"}, "material")])
def test_what_ginzburg_landau_theory_does_not_take_is_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("front", law="tdgl", **inputs)
    assert refusal.value.argument == names


def test_the_pace_is_that_of_eddy_currents_not_of_the_order_parameter(wall):
    """Half the relaxation time of psi changes nothing; the moment int (L - x) B dx of the start falls at p D Bc."""
    faster = run(law="tdgl", geometry="slab", size="4 um", p=0.2, relaxation=2.0)
    assert faster["time_total"] == pytest.approx(wall["time_total"], rel=2e-2)
    ahead, diffusivity = 4e-6 - wall.arrays["position"].values[0], 1 / (4e-7 * np.pi * 1e10)
    assert wall["time_total"] == pytest.approx(0.8 * ahead**2 / (2 * 0.2 * diffusivity), rel=5e-2)


def test_the_current_of_the_wall_is_against_the_eddy_currents_ahead_of_it(wall):
    """Together they carry the step of the field, B/mu_0: -Bc/mu_0 in the wall, p Bc/mu_0 ahead."""
    J, r = wall.arrays["current_density"].values[80], wall.arrays["r"].values
    ahead, behind = (np.trapezoid(np.clip(J * sign, 0, None), r) * 4e-7 * np.pi / 30e-3 for sign in (1, -1))
    assert ahead == pytest.approx(0.2, abs=0.03)
    assert behind == pytest.approx(1.0, abs=0.03)


@pytest.mark.long
def test_records_are_few_where_the_grid_does_not_resolve_lambda():
    """With kappa = 0.09 the front comes to rest 1.4 lambda, a cell and a half, inside of the surface."""
    from onnes.problems.front.tdgl import tdgl_front

    front = tdgl_front("slab", 0.2, 0.09, 300.0, 60.0)
    assert front.status == "completed"
    assert front.position[-1] > 298
    assert len(front.time) < 300
