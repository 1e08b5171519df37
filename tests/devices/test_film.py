"""What a film says of itself, by hand calculation in SI units."""

import math

import numpy as np
import pytest

import onnes
from onnes.errors import InputError
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

STRIP = onnes.rectangle("120 nm", "60 nm")
DISC = onnes.disc("50 nm")
TWO_HOLES = onnes.rectangle("200 nm", "100 nm") - [onnes.disc("20 nm", (x, 0)) for x in ("-50 nm", "50 nm")]


def test_scales_by_hand(film):
    """xi = 10 nm, lambda = 200 nm, d = 10 nm, rho = 150 nohm m."""
    strip = film(STRIP, gamma=10.0, u=5.79)
    assert strip.pearl_length == pytest.approx(4e-6)
    assert strip.upper_critical_field == pytest.approx(3.2911, rel=1e-4)
    assert strip.sheet_resistance == pytest.approx(15.0)
    assert strip.scales.time == pytest.approx(4e-7 * math.pi * 4e-14 / 1.5e-7)
    assert strip.current_unit == pytest.approx(2.067833848e-15 / (2 * math.pi * 4e-7 * math.pi * 4e-6))
    assert strip.charge_imbalance_length == pytest.approx(10e-9 * math.sqrt(math.sqrt(101) / 5.79))


def test_depairing_current_is_that_of_the_ginzburg_landau_parabola(film):
    """max of n (1 - n)^(1/2) in units of Phi_0/(2 pi mu_0 xi Lambda), n = |psi|^2."""
    n = np.linspace(0, 1, 100001)
    unit = FLUX_QUANTUM / (2 * math.pi * VACUUM_PERMEABILITY * 10e-9 * 4e-6)
    assert film(STRIP).depairing_sheet_current == pytest.approx(unit * np.max(n * np.sqrt(1 - n)), rel=1e-8)


def test_energy_unit_is_twice_the_condensation_energy_of_a_square_of_xi(film):
    strip = film(STRIP)
    critical_field = FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi * 10e-9 * 200e-9)
    assert strip.energy_unit == pytest.approx(2 * critical_field**2 / (2 * VACUUM_PERMEABILITY) * (10e-9) ** 2 * 10e-9)


@pytest.mark.parametrize("outline", [STRIP, DISC, onnes.ring("50 nm", "20 nm"), TWO_HOLES,
                                     STRIP.rotated("30 deg")], ids=["strip", "disc", "ring", "two holes", "rotated"])
def test_node_volumes_sum_to_the_area(film, outline):
    model = film(outline).model(5e-9)
    assert np.sum(model.sample.node_volume) * model.unit**2 == pytest.approx(outline.area, rel=1e-9)


def test_thickness_as_a_function_of_place(film):
    """The weights count the local thickness over the largest, which is that of scales."""
    wedge = film(STRIP, thickness=lambda x, y: 10e-9 * (0.75 + y / 120e-9))
    assert wedge.thickness == pytest.approx(10e-9)
    assert wedge.pearl_length == pytest.approx(4e-6)
    volume = np.sum(wedge.model(5e-9).sample.node_volume) * (10e-9) ** 2
    assert volume == pytest.approx(0.75 * STRIP.area, rel=1e-9)


@pytest.mark.parametrize("thickness", [lambda x, y: y, lambda t: 1e-8, lambda x, y: 0 * x])
def test_thickness_is_positive_everywhere_and_at_all_times(film, thickness):
    with pytest.raises(InputError, match=r"thickness: .* positive everywhere"):
        film(STRIP, thickness=thickness)


def test_holes_have_names_or_numbers(film):
    named = film(TWO_HOLES, holes={"left": onnes.disc("21 nm", ("-50 nm", 0))})
    index = named.hole_index("left")
    assert named.outline.holes[index].bounds[0] == pytest.approx(-70e-9, rel=1e-3)
    assert sorted(named.hole_names) == sorted(["left", str(1 - index)])
    assert named.hole_index(1 - index) == 1 - index
    with pytest.raises(InputError, match="Did you mean left"):
        named.hole_index("lefd")
    for wrong in (2, -1, 0.5, True):
        with pytest.raises(InputError, match="below 2"):
            named.hole_index(wrong)


