"""Inductances, ground planes and the field around a film: closed forms, reciprocity, what the solver stores.

The ring of 60 nm of test_rigid_laws.py on its grid, with Lambda = 4 um, far wider than the ring, or 20 nm.
"""

import dataclasses

import jax.numpy as jnp
import numpy as np
import pytest

import onnes
from onnes.energies import State
from onnes.errors import InputError
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

RADIUS = 60e-9
KEPT = {"cells_per_xi": 4, "extrapolate": False}
HOLES = {"left": onnes.disc("20 nm", ("-30 nm", 0)), "right": onnes.rectangle("20 nm", "40 nm", ("35 nm", 0))}


@pytest.fixture(scope="module")
def ring(lab):
    def made(**arguments):
        return onnes.Film(onnes.ring(RADIUS, RADIUS / 2), **{**lab.metal, **lab.strong, **arguments})

    return made


@pytest.fixture(scope="module")
def persistent(ring):
    """The ring with one fluxoid in its hole, over a ground plane or none."""
    def run(**arguments):
        film = ring(**arguments)
        still = onnes.solve(film, time="1 ps", law="london", frames=1, cells_per_xi=4, self_field=True)
        x, y = still.model.grid.points()
        state = State(still.outcome.state.psi * jnp.exp(1j * np.arctan2(y, x)), still.outcome.state.A)
        wound = dataclasses.replace(still, outcome=dataclasses.replace(still.outcome, state=state))
        return still, onnes.solve(film, time="1 ps", law="london", frames=1, start=wound)

    return run


@pytest.fixture(scope="module")
def alone(persistent):
    return persistent()


@pytest.fixture(scope="module")
def grounded(persistent):
    return persistent(ground_plane="15 nm")


def test_kinetic_inductance_of_a_ring(ring, lab):
    """K = I/(r ln(b/a)) where Lambda is large: 2 pi mu_0 Lambda/ln(b/a)."""
    film = ring(**{name: lab.metal[name] for name in lab.strong})
    L = film.inductance(**KEPT)
    assert L.kinetic.item() == pytest.approx(2 * np.pi * VACUUM_PERMEABILITY * 4e-6 / np.log(2), rel=3e-3)
    assert L.total.item() == pytest.approx((L.kinetic + L.geometric).item())
    # Neumann's double integral of K = I/(r ln 2) over the ring, by rings.
    assert L.geometric.item() == pytest.approx(1.4203 * VACUUM_PERMEABILITY * RADIUS, rel=0.01)


@pytest.mark.parametrize("which", ["alone", "grounded"])
def test_a_fluxoid_stores_half_its_square_over_the_inductance(request, which):
    """Energy and moment of the state with one fluxoid: Phi_0^2/2L, and I = Phi_0/L times the effective area."""
    still, wound = request.getfixturevalue(which)
    film = wound.device
    L = film.inductance(**KEPT).total.item()
    stored = wound.energy.values[-1] - still.energy.values[-1]
    assert stored == pytest.approx(FLUX_QUANTUM**2 / (2 * L), rel=1e-6)
    if which == "alone":
        area = film.flux_from("1 T", **KEPT).item()
        assert wound.moment.values[-1] == pytest.approx(FLUX_QUANTUM / L * area, rel=1e-6)


@pytest.mark.long
def test_the_flux_of_a_coil_is_what_the_ring_sends_back(alone):
    """M = flux of one ampere in the coil = flux of the ring's current through the coil, per ampere."""
    film, wound = alone[1].device, alone[1]
    M = film.flux_from(onnes.fields.loop("50 nm", current="1 A", height="40 nm"), **KEPT).item()
    current = FLUX_QUANTUM / film.inductance(**KEPT).total.item()
    assert wound.flux_through(onnes.disc("50 nm"), z="40 nm") == pytest.approx(M * current, rel=2e-3)


