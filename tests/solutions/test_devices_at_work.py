"""Devices and drives of other forms than the strip's: each compiles a program of its own, so most are long."""

import jax.numpy as jnp
import numpy as np
import pytest
import xarray as xr

import onnes
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

pytestmark = pytest.mark.long


def test_three_terminals_share_their_currents(lab):
    """3 uA in at the left, 1 uA out at the right, the rest at the top; Kirchhoff in a normal film."""
    film = lab.strip(disorder=-1.0, terminals={
        "in": onnes.edge("left", contact="free"), "out": onnes.edge("right", contact="free"),
        "up": onnes.edge("top", ("-10 nm", "10 nm"), contact="free")},
        probes={"a": ("-50 nm", 0), "b": ("-40 nm", 0), "c": ("40 nm", 0), "d": ("50 nm", 0)})
    run = lab.solve(film, time="5 ps", current={"in": "3 uA", "out": "-1 uA"}, noise=False)
    assert run.data["current"].sel(terminal="up").values == pytest.approx(-2e-6)
    squares = 10 / 60
    assert run.voltage("a", "b").values[-1] == pytest.approx(3e-6 * 15 * squares, rel=0.03)
    assert run.voltage("c", "d").values[-1] == pytest.approx(1e-6 * 15 * squares, rel=0.03)
    along = run.data["sheet_current"].values[-1, 0]
    across = np.r_[0.5, np.ones(11), 0.5] * 5e-9
    assert along[4] @ across == pytest.approx(3e-6, rel=1e-4)
    assert along[20] @ across == pytest.approx(1e-6, rel=1e-4)


def test_pads_feed_a_disc(lab):
    """The cure of case C7, followed: a disc between two pads, normal; the current through its middle is all of it."""
    pads = {name: onnes.rectangle("20 nm", "120 nm", (x, 0)) for name, x in (("a", "-60 nm"), ("b", "60 nm"))}
    film = onnes.Film(onnes.disc("60 nm"), **lab.metal, disorder=-1.0, terminals=pads,
                      probes={"+": ("-20 nm", 0), "-": ("20 nm", 0)})
    run = lab.solve(film, time="5 ps", current={"a": "1 uA"}, noise=False)
    through = run.data["sheet_current"].isel(time=-1, component=0, x=12).integrate("y")
    assert float(through) == pytest.approx(1e-6, rel=0.02)
    # Wider than a strip of 40 nm x 120 nm and narrower than nothing: between 40/120 and 40/60 of a square.
    assert 15e-6 * 40 / 120 < run.voltage().values[-1] < 15e-6 * 40 / 60


@pytest.fixture(scope="module")
def ring(lab):
    """A ring cooled in 0.65 T, two flux quanta through its middle circle of 45 nm, then left without noise."""
    film = onnes.Film(onnes.ring("60 nm", "30 nm"), **lab.metal, gamma=0.0, holes={"hole": onnes.disc("30 nm")})
    cooled = lab.solve(film, time="60 ps", temperature=onnes.ramp("12 K", "5 K", "5 ps"), start="normal",
                       field="0.65 T",
                       seed=2)
    return cooled, lab.solve(film, time="60 ps", field="0.65 T", start=cooled, temperature="5 K", noise=False)


def test_a_ring_cooled_in_a_field_keeps_whole_quanta(ring):
    cooled, still = ring
    kept = still.fluxoid("hole").values
    assert np.all(np.abs(kept - np.round(kept)) < 1e-5)
    assert np.all(np.round(kept) == np.round(kept[0]))
    assert np.round(kept[0]) in (1, 2, 3)
    assert cooled.fluxoid().values[-1] == pytest.approx(kept[0], abs=1e-5)


def test_the_fluxoid_is_londons(ring):
    """(int B + mu_0 Lambda oint K . dl/|psi|^2)/Phi_0 along the circle of 45 nm, from recorded fields."""
    _, still = ring
    last = still.data.isel(time=-1)
    angle = np.linspace(0, 2 * np.pi, 721)[:-1]
    where = {"x": ("p", 45e-9 * np.cos(angle)), "y": ("p", 45e-9 * np.sin(angle))}
    current = last["sheet_current"].interp(where).values
    density = np.abs(last["psi"].values) ** 2
    density = last["mean_density"].copy(data=0.0) + last["inside"].copy(data=density).interp(where)
    around = (current[1] * np.cos(angle) - current[0] * np.sin(angle)) / density.values
    line = np.mean(around) * 2 * np.pi * 45e-9
    flux = 0.65 * np.pi * (45e-9) ** 2
    fluxoid = (flux + VACUUM_PERMEABILITY * 4e-6 * line) / FLUX_QUANTUM
    assert fluxoid == pytest.approx(still.fluxoid().values[-1], abs=0.1)


def test_the_field_of_a_loop_is_recorded(lab):
    """Without self-field the field is that of the loop, face by face: the mean over a face of 5 nm."""
    loop = onnes.fields.loop("80 nm", current="20 mA", height="60 nm", centre=("30 nm", 0))
    run = lab.solve(lab.strip(), time="5 ps", field=loop)
    x, y = np.meshgrid(run.data["x_face"], run.data["y_face"], indexing="ij")
    expected = loop.induction(x, y)
    assert run.data["field"].values[-1] == pytest.approx(expected, rel=2e-3)
    assert run.moment.values[-1] < 0


