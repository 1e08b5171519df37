"""Regions of other metals and pins: their weights on the grid, and what is refused."""

import json
import math

import numpy as np
import pytest

import onnes
from onnes.devices import device_from_dict
from onnes.errors import InputError
from onnes.grids import Grid
from onnes.grids.polygon_aperture import shares_along_edges
from onnes.units.constants import BOLTZMANN, HBAR

STRIP = onnes.rectangle("120 nm", "60 nm")
RIGHT = onnes.rectangle("60 nm", "60 nm", ("30 nm", 0))
LEFT = onnes.rectangle("60 nm", "60 nm", ("-30 nm", 0))


def metal_of(film, **arguments):
    return film(STRIP, **arguments).metals[0]


def test_a_normal_metal_by_hand(film):
    """sigma_N = 3 sigma, xi_N = 20 nm = 2 xi: -epsilon = 3 (1/2)^2; at twice the temperature xi_N is sqrt2 shorter."""
    metal = metal_of(film, normal={"N": onnes.normal(RIGHT, resistivity="50 nohm m", coherence_length="20 nm")})
    assert metal.conductivity == pytest.approx(3)
    assert metal.condensation == pytest.approx(-0.75)
    warmth_at_10K = 1.0  # (10 - 5)/(Tc - 5)
    assert metal.condensation - metal.slope * warmth_at_10K == pytest.approx(-1.5)


def test_diffusion_gives_the_coherence_length(film):
    """xi_N = (hbar D/2 pi k T)^(1/2) at the 5 K of the device."""
    metal = metal_of(film, normal={"N": onnes.normal(RIGHT, diffusion="40 cm^2/s")})
    assert metal.length == pytest.approx(math.sqrt(HBAR * 40e-4 / (2 * math.pi * BOLTZMANN * 5)))


def test_another_superconductor_by_hand(film):
    """Of a dirty metal with the same density of states: rho_2 = 2 rho, Tc - T twice as large.

    1/lambda^2 goes as (Tc - T)/rho and stays; 1/xi^2 as (Tc - T) rho. psi^2 = epsilon_2 = 2.
    """
    metal = metal_of(film, superconductor={"S": onnes.superconductor(
        RIGHT, resistivity="300 nohm m", penetration_depth="200 nm", coherence_length="5 nm",
        critical_temperature="15 K")})
    assert (metal.conductivity, metal.states, metal.condensation) == pytest.approx((0.5, 1.0, 2.0))
    assert metal.condensation - metal.slope * 2 == pytest.approx(0)  # at 15 K


def test_the_same_metal_changes_nothing(film):
    same = onnes.superconductor(RIGHT, resistivity="150 nohm m", penetration_depth="200 nm", coherence_length="10 nm",
                                critical_temperature="10 K")
    plain, made = film(STRIP).model(5e-9), film(STRIP, superconductor={"S": same}).model(5e-9)
    np.testing.assert_allclose(made.sample.node_volume, plain.sample.node_volume, rtol=1e-14)
    for own, other in zip(made.sample.edge_weight, plain.sample.edge_weight, strict=True):
        np.testing.assert_allclose(own, other, rtol=1e-14)
    np.testing.assert_allclose(made.composition.mixture.epsilon(np.full((25, 13), 0.7), 0.3), 0.7, rtol=1e-14)


def test_a_material_as_second_superconductor(film):
    """Constants of the tables at the temperature of the device, here niobium at 5 K."""
    metal = metal_of(film, superconductor={"S": onnes.superconductor(RIGHT, material="Nb")})
    assert metal.length == pytest.approx(onnes.material("Nb").scales(5.0).coherence_length)


@pytest.mark.parametrize("place", [0.0, 0.4, 1.0, 1.7, 2.5])
def test_weights_of_edges_are_harmonic_means(film, place):
    """A plane boundary across the strip: the resistances of both parts add up, wherever it is on the grid."""
    boundary = 5e-9 * place
    part = onnes.rectangle(60e-9 - boundary, "60 nm", (30e-9 + boundary / 2, 0))
    model = film(STRIP, normal={"N": onnes.normal(part, resistivity="30 nohm m", coherence_length="20 nm")}).model(5e-9)
    along = np.asarray(model.sample.edge_weight[0])[:, 6]  # squares between neighbours in the middle row
    assert np.sum(1 / along) * 5e-9 == pytest.approx(60e-9 + boundary + (60e-9 - boundary) / 5, rel=1e-12)
    epsilon = model.composition.mixture.epsilon(np.ones((25, 13)), 0.0)[:, 6]
    areas = np.asarray(model.geometry.node_volume)[:, 6]
    assert areas @ epsilon * 20e-9 == pytest.approx((60e-9 + boundary) - 1.25 * (60e-9 - boundary), rel=1e-12)