def test_holes_act_on_each_other_alike(lab):
    film = onnes.Film(onnes.disc(RADIUS) - list(HOLES.values()), holes=HOLES, **{**lab.metal, **lab.strong})
    L = film.inductance(**KEPT)
    for part in ("total", "geometric", "kinetic"):
        there, back = (L[part].sel(hole=a, other=b).item() for a, b in (("left", "right"), ("right", "left")))
        assert there == pytest.approx(back, rel=1e-8)
        assert there < 0  # the current between the holes flows against the other one's
        assert np.all(np.linalg.eigvalsh(L[part].values) > 0)


@pytest.mark.long
def test_two_terminals(lab):
    """Kinetic part mu_0 Lambda l/w; geometric over a near ground plane mu_0 h l/w, less what leaks at the edges."""
    strip = lab.strip(thickness="2 nm", penetration_depth=40**0.5 * 1e-9)
    free, grounded = (film.inductance_between("source", "drain", cells_per_xi=2)
                      for film in (strip, strip.replace(ground_plane="2 nm")))
    assert grounded.kinetic.item() == pytest.approx(VACUUM_PERMEABILITY * 20e-9 * 2, rel=0.02)
    assert grounded.geometric.item() == pytest.approx(VACUUM_PERMEABILITY * 2e-9 * 2, rel=0.15)
    assert free.geometric.item() > 3 * grounded.geometric.item()
    assert 0 <= grounded.uncertainty.item() < 0.05 * grounded.total.item()


def test_a_ground_plane_lets_no_field_through(grounded):
    wound = grounded[1]
    B = wound.field_at("10 nm", ["-50 nm", "20 nm"], z=["5 nm", "-14.9999999 nm", "-16 nm"])
    assert B.dims == ("component", "y", "z")
    above, at, below = (B.isel(z=k) for k in range(3))
    assert np.all(np.abs(at.sel(component="z")) < 1e-6 * np.max(np.abs(above)))
    assert np.all(np.abs(at.sel(component="x")) > 1e-3 * np.max(np.abs(above)))
    assert np.all(below == 0)
    assert wound.flux_through(onnes.disc("30 nm"), z="-20 nm") == 0


def test_the_field_around_a_film(alone):
    """That of its moment far away; curl-free and divergence-free beside it; by convolution as by sums."""
    wound = alone[1]
    far = wound.field_at(0, 0, z=[-2e-6, 2e-6]).sel(component="z")
    assert far.values == pytest.approx(VACUUM_PERMEABILITY * wound.moment.values[-1] / (2 * np.pi * 8e-18), rel=3e-3)
    below, above = wound.field_at("10 nm", "-20 nm", z=["-30 nm", "30 nm"]).values.T
    assert below == pytest.approx(above * [-1, -1, 1], rel=1e-9)
    everywhere = wound.field_at(z="30 nm")
    some = everywhere.isel(x=[3, 20], y=[7, 8, 9])
    assert wound.field_at(some.x.values, some.y.values, z="30 nm").values == pytest.approx(some.values, rel=1e-9)
    h = 1e-10
    near = wound.field_at(*(np.array([-h, 0, h]) + at for at in (20e-9, 10e-9)), z=np.array([-h, 0, h]) + 25e-9)
    slope = {name: near.differentiate(name).isel(x=1, y=1, z=1) for name in "xyz"}
    size = np.abs(slope["z"].sel(component="z"))
    assert abs(sum(slope[name].sel(component=name) for name in "xyz")) < 1e-4 * size
    assert abs(slope["x"].sel(component="z") - slope["z"].sel(component="x")) < 1e-4 * size