@pytest.mark.parametrize(("holes", "says"), [
    ({"a": onnes.disc("1 nm")}, "covers 0 holes"),
    ({"a": onnes.rectangle("200 nm", "100 nm")}, "covers 2 holes"),
    ({"a": onnes.disc("20 nm", ("50 nm", 0)), "b": onnes.disc("20 nm", ("50 nm", 0))}, "one name for each hole"),
    ({"a": "left"}, r"holes\['a'\]"),
])
def test_names_of_holes_that_say_nothing_are_refused(film, holes, says):
    with pytest.raises(InputError, match=says):
        film(TWO_HOLES, holes=holes)


@pytest.mark.parametrize(("place", "says"), [
    (("60 nm", 0), r"probes\['a'\].*a point on the device"), ((0, 0), "a point on the device"),
    ((float("nan"), 0), "finite"), (("1 K", 0), "temperature"), ((1, 2, 3), "a point such as"), (5, "a point such as")])
def test_probes_lie_on_the_device(film, place, says):
    with pytest.raises(InputError, match=says):
        film(onnes.ring("50 nm", "20 nm"), probes={"a": place})


@pytest.mark.parametrize("name", ["coherence_length", "penetration_depth", "thickness", "critical_temperature",
                                  "temperature", "resistivity", "gamma", "u"])
@pytest.mark.parametrize("value", [math.nan, math.inf, "1 T", -1, "abc", [1, 2], None])
def test_every_quantity_is_refused_by_its_name(film, name, value):
    if value is None and name in ("critical_temperature", "resistivity"):
        assert getattr(film(STRIP, **{name: None}).constants, name) is None
        return
    with pytest.raises(InputError) as refusal:
        film(STRIP, **{name: value})
    assert refusal.value.argument == name


@pytest.mark.parametrize("name", ["terminals", "probes", "holes"])
@pytest.mark.parametrize("value", [["left"], "left", {1: onnes.edge("left")}])
def test_named_parts_come_in_a_mapping(film, name, value):
    with pytest.raises(InputError, match=f"{name}: .* mapping of names"):
        film(STRIP, **{name: value})


def test_a_device_is_described_below_tc(film):
    with pytest.raises(InputError, match="a temperature below Tc = 10 K"):
        film(STRIP, temperature="10 K")


def test_a_film_is_rebuilt_from_what_it_says(film):
    """Terminals of both kinds, probes, names of holes, disorder that is a number."""
    given = film(TWO_HOLES, terminals={"a": onnes.edge("left", ("-20 nm", "20 nm"), contact="free"),
                                       "b": onnes.terminal(onnes.rectangle("20 nm", "100 nm", ("95 nm", 0)), "held")},
                 probes={"V": ("0 nm", "40 nm")}, holes={"left": onnes.disc("21 nm", ("-50 nm", 0))}, disorder=-0.5,
                 gamma=3.0)
    again = onnes.Film.from_dict(given.to_dict())
    assert again.to_dict() == given.to_dict()
    assert (again.outline, again.probes, again.holes) == (given.outline, given.probes, given.holes)
    assert again.disorder.at() == -0.5
    model, other = given.model(5e-9), again.model(5e-9)
    assert np.array_equal(model.terminal_shares, other.terminal_shares)
    assert np.array_equal(model.held, other.held, equal_nan=True)


@pytest.mark.parametrize("functions", [{"disorder": lambda x, y: 1 + x * y / 1e-12},
                                       {"thickness": lambda x, y: 1e-8 + 0.1 * np.abs(x)}])
def test_functions_of_place_are_rebuilt_on_the_grid(film, functions):
    """Exact for numbers that are linear between its points; nodes and edges have the same weights."""
    given = film(STRIP, **functions)
    again = onnes.Film.from_dict(given.to_dict())
    assert again.is_whole
    assert again.thickness == given.thickness
    for model, other in ((given.model(), again.model()), (given.model(3e-9), again.model(3e-9))):
        np.testing.assert_allclose(other.sample.node_volume, model.sample.node_volume, rtol=1e-12)
    x, y = again.places
    for name in functions:
        before, after = (device.disorder if name == "disorder" else device.thickness_profile for device in
                         (given, again))
        np.testing.assert_allclose(after.on(x, y), before.on(x, y), rtol=1e-12)