def test_shares_along_edges_add_up_to_the_area():
    grid = Grid([np.linspace(-1, 1, 21), np.linspace(-1, 1, 21)])
    for along in shares_along_edges(grid, onnes.disc(0.7)):
        assert along.shape[-1] == 4
        assert np.sum(np.mean(along, axis=-1)) * 0.01 == pytest.approx(math.pi * 0.49, rel=3e-3)


def test_insulators_are_cut_out(film):
    """A slit across the strip leaves two pieces."""
    cut = film(STRIP, insulator={"slit": onnes.rectangle("10 nm", "60 nm")})
    assert cut.outline.area == pytest.approx(110e-9 * 60e-9)
    assert np.all(np.asarray(cut.model(5e-9).sample.edge_weight[0])[12] == 0)


def test_gamma_of_a_region(film):
    model = film(STRIP, gamma=10, normal={"N": onnes.normal(RIGHT, coherence_length="20 nm", gamma=0)}).model(5e-9)
    assert model.composition.gamma[[0, 12, 24], 6] == pytest.approx([10, 5, 0])


def test_a_pin_by_hand(film):
    """epsilon = 1 - depth exp(-r^2/R^2) and l = 1 - (1 - q) exp(-r^2/R^2), on the nodes and on the edges."""
    model = film(STRIP, pins=[onnes.pin(("5 nm", 0), "10 nm", 1.5, mean_free_path=0.2)]).model(5e-9)
    epsilon = model.composition.mixture.epsilon(np.ones((25, 13)), 0.0)
    assert epsilon[[13, 15], 6] == pytest.approx([-0.5, 1 - 1.5 * math.exp(-1)])
    edge = model.sample.edge_weight[0] / model.geometry.edge_weight[0]
    assert edge[13, 6] == pytest.approx(1 - 0.8 * math.exp(-1 / 16))
    np.testing.assert_array_equal(model.sample.node_volume, model.geometry.node_volume)


def test_where_pins_overlap_the_deeper_one_counts(film):
    pins = [onnes.pin((0, 0), "10 nm", depth) for depth in (0.3, 0.8, 0.5)]
    model = film(STRIP, pins=pins).model(5e-9)
    assert np.min(model.composition.mixture.epsilon(np.ones((25, 13)), 0.0)) == pytest.approx(0.2)


def test_pins_are_not_felt_in_normal_metal(film):
    normal = {"N": onnes.normal(RIGHT, coherence_length="10 nm")}
    model = film(STRIP, normal=normal, pins=[onnes.pin(("30 nm", 0), "5 nm")]).model(5e-9)
    assert model.composition.mixture.epsilon(np.ones((25, 13)), 0.0)[18, 6] == pytest.approx(-1)


def test_random_pins_repeat_by_their_seed(film):
    def made(seed, **more):
        return film(onnes.disc("1 um"), pins=onnes.pins.random("30 um^-2", "20 nm", seed=seed, **more)).pins

    assert made(1) == made(1)
    assert made(1) != made(2)
    places = np.array([each.at for each in made(1)])
    assert len(places) == round(30 * math.pi)
    assert np.max(np.hypot(*places.T)) < 1e-6
    assert np.mean(places, axis=0) == pytest.approx([0, 0], abs=3 * 0.5e-6 / math.sqrt(94))


def test_holes_as_pins(film):
    plate = film(onnes.rectangle("400 nm", "400 nm"), pins=[onnes.pin((x, 0), "20 nm", hole=True)
                                                           for x in ("-100 nm", "100 nm")])
    assert len(plate.outline.holes) == 2
    assert plate.filled.area == pytest.approx(1.6e-13)


def test_a_thousand_pins_are_set_up_at_once(film):
    plate = film(onnes.rectangle("1 um", "1 um"), pins=onnes.pins.random("1000 um^-2", "4 nm", 0.5, seed=4))
    values = plate.model(5e-9).composition.mixture.epsilon(np.ones((201, 201)), 0.0)
    assert np.mean(1 - values) == pytest.approx(0.5 * 1000 * math.pi * 0.004**2, rel=0.1)  # less where they overlap


def test_lengths_of_regions_and_pins_set_the_grid(film):
    plain = film(onnes.rectangle("1 um", "1 um"))
    short = film(onnes.rectangle("1 um", "1 um"), normal={"N": onnes.normal(RIGHT, coherence_length="5 nm")})
    assert short.spacing() == pytest.approx(plain.spacing() / 2)
    assert "normal['N']" in str(short)
    assert any("normal['N']" in warning for warning in short.model(5e-9).warnings)