@pytest.mark.long
def test_the_flux_through_a_contour_is_that_of_the_field(lab, ring):
    coil = onnes.fields.loop("70 nm", current="1 mA", height="30 nm") * onnes.ramp(0, 1, "1 ps")
    run = onnes.solve(ring(), law="london", time="1 ps", frames=2, cells_per_xi=4, field=coil + "1 mT")
    x, y = run.data.x.values, run.data.y.values
    faces = run.data.field.values[-1, 9:36, 12:30].astype(float).sum() * (x[1] - x[0]) * (y[1] - y[0])
    region = onnes.rectangle(x[36] - x[9], y[30] - y[12], ((x[36] + x[9]) / 2, (y[30] + y[12]) / 2))
    assert run.flux_through(region) == pytest.approx(faces, rel=1e-3)
    assert run.flux_through(region, time=0) == pytest.approx(1e-3 * region.area, rel=0.7)
    xs = np.linspace(-30e-9, 30e-9, 41)
    B = run.field_at(xs, xs, z="20 nm").sel(component="z")
    assert run.flux_through(onnes.rectangle("60 nm", "60 nm"), z="20 nm") == pytest.approx(
        B.integrate(["x", "y"]).item(), rel=2e-3)
    before_the_end = dataclasses.replace(run, outcome=dataclasses.replace(run.outcome, current=None))
    assert before_the_end.flux_through(region) == pytest.approx(faces, rel=0.02)


@pytest.mark.long
def test_the_field_over_a_plane_that_it_enters(ring):
    """The flux that the solver has in a rectangle of the film is that of the field around it, images of a coil, too."""
    plane = onnes.ground_plane("15 nm", penetration_depth="30 nm", thickness="20 nm")
    coil = onnes.fields.loop("70 nm", current="1 mA", height="30 nm")
    run = onnes.solve(ring(ground_plane=plane), law="london", time="1 ps", frames=1, cells_per_xi=4, field=coil)
    x, y = run.data.x.values, run.data.y.values
    faces = run.data.field.values[-1, 9:36, 12:30].astype(float).sum() * (x[1] - x[0]) * (y[1] - y[0])
    region = onnes.rectangle(x[36] - x[9], y[30] - y[12], ((x[36] + x[9]) / 2, (y[30] + y[12]) / 2))
    assert run.flux_through(region) == pytest.approx(faces, rel=1e-3)
    xs = np.linspace(-30e-9, 30e-9, 13)
    B = run.field_at(xs, xs, z="-14 nm").sel(component="z")
    assert run.flux_through(onnes.rectangle("60 nm", "60 nm"), z="-14 nm") == pytest.approx(
        B.integrate(["x", "y"]).item(), rel=0.02)
    for ask in (lambda: run.field_at(0, 0, z="-16 nm"), lambda: run.flux_through(region, z="-16 nm")):
        with pytest.raises(InputError, match=r"z: [\s\S]*above its surface, -15 nm"):
            ask()


@pytest.mark.long
def test_a_plane_that_a_field_enters_lies_between_a_perfect_one_and_none(ring):
    """All of them under the law of statics, too: the energy of a ring in the field of a coil."""
    planes = (None, onnes.ground_plane("15 nm", penetration_depth="30 nm"), "15 nm")
    alone, entered, perfect = (ring(ground_plane=plane).inductance(**KEPT).total.item() for plane in planes)
    assert perfect < entered < alone
    lower = ring(ground_plane="45 nm").inductance(**KEPT).total.item()
    assert entered == pytest.approx(lower, rel=0.03)
    coil = onnes.fields.loop("70 nm", current="1 mA", height="30 nm")
    moments = [abs(onnes.minimize(ring(ground_plane=plane), field=coil, cells_per_xi=2).moment.values.item())
               for plane in planes]
    assert moments[2] < moments[1] < moments[0]


def test_a_ground_plane_is_kept_in_files(grounded):
    film = grounded[1].device
    kept = onnes.Film.from_dict(film.to_dict())
    assert kept.ground_plane == film.ground_plane == onnes.ground_plane("15 nm")
    assert "ground plane" in str(kept)


