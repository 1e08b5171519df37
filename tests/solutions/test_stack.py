"""Films above each other: reciprocity, the field that each feels, what is refused."""

import numpy as np
import pytest

import onnes
from onnes.errors import InputError
from onnes.grids import Grid
from onnes.grids.layered_kernel import LayeredKernel
from onnes.grids.solvers.node_equation import SeparateBoxes

KEPT = {"cells_per_xi": 4, "extrapolate": False}


@pytest.fixture(scope="module")
def ring(lab):
    def made(outer="60 nm", inner="30 nm", centre=(0, 0), **arguments):
        return onnes.Film(onnes.ring(outer, inner, centre), **{**lab.metal, **lab.strong, **arguments})

    return made


@pytest.fixture(scope="module")
def stack(ring):
    small = ring("50 nm", "20 nm", ("5 nm", 0), thickness="10 nm", holes={"loop": onnes.disc("20 nm", ("5 nm", 0))})
    return onnes.Stack({"lower": ring(), "upper": small}, heights=["10 nm", "40 nm"])


@pytest.mark.long
def test_films_of_a_stack_act_on_each_other_alike(stack):
    L = stack.inductance(**KEPT)
    assert list(L.hole.values) == ["lower.0", "upper.loop"]
    there, back = L.total.values[0, 1], L.total.values[1, 0]
    assert there == pytest.approx(back, rel=1e-8)
    assert 0.03 < there / L.total.values[0, 0] < 0.1
    film = stack.films["upper"].inductance(**KEPT).total.item()  # the other film, without current, takes little away
    assert L.total.values[1, 1] == pytest.approx(film, rel=1e-3)
    assert L.total.values[1, 1] < film


@pytest.mark.long
def test_each_film_feels_the_field_at_its_height(stack):
    """The flux that the solver has in a rectangle of each film is that of the field around the stack."""
    coil = onnes.fields.loop("50 nm", current="1 mA", height="80 nm")
    run = onnes.solve(stack, law="london", time="1 ps", field=coil + "1 mT", frames=1, cells_per_xi=4)
    for name, z in zip(("lower", "upper"), stack.heights, strict=True):
        data = stack.select(run.data, name)
        x, y = data.x.values, data.y.values
        flux = data.field.values[-1, 10:30, 12:30].astype(float).sum() * (x[1] - x[0]) * (y[1] - y[0])
        region = onnes.rectangle(x[30] - x[10], y[30] - y[12], ((x[30] + x[10]) / 2, (y[30] + y[12]) / 2))
        assert run.flux_through(region, z=z) == pytest.approx(flux, rel=1e-3)
    with pytest.raises(InputError, match="above or below"):
        run.field_at(0, 0, z="40 nm")
    above = run.field_at(0, 0, z="60 nm").values
    assert run.field_at(z="60 nm").interp(x=0, y=0).values[2] == pytest.approx(above[2], rel=0.01)
    again = onnes.Stack.from_dict(stack.to_dict())
    assert again.heights == stack.heights
    assert again.outline == stack.outline
    assert again.is_whole


def test_thicker_films_carry_more(stack):
    """Half the thickness is twice the Pearl length: weights on the grid count it."""
    model = stack.model(2.5e-9)
    volume = np.asarray(model.sample.node_volume) * model.unit**2
    lower, upper = (np.sum(volume[sheet.first:sheet.beyond]) for sheet in stack.sheets(np.asarray(model.grid.nodes[0])))
    assert lower == pytest.approx(stack.films["lower"].outline.area, rel=1e-9)
    assert upper == pytest.approx(0.5 * stack.films["upper"].outline.area, rel=1e-9)