def test_a_field_of_place_and_time_by_two_names(lab):
    """f(x, y, t), and a sine times a function of place: one field, and one answer."""
    def both(x, y, t):
        return 0.05 * (1 + x / 60e-9) * np.sin(2 * np.pi * 2e11 * t)

    how = {"time": "5 ps", "frames": 10}
    whole = lab.solve(lab.strip(), field=onnes.fields.from_function(both), **how)
    parts = lab.solve(lab.strip(), field=onnes.sine("50 mT", "200 GHz") * (lambda x, y: 1 + x / 60e-9), **how)
    assert np.max(np.abs(whole.data["field"].values)) > 0.09
    assert whole.data["field"].values == pytest.approx(parts.data["field"].values, abs=1e-6)
    assert whole.moment.values == pytest.approx(parts.moment.values, rel=1e-3, abs=1e-24)


def test_a_hot_spot_that_moves_takes_the_hole_in_the_condensate_along(lab):
    """5 K, in a spot of 15 nm 15 K, from -40 nm to 40 nm in 200 ps; where it was the metal comes back."""
    def kelvin(x, y, t):
        centre = -40e-9 + 80e-9 * np.clip(t / 200e-12, 0, 1)
        return 5 + 10 * np.exp(-((x - centre) ** 2 + y**2) / (15e-9) ** 2)

    run = lab.solve(lab.strip(), time="200 ps", temperature=kelvin, frames=20, noise=False)
    density = np.abs(run.data["psi"].values[:, :, 6]) ** 2
    x = run.data["x"].values
    for frame in (5, 10, 15, 19):
        hole = x[np.argmin(density[frame])]
        spot = -40e-9 + 80e-9 * frame / 20
        assert spot - 12e-9 < hole < spot + 3e-9  # it lags by the relaxation time of psi
    assert density[19, 5] > 0.8
    assert np.min(density[10]) < 0.4


@pytest.mark.parametrize(("part", "flows"), [(0.95, True), (1.05, False)])
def test_depairing_current_of_a_narrow_strip(lab, part, flows):
    """xi/2 wide, between banks: 0.95 of 2/(3 sqrt3) Phi_0 w/(2 pi mu_0 xi Lambda) flows without voltage, 1.05 not."""
    wire = lab.strip(probes={"+": ("-40 nm", 0), "-": ("40 nm", 0)}, terminals={
        name: onnes.edge(side, contact="held") for name, side in (("source", "left"), ("drain", "right"))})
    wire = onnes.Film(onnes.rectangle("120 nm", "5 nm"), **lab.metal, gamma=0.0, terminals=wire.terminals,
                      probes=wire.probes)
    amperes = part * wire.depairing_sheet_current * 5e-9
    run = lab.solve(wire, time="600 ps", current={"source": onnes.ramp(0, amperes, "200 ps")}, frames=60,
                    cells_per_xi=3)
    normal = amperes * wire.sheet_resistance * 80 / 5
    late = run.voltage().values[40:]
    if flows:
        assert np.max(np.abs(late)) < 1e-3 * normal
    else:
        assert np.mean(late) > 0.1 * normal


def test_an_array_on_the_nodes_is_a_function_of_place(lab):
    """Disorder as 25 x 13 numbers, as a function and as a labelled array: one film."""
    def epsilon(x, y):
        return 1 - 0.8 * np.exp(-(x**2 + y**2) / (20e-9) ** 2)

    x, y = np.linspace(-60e-9, 60e-9, 25), np.linspace(-30e-9, 30e-9, 13)
    values = epsilon(x[:, None], y[None])
    ends = [lab.solve(lab.strip(disorder=each), time="20 ps").data["psi"].values[-1] for each in
            (epsilon, values, xr.DataArray(values, coords={"x": x, "y": y}, dims=("x", "y")))]
    assert np.abs(ends[1] - ends[0]).max() < 1e-6
    assert np.abs(ends[2] - ends[0]).max() < 1e-6
    assert np.abs(ends[0][12, 6]) ** 2 < 0.7
    with pytest.raises(onnes.InputError, match=r"disorder: .*\(25, 12\)"):
        lab.solve(lab.strip(disorder=values[:, 1:]), time="1 ps")


class Pin(onnes.Term):
    """A well for |psi|^2 where a metal is damaged: int s(x) |psi|^2 dA."""

    strength: float

    def __call__(self, state, drive, sample):
        x, y = sample.grid.points()
        return jnp.sum(sample.node_volume * self.strength * jnp.exp(-(x**2 + y**2) / 4) * jnp.abs(state.psi) ** 2)


def test_a_term_of_ones_own_acts_and_is_not_lost_without_a_word(lab, tmp_path):
    """The same as disorder of the same form; a file names the term and refuses to go on without it."""
    film, pin = lab.strip(), Pin(0.8)
    run = lab.solve(film, time="20 ps", terms=pin)
    disorder = lab.strip(disorder=lambda x, y: 1 - 0.8 * np.exp(-(x**2 + y**2) / (20e-9) ** 2))
    same = lab.solve(disorder, time="20 ps")
    assert np.abs(run.data["psi"].values[-1] - same.data["psi"].values[-1]).max() < 1e-3
    longer = run.resume("10 ps")
    assert np.abs(longer.data["psi"].values[-1, 12, 6]) ** 2 < 0.7
    loaded = onnes.load(run.save(tmp_path / "run.h5"))
    with pytest.raises(onnes.InputError, match="not stored"):
        loaded.resume("10 ps")
    again = loaded.resume("10 ps", terms=[pin])
    np.testing.assert_allclose(again.data["psi"], longer.data["psi"], atol=1e-12)
    on = lab.solve(film, time="10 ps", start=loaded, terms=[pin])
    assert np.abs(on.data["psi"].values[-1] - longer.data["psi"].values[-1]).max() < 1e-4


def test_minimize_takes_energy_terms_only(lab):
    with pytest.raises(onnes.InputError, match=r"terms: .*onnes.Term"):
        onnes.minimize(lab.strip(), terms=[lambda state, drive, sample: 0])
