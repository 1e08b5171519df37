"""Vortices as objects: births, deaths, ways, and the balance of vorticity."""

from types import SimpleNamespace

import numpy as np
import pytest
import xarray as xr

import onnes
from onnes.energies import State, uniform_state
from onnes.errors import InputError
from onnes.numerics.jax_settings import as_array
from onnes.readouts.vortices import turns_of_faces
from onnes.solutions.tracks import tracks_of
from onnes.solutions.vortices import vortices_of

NM = 1e-9
HOLE = onnes.disc("20 nm", ("-40 nm", 0))


def test_a_vortex_goes_over_the_side_of_a_cell():
    """One cell of a lattice: what leaves on the right is the one that comes in on the left."""
    film = onnes.Film(onnes.rectangle("200 nm", "100 nm"), coherence_length="10 nm", penetration_depth="300 nm",
                      thickness="10 nm", period=("200 nm", "100 nm"))
    ways = np.linspace(0, 250, 11)  # nm

    def vortices_at(frame):
        return xr.Dataset({"x": ("vortex", [((ways[frame] + 100) % 200 - 100) * NM]), "y": ("vortex", [0.0]),
                           "charge": ("vortex", [1])})

    data = xr.Dataset({"vortices": ("time", np.ones(11))}, {"time": np.linspace(0, 1e-10, 11)})
    table = tracks_of(SimpleNamespace(device=film, data=data, vortices_at=vortices_at)).table
    assert table.sizes["track"] == 1
    assert table["went"] == "end"
    np.testing.assert_allclose([table["length"].item(), table["longest_step"].item()], [250 * NM, 25 * NM])


def moving(*paths, records=21):
    """A run of a film with a hole in which vortices (charge, place at share s of the run, or None) are put."""
    film = onnes.Film(onnes.rectangle("200 nm", "120 nm") - HOLE, coherence_length="10 nm", penetration_depth="300 nm",
                      thickness="10 nm", holes={"slit": HOLE})
    model = film.model(film.spacing(2))
    grid = model.grid
    x, y = (points * model.unit for points in grid.points())
    psi, fluxoid = [], []
    for share in np.linspace(0, 1, records):
        now = np.ones(grid.shape, complex)
        for charge, place in [(charge, path(share)) for charge, path in paths if path(share) is not None]:
            z = ((x - place[0]) + 1j * charge * (y - place[1])) / model.unit
            now *= z / np.sqrt(np.abs(z) ** 2 + 2)
        psi.append(now)
        turns = turns_of_faces(model.sample, State(as_array(now), uniform_state(grid).A))
        fluxoid.append(float(model.holes.sums(turns)[0]))
    data = xr.Dataset({"psi": (("time", "x", "y"), np.array(psi)), "vortices": ("time", np.zeros(records)),
                       "fluxoid": ("time", fluxoid),
                       "vector_potential": (("time", "component", "x", "y"), np.zeros((records, 2, *grid.shape)))},
                      {"time": np.linspace(0, 1e-10, records), "x": x[:, 0], "y": y[0]})
    run = SimpleNamespace(device=film, model=model, data=data, inputs={})
    run.vortices_at = lambda frame: vortices_of(run, frame)
    return run


def crossing(share):
    """Straight down through the strip, 1.6 m/ns: 160 nm in 0.1 ns; on the film from 1/8 to 7/8."""
    return 60 * NM, (80 - 160 * share) * NM


def into_the_hole(share):
    """From the left edge into the hole, where it stays."""
    return (-120 + 80 * share) * NM, 3 * NM


@pytest.fixture(scope="module")
def tracks():
    return tracks_of(moving((1, crossing), (1, into_the_hole)))


def test_a_vortex_crosses_from_edge_to_edge_and_one_falls_into_a_hole(tracks):
    rows = tracks.table.to_dataframe()
    assert rows[["charge", "came", "came_by", "went", "went_by"]].values.tolist() == [
        [1, "edge", "top", "edge", "bottom"], [1, "edge", "left", "hole", "slit"]]
    assert rows["speed"].tolist() == pytest.approx([1600, 800], rel=0.01)
    assert rows["birth"][0] == pytest.approx(1e-10 / 8, abs=1e-11)
    assert rows["longest_step"][0] == pytest.approx(8 * NM, rel=0.05)