def test_a_device_with_parts_is_described_whole(film, tmp_path):
    made = film(STRIP, normal={"N": onnes.normal(RIGHT, diffusion="40 cm^2/s", gamma=0)},
                superconductor={"S": onnes.superconductor(LEFT - onnes.disc("10 nm", ("-30 nm", 0)), material="Nb")},
                insulator={"plug": onnes.disc("10 nm", ("-30 nm", 0))}, pins=onnes.pins.random("2000 um^-2", "3 nm"))
    again = device_from_dict(made.to_dict())
    assert (again.outline, again.metals, again.pins) == (made.outline, made.metals, made.pins)
    assert json.dumps({name: value for name, value in made.to_dict().items() if name != "pins"})
    assert made.plot().texts


N = onnes.normal(RIGHT, coherence_length="20 nm")


@pytest.mark.parametrize(("arguments", "words"), [
    ({"normal": {"N": onnes.normal(onnes.rectangle("90 nm", "60 nm", ("30 nm", 0)), coherence_length="20 nm")}},
     r"normal\['N'\]: .*outside of the outline"),
    ({"normal": {"N": N}, "superconductor": {"S": onnes.superconductor(STRIP, material="Nb")}},
     r"superconductor\['S'\]: .*overlaps normal\['N'\]"),
    ({"normal": {"N": N}, "insulator": {"I": RIGHT}}, r"insulator\['I'\]: .*overlaps normal\['N'\]"),
    ({"normal": {"N": RIGHT}}, r"normal\['N'\]: .*onnes.normal\(shape"),
    ({"normal": [N]}, "normal: .*a mapping of names"),
    ({"normal": {"N": N}, "superconductor": {"N": onnes.superconductor(LEFT, material="Nb")}}, "no other region has"),
    ({"normal": {"N": onnes.normal(RIGHT, diffusion="40 cm^2/s")}, "temperature": None, "critical_temperature": None},
     r"normal\['N'\].diffusion: .*temperature is known"),
    ({"normal": {"N": onnes.normal(RIGHT, resistivity="1 uohm m", coherence_length="9 nm")}, "resistivity": None},
     r"normal\['N'\].resistivity: .*a device whose resistivity"),
    ({"superconductor": {"S": onnes.superconductor(RIGHT, coherence_length="10 nm")}},
     r"superconductor\['S'\].penetration_depth: "),
    ({"superconductor": {"S": onnes.superconductor(RIGHT, coherence_length="1 um", penetration_depth="20 nm")}},
     r"superconductor\['S'\].resistivity: .*density of states"),
    ({"superconductor": {"S": onnes.superconductor(RIGHT, material="Al")}},
     r"superconductor\['S'\].temperature: .*below"),
    ({"pins": [onnes.pin((0, 0), "31 nm")]}, r"pins\[0\].radius: .*at most half the shorter side"),
    ({"pins": [onnes.pin((0, 0), "3 nm"), onnes.pin(("70 nm", 0), "3 nm")]}, r"pins\[1\].at: .*a point on the device"),
    ({"pins": onnes.pins.random("1 um^-2", "3 nm")}, "pins: .*0 pins on the device"),
    ({"pins": onnes.pin((0, 0), "3 nm")}, "pins: .*a list of pins"),
    ({"insulator": {"I": STRIP}}, "what is subtracted covers all"),
])
def test_parts_that_cannot_be_are_refused(film, arguments, words):
    with pytest.raises(InputError, match=words):
        film(STRIP, **arguments)


@pytest.mark.parametrize(("call", "argument"), [
    (lambda: onnes.normal(RIGHT), "coherence_length"),
    (lambda: onnes.normal(RIGHT, coherence_length="9 nm", diffusion="1 cm^2/s"), "coherence_length"),
    (lambda: onnes.normal(RIGHT, coherence_length="-9 nm"), "coherence_length"),
    (lambda: onnes.normal(RIGHT, coherence_length="9 nm", gamma=-1), "gamma"),
    (lambda: onnes.normal("no shape", coherence_length="9 nm"), "shape"),
    (lambda: onnes.pin((0, 0, 0), "3 nm"), "at"), (lambda: onnes.pin((0, 0), 0), "radius"),
    (lambda: onnes.pin((0, 0), "3 nm", depth="3 nm"), "depth"),
    (lambda: onnes.pin((0, 0), "3 nm", depth=1e4), "depth"),
    (lambda: onnes.pin((0, 0), "3 nm", mean_free_path="3 nm"), "mean_free_path"),
    (lambda: onnes.pin((0, 0), "3 nm", mean_free_path=0), "mean_free_path"),
    (lambda: onnes.pin((0, 0), "3 nm", hole=1), "hole"),
    (lambda: onnes.pins.random("3 nm", "3 nm"), "density"),
    (lambda: onnes.pins.random("3 um^-2", "3 nm", seed=-1), "seed"),
])
def test_numbers_that_cannot_be_are_refused(call, argument):
    with pytest.raises(InputError) as refused:
        call()
    assert refused.value.argument == argument