@pytest.mark.long
def test_pins_and_regions_weaken_the_current_as_disorder_does(ring):
    """A pin is a strength of place; through a normal metal all the way across goes no current that stays."""
    def strength(x, y):
        return 1 - 0.5 * np.exp(-((x - 45e-9) ** 2 + y**2) / 20e-9**2)

    pinned = ring(pins=[onnes.pin(("45 nm", 0), "20 nm", depth=0.5)]).inductance(**KEPT)
    drawn = ring(disorder=strength).inductance(**KEPT)
    assert pinned["total"].item() == pytest.approx(drawn["total"].item(), rel=1e-6)
    assert pinned["kinetic"].item() > 1.03 * ring().inductance(**KEPT)["kinetic"].item()
    gap = onnes.rectangle("30 nm", "16 nm", ("45 nm", 0)) & onnes.ring(RADIUS, RADIUS / 2)
    cut = ring(normal={"gap": onnes.normal(gap, coherence_length="5 nm")}, critical_temperature="9 K",
               temperature="4 K")
    with pytest.raises(InputError, match="a region or a pin"):
        cut.inductance(**KEPT)


def test_what_has_no_inductance_is_refused(lab, ring):
    with pytest.raises(InputError, match=r"without holes[\s\S]*Cut a hole"):
        lab.strip().inductance()
    with pytest.raises(InputError, match="drain"):
        lab.strip().inductance_between("source", "drian")
    with pytest.raises(InputError, match="another terminal"):
        lab.strip().inductance_between("source", "source")
    with pytest.raises(InputError, match="increase cells_per_xi"):
        ring().inductance(cells_per_xi=0.5)
    cut = ring(disorder=lambda x, y: np.where((x > 0) & (np.abs(y) < 8e-9), -1.0, 1.0))
    with pytest.raises(InputError, match="all around it"):
        cut.inductance(**KEPT)


def test_what_a_ground_plane_refuses(ring, alone):
    for distance in ("0 nm", "-1 um"):
        with pytest.raises(InputError, match="positive distance below the film"):
            ring(ground_plane=distance)
    with pytest.raises(InputError, match="more than 10 nm below z = 0"):
        ring(ground_plane="9 nm")
    with pytest.raises(InputError, match="penetration_depth too"):
        onnes.ground_plane("1 um", thickness="100 nm")
    film = ring(ground_plane="1 um")
    for field, says in (("1 mT", "across a superconducting ground plane"),
                        (onnes.fields.loop("1 um", "1 mA", "-2 um"), "below the ground plane")):
        with pytest.raises(InputError, match=says):
            onnes.solve(film, time="1 ps", law="london", field=field)
    with pytest.raises(InputError, match="above or below the film"):
        alone[1].field_at(0, 0, z=0)
    mapped = dataclasses.replace(alone[1])
    mapped.drive.field = onnes.fields.from_function(lambda x, y: 1e-3 * x)
    with pytest.raises(InputError, match="known outside"):
        mapped.field_at(0, 0, z="1 um")


def test_half_the_strength_has_half_the_carriers(lab):
    full, half = (onnes.Film(onnes.ring("60 nm", "30 nm"), disorder=strength, **lab.metal).inductance(
        cells_per_xi=2, extrapolate=False).kinetic.item() for strength in (1.0, 0.5))
    assert half == pytest.approx(2 * full, rel=1e-3)


@pytest.mark.long
def test_a_contour_with_a_hole_leaves_out_the_flux_of_the_hole(lab):
    run = lab.solve(onnes.Film(onnes.disc("60 nm"), **lab.metal), law="london", time="1 ps", frames=1, field="1 mT")
    shapes = onnes.disc("50 nm"), onnes.disc("20 nm"), onnes.ring("50 nm", "20 nm")
    whole, hole, rest = (run.flux_through(shape, z="20 nm") for shape in shapes)
    assert rest == pytest.approx(whole - hole, rel=1e-3)