def test_positions_are_finer_than_the_grid(tracks):
    own = tracks.points.where(tracks.points.track == 0, drop=True)
    true = np.array([crossing(t / 1e-10) for t in own.time.values])
    away = np.hypot(own.x.values - true[:, 0], own.y.values - true[:, 1]) / tracks.solution.model.spacing
    assert np.max(away[1:-1]) < 0.05
    assert np.max(away) < 0.2  # next to an edge


def test_what_enters_less_what_leaves_is_the_change_of_the_vorticity_and_of_the_fluxoid(tracks):
    data, table = tracks.solution.data, tracks.table
    inside = {when: np.sum(table.charge.values[np.isin(table[way].values, ("edge", "hole", "pair"))])
              for when, way in (("came", "came"), ("went", "went"))}
    counted = [int(vortices_of(tracks.solution, frame)["charge"].sum()) for frame in (0, -1)]
    assert inside["came"] - inside["went"] == counted[1] - counted[0]
    into = table.charge.values[table.went_by.values == "slit"].sum() - table.charge.values[
        table.came_by.values == "slit"].sum()
    assert into == round(float(data["fluxoid"].values[-1] - data["fluxoid"].values[0]), 9) == 1


def test_pairs_name_each_other():
    def towards(side):
        return lambda share: ((61 + side * (30 - 35 * share)) * NM, 2 * NM) if share < 0.8 else None

    rows = tracks_of(moving((1, towards(1)), (-1, towards(-1)))).table.to_dataframe()
    assert sorted(rows["charge"]) == [-1, 1]
    assert rows[["came", "went"]].values.tolist() == [["start", "pair"]] * 2
    assert rows["went_by"].tolist() == ["1", "0"]


@pytest.fixture(scope="module")
def flux_flow(lab):
    """The strip in half of Bc2 with a current: vortices enter at the top and leave at the bottom."""
    return lab.solve(lab.strip(), time="30 ps", field=0.5 * lab.strip().upper_critical_field, frames=60,
                     current={"source": "90 uA"})


def test_the_vorticity_of_a_run_changes_by_what_crosses_its_edges(flux_flow):
    tracks = flux_flow.tracks()
    assert tracks.table.sizes["track"] > 3
    change = np.zeros(len(flux_flow.data["time"]), int)
    for way, when, sign in (("came", "birth", 1), ("went", "death", -1)):
        over_an_edge = tracks.table[way].values == "edge"
        frames = np.searchsorted(flux_flow.data["time"].values, tracks.table[when].values[over_an_edge])
        np.add.at(change, frames + (way == "went"), sign * tracks.table["charge"].values[over_an_edge])
    np.testing.assert_array_equal(np.cumsum(change), flux_flow.data["vorticity"].values)


def test_tracks_are_drawn_over_psi_in_the_colours_of_time(flux_flow):
    ax = flux_flow.tracks().plot()
    assert [bar.get_ylabel() or bar.get_xlabel() for bar in ax.figure.axes[1:]] == ["|ψ|²", "time (ps)"]
    assert len(ax.collections) >= flux_flow.tracks().table.sizes["track"]
    assert set(flux_flow.device.terminals) <= {text.get_text() for text in ax.texts}


def test_a_run_without_vortices_has_an_empty_table(lab):
    tracks = lab.solve(lab.strip(), time="1 ps", frames=4).tracks()
    assert tracks.table.sizes["track"] == tracks.points.sizes["point"] == 0
    assert tracks.plot().get_title() == "vortices from circle to cross"
    assert "0 vortices" in repr(tracks)


def test_a_perfect_conductor_has_no_tracks():
    with pytest.raises(InputError, match=r"law.*perfect conductor has no vortices"):
        tracks_of(SimpleNamespace(data=xr.Dataset(), inputs={"law": "perfect-conductor"}))