def test_a_stack_of_rectangles_has_a_box_solver_for_each(lab):
    """div(w grad f) = r up to the mean of r over each film, one of them half as thick."""
    films = [onnes.Film(onnes.rectangle("80 nm", "50 nm"), **{**lab.metal, **lab.strong, "thickness": thickness})
             for thickness in ("20 nm", "10 nm")]
    stack = onnes.Stack(films, [0, "30 nm"])
    model = stack.model(2.5e-9)
    solver = model.energy.sheet.potential_solver
    assert isinstance(solver, SeparateBoxes)
    assert [float(box.thickness) for box in solver.boxes] == pytest.approx([1.0, 0.5], rel=1e-12)
    given = np.random.default_rng(0).normal(size=model.grid.shape)
    f, volume = np.asarray(solver.solve(given).x), np.asarray(model.sample.node_volume)
    wanted = np.zeros(f.shape)
    for sheet in stack.sheets(np.asarray(model.grid.nodes[0])):
        own = slice(sheet.first, sheet.beyond)
        wanted[own] = given[own] - volume[own] / volume[own].sum() * given[own].sum()
        assert abs(np.sum(volume[own] * f[own])) < 1e-9 * np.sum(volume[own] * np.abs(f[own]))
    flows = [np.asarray(w) * np.diff(f, axis=d) for d, w in enumerate(model.sample.edge_weight[:2])]
    found = -sum(np.diff(np.pad(flow, [(1, 1) if a == d else (0, 0) for a in (0, 1)]), axis=d)
                 for d, flow in enumerate(flows))
    assert found == pytest.approx(wanted, abs=1e-10 * np.abs(given).max())


def test_what_is_no_stack_is_refused(ring, lab):
    two = [ring(), ring()]
    for films, heights, says in ((two[:1], [0], "two or more films"), (two, [0], "2 different heights"),
                                 (two, None, "2 different heights"), (None, [0, 1e-6], "two or more films"),
                                 ({"a.b": two[0], "a": two[1]}, [0, 1e-6], "without a point"),
                                 (two, [0, 0], "at least 20 nm apart"), (two, [1e-7, 0.92e-7], "apart"),
                                 ([ring(), ring(coherence_length="9 nm")], [0, 1e-8], "coherence_length"),
                                 ([ring(), lab.strip(**lab.strong, gamma=10.0)], [0, 1e-8], "without"),
                                 ([ring(), ring(ground_plane="1 um")], [0, 1e-8], "ground plane")):
        with pytest.raises(InputError, match=says):
            onnes.Stack(films, heights)
    for height in ("-2 um", "-995 nm"):
        with pytest.raises(InputError, match=r"ground_plane: got '1 um'[\s\S]*below z = 0"):
            onnes.Stack(two, [0, height], ground_plane="1 um")
    pair = onnes.Stack(two, [0, "40 nm"])
    with pytest.raises(InputError, match="film"):
        pair.select(None, "second")


def test_a_sheet_that_lies_on_the_plane_feels_no_other():
    """Its images cancel those of the currents above, exactly."""
    grid = Grid([np.linspace(0, 9, 19), np.linspace(0, 3, 7)])
    kernel = LayeredKernel(grid, [0.7, -1.0], 8, 11, planes=[(1.0, 1.0)])
    assert np.max(np.abs(kernel.spectrum[0, 1])) < 1e-13 < np.max(np.abs(kernel.spectrum[0, 0]))


@pytest.mark.long
def test_no_flux_goes_through_the_plane_below_a_stack(lab):
    ring = onnes.Film(onnes.ring("60 nm", "30 nm"), **{**lab.metal, **lab.strong})
    run = onnes.solve(onnes.Stack([ring, ring], [0, "30 nm"], ground_plane="20 nm"), law="london", time="1 ps",
                      frames=1, cells_per_xi=2, field=onnes.fields.loop("50 nm", current="1 mA", height="80 nm"))
    at_plane, above = (run.flux_through(onnes.disc("45 nm"), z=z) for z in ("-19.9999 nm", "-5 nm"))
    assert abs(at_plane) < 1e-4 * abs(above)