def test_a_function_of_time_is_not_lost_without_a_word(film):
    again = onnes.Film.from_dict(film(STRIP, disorder=lambda t: 1.0).to_dict())
    assert not again.is_whole
    with pytest.raises(InputError, match=r"disorder: .*the file does not hold"):
        again.disorder.at(0.0)


def test_a_description_tells_all_lengths_and_what_a_run_costs(film):
    text = str(film(STRIP, terminals={"a": onnes.edge("left")}))
    for part in ("xi", "Lambda", "Bc2", "tau_0", "sheet resistance", "depairing", "nodes", "memory", "terminals: a",
                 "4 µm", "3.291 T", "15 Ω"):
        assert part in text
    assert "9e+10" in str(film(onnes.rectangle("1 mm", "1 mm")))


def expected_time(text):
    """The line about the time of a run, in s."""
    value, unit = next(line for line in text.splitlines() if "time of a run" in line).split()[-2:]
    return float(value) * {"s": 1.0, "ks": 1e3, "ms": 1e-3}[unit]


def test_expected_time_counts_what_a_step_solves(film):
    """Costs of a node: those of the table in docs/performance.md; three steps in 2 tau_0."""
    plate, disc = onnes.rectangle("400 nm", "400 nm"), onnes.disc("200 nm")
    strong = {"penetration_depth": "20 nm", "thickness": "20 nm"}  # Lambda = 20 nm
    weak = {"penetration_depth": "2 um"}  # Lambda = 400 um
    for outline, metal, cost in ((plate, weak, 1.5e-7), (disc, weak, 1.5e-7), (plate, strong, 3e-7),
                                 (disc, strong, 3.5e-7)):
        text = str(film(outline, **metal))
        assert "compilation" in text
        assert expected_time(text) == pytest.approx(1500 * 121**2 * cost, rel=1e-3)
    larger = str(film(onnes.rectangle("1200 nm", "400 nm"), **weak))
    assert expected_time(larger) == pytest.approx(1500 * 361 * 121 * 1.5e-7, rel=1e-3)


@pytest.mark.parametrize("sides", [("60 nm", "600 nm"), ("600 nm", "60 nm")])
def test_the_scale_bar_measures_the_longer_side(film, sides):
    ax = film(onnes.rectangle(*sides)).plot()
    assert "100 nm" in [text.get_text() for text in ax.texts]


def test_a_film_thicker_than_lambda_is_outside_the_model(film):
    thick = film(STRIP, thickness="300 nm")
    (warning,) = thick.warnings
    assert "300 nm thick, more than lambda = 200 nm" in warning
    assert f"warning: {warning}" in str(thick)
    assert film(STRIP, thickness="200 nm").warnings == ()
    assert "warning" not in str(film(STRIP))


NIOBIUM = {"material": "Nb", "temperature": "4.2 K", "thickness": "20 nm"}


def test_a_dirty_metal_with_the_lengths_of_a_clean_one():
    dirty = onnes.Film(STRIP, **NIOBIUM, resistivity="150 nohm m")
    (warning,) = dirty.warnings
    assert "mean free path of 2.274 nm, shorter than xi_0 = 39.9 nm" in warning
    assert "xi and lambda are those of the tabulated metal, whatever its resistivity" in str(dirty)
    assert onnes.Film.from_dict(dirty.to_dict()).warnings == dirty.warnings
    assert onnes.Film(STRIP, **NIOBIUM, residual_resistance_ratio=3).warnings
    assert onnes.Bulk(STRIP, material="Nb", temperature="4.2 K", resistivity="150 nohm m").warnings


def test_no_warning_where_resistivity_and_lengths_agree_or_nothing_is_known():
    clean = {"residual_resistance_ratio": 300}
    own = {"resistivity": "150 nohm m", "coherence_length": "8 nm", "penetration_depth": "170 nm"}
    for arguments in ({}, clean, own, {"material": "NbN", "resistivity": "2 uohm m"}):
        assert onnes.Film(STRIP, **NIOBIUM | arguments).warnings == ()
    assert "tabulated" not in str(onnes.Film(STRIP, **NIOBIUM, **own))
