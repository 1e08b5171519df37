"""Solids beside tdgl3d: geometry, the equations on its nodes, the exact disc, and what is asked of the program."""

import json
import math
import sys
from dataclasses import replace
from pathlib import Path

import equinox as eqx
import numpy as np
import pytest
from typer.testing import CliRunner

from onnes.bench.against import tdgl3d
from onnes.bench.against.environment import Environment
from onnes.bench.against.tdgl3d_disc import BoxedDisc, exact_moment, film_disc, screening
from onnes.bench.against.tdgl3d_moats import (
    Leg,
    MoatArray,
    evolve,
    loaded,
    mean_density,
    moment,
    readings,
    whole_cells,
    written,
)
from onnes.cli.main import app
from onnes.energies import Drive, State, ginzburg_landau
from onnes.errors import InputError, OnnesError
from onnes.numerics.jax_settings import as_array

THIS = Path(sys.executable)
SMALL = MoatArray(count=1, side=2.25, pitch=7.5, margin=3.0, metal=2, insulator=1, vacuum=1)


def random_state(array, seed=0):
    random = np.random.default_rng(seed)
    shape = tuple(len(nodes) for nodes in array.axes)
    psi = random.normal(size=shape) + 1j * random.normal(size=shape)
    return State(as_array(psi), tuple(as_array(random.normal(size=np.subtract(shape, np.eye(3, dtype=int)[d])))
                                      for d in range(3)))


# ---- the moat array


def test_the_array_is_that_of_92_x_92_x_16_cells():
    array = MoatArray()
    assert array.cells == (92, 92, 16)
    metal = array.metal_nodes()
    assert metal.shape == (91, 91, 15)
    # 4 of 15 levels for each film, without 16 moats of 9 x 9 nodes, their corners on nodes
    assert metal.sum() == 2 * 4 * (91**2 - 16 * 9**2)
    assert np.array_equal(metal, metal[::-1])
    assert np.array_equal(metal, metal[:, :, ::-1])
    assert np.array_equal(metal, metal.transpose(1, 0, 2))


def test_the_force_is_that_of_its_forward_euler_step():
    """Written out for links phi = A h with ghosts: psi and phi of the neighbour, H in the plaquettes outside."""
    array, (hx, hy, hz) = SMALL, SMALL.lengths
    state, epsilon = random_state(array), np.where(array.metal_nodes(), 1.0, -10.0)
    energy = ginzburg_landau(whole_cells(array.axes, array.lengths), array.kappa)
    force = eqx.filter_jit(energy.gradient)(state, Drive(epsilon, (0.0, 0.0, array.field)))
    volume = hx * hy * hz

    psi, links = np.asarray(state.psi), [np.asarray(a) * h for a, h in zip(state.A, array.lengths, strict=True)]
    rate = (epsilon - np.abs(psi) ** 2) * psi
    for axis, (phi, h) in enumerate(zip(links, array.lengths, strict=True)):
        ahead = np.exp(-1j * phi) * np.delete(psi, 0, axis) - np.delete(psi, -1, axis)
        behind = np.exp(1j * phi) * np.delete(psi, -1, axis) - np.delete(psi, 0, axis)
        ends = [(0, int(a == axis)) for a in range(3)], [(int(a == axis), 0) for a in range(3)]
        rate = rate + (np.pad(ahead, ends[0]) + np.pad(behind, ends[1])) / h**2
    assert np.asarray(force.psi) == pytest.approx(-2 * volume * rate, rel=1e-10)

    x, y, z = links
    flux_z = np.diff(y, axis=0) - np.diff(x, axis=1) - array.field * hx * hy
    flux_y = np.diff(x, axis=2) - np.diff(z, axis=0)
    across_y, across_z = np.pad(flux_z, [(0, 0), (1, 1), (0, 0)]), np.pad(flux_y, [(0, 0), (0, 0), (1, 1)])
    current = np.imag(np.conj(psi[:-1]) * psi[1:] * np.exp(-1j * x))
    rate = array.kappa**2 * (-np.diff(across_y, axis=1) / hy**2 + np.diff(across_z, axis=2) / hz**2) + current
    assert np.asarray(force.A[0]) == pytest.approx(-2 * volume / hx * rate, rel=1e-9, abs=1e-9)


def test_a_state_comes_back_from_the_file_of_the_other_program(tmp_path):
    state, file = random_state(SMALL), str(tmp_path / "state.npz")
    written(SMALL, state, file)
    links = np.load(file)
    assert links["x"].shape == links["z"].shape == state.psi.shape
    assert links["x"][2, 3, 1] == pytest.approx(0.75 * float(np.asarray(state.A[0])[2, 3, 1]))
    back = loaded(SMALL.lengths, file)
    for mine, theirs in zip((state.psi, *state.A), (back.psi, *back.A), strict=True):
        assert np.asarray(theirs) == pytest.approx(np.asarray(mine), rel=1e-14)


def test_the_start_has_the_applied_flux_in_every_face():
    state = SMALL.start()
    flux = np.diff(np.asarray(state.A[1]), axis=0) / 0.75 - np.diff(np.asarray(state.A[0]), axis=1) / 0.75
    assert flux == pytest.approx(SMALL.field)
    metal = SMALL.metal_nodes()
    assert np.all(np.abs(np.asarray(state.psi)[~metal]) == 0)
    assert 0.08 < np.abs(np.asarray(state.psi)).max() <= 0.1


def test_a_vortex_counts_in_its_layer_and_a_quantum_in_its_moat():
    """psi of one phase but for a turn around a face of the upper film, and around the moat in both."""
    array = replace(MoatArray(count=2, side=3.0, pitch=7.5, margin=3.0), field=0.0)
    x, y, _ = np.meshgrid(*array.axes, indexing="ij")
    moat = np.exp(1j * np.arctan2(y - 4.5, x - 4.5))
    vortex = np.exp(1j * np.arctan2(y - 8.6, x - 8.6))
    first, end = array.levels["top"]
    psi = moat.copy()
    psi[:, :, first:end] *= np.conj(vortex[:, :, first:end])
    psi[~array.metal_nodes()] = 0.0
    zero = tuple(as_array(np.zeros(np.subtract(psi.shape, np.eye(3, dtype=int)[d]))) for d in range(3))
    found = readings(array, State(as_array(psi), zero))
    assert [found[f"quanta in moats, {name}"] for name in ("bottom", "top")] == [1, 1]
    assert [found[f"antivortices, {name}"] for name in ("bottom", "top")] == [0, 1]
    assert [found[f"vortices, {name}"] for name in ("bottom", "top")] == [0, 0]
    assert found["density, top"] == pytest.approx(1.0) == mean_density(found)


def test_the_moment_is_that_of_pairs_at_rest_in_a_field():
    """J = -A, so m = -(1/4) B sum of (x^2 + y^2) over whole cells, up to the sine of the phase along an edge."""
    axes, field = [np.arange(9.0), np.arange(9.0), np.arange(3.0)], 1e-4
    x = axes[0] - 4
    along_x = np.broadcast_to(-0.5 * field * x[None, :, None], (8, 9, 3))
    along_y = np.broadcast_to(0.5 * field * x[:, None, None], (9, 8, 3))
    state = State(as_array(np.ones((9, 9, 3), complex)), (as_array(along_x), as_array(along_y), None))
    expected = -0.5 * 0.5 * field * (8 * 3 * np.sum(x**2)) * 2
    assert moment(axes, (1.0, 1.0, 1.0), state) == pytest.approx(expected, rel=1e-6)
    assert screening(axes, 2.0, field, state).mu == pytest.approx(1.0, rel=1e-6)


@pytest.mark.long
def test_the_density_converges_with_the_longest_step():
    array = replace(SMALL, field=0.02, metal=4)
    coarse, fine, finest = (mean_density(readings(array, evolve(array, (8.0,), step, 1.0)[0].state))
                            for step in (0.4, 0.2, 0.1))
    assert 2.5 < (coarse - fine) / (fine - finest) < 6.0  # order 2


# ---- the disc


def test_exact_moments_have_their_limits():
    """1 - (8/(15 pi)) R/Lambda where screening is weak: <r|A>/<r|r> of K = r. (64/(3 pi)) Lambda/R where complete."""
    assert (1 - exact_moment(1e4)) * 1e4 == pytest.approx(8 / (15 * math.pi), rel=1e-3)
    assert exact_moment(1e-4) / 1e-4 == pytest.approx(64 / (3 * math.pi), rel=3e-3)
    assert exact_moment(3e-3, 200) == pytest.approx(exact_moment(3e-3), rel=1e-9)


def test_the_energy_of_the_current_is_that_of_rings():
    """One term K = c r, whose c follows from A of rings of radius a, Landau and Lifshitz VIII, section 30."""
    from scipy.integrate import quad
    from scipy.special import ellipe, ellipkm1

    def ring(r, a):
        rest = ((a - r) / (a + r)) ** 2  # 1 - k^2
        return math.sqrt(a / r / (1 - rest)) / math.pi * (0.5 * (1 + rest) * ellipkm1(rest) - ellipe(1 - rest))

    def potential(r):
        return sum(quad(lambda a: a * ring(r, a), *ends, epsrel=1e-6)[0] for ends in ((0, r), (r, 1)))

    energy = quad(lambda r: r**2 * potential(r), 0, 1, epsrel=1e-5)[0]
    assert exact_moment(1.0, modes=1) == pytest.approx(1 / (1 + 4 * energy), rel=1e-5)


@pytest.mark.long
def test_the_film_has_the_moment_of_the_exact_disc():
    assert film_disc(1.0, 20).mu == pytest.approx(exact_moment(1.0), rel=3e-3)


def test_the_boxed_disc_is_in_the_middle():
    metal = BoxedDisc(6.0).metal_nodes()
    assert metal.shape == (27, 27, 19)
    assert np.array_equal(metal, metal[::-1])
    assert np.array_equal(metal, metal[:, :, ::-1])
    assert (metal[13, 13].sum(), metal[:, 13, 9].sum()) == (5, 13)


# ---- the other program


def test_a_package_without_metadata_is_asked_for_its_version(tmp_path, monkeypatch):
    """As that of a checkout on the path of a Python: here beside the Python that is asked."""
    import subprocess

    from onnes.bench.against.environment import _VERSION

    (tmp_path / "checked_out.py").write_text("__version__ = '2.1'")
    found = subprocess.run([THIS, "-c", _VERSION.format("checked_out")], cwd=tmp_path, capture_output=True, text=True)
    assert found.stdout.strip() == "2.1"


def test_without_the_program_its_source_is_told():
    with pytest.raises(InputError, match="omedeiro/nanowire_tdgl"):
        tdgl3d.compare(THIS)
    outcome = CliRunner().invoke(app, ["bench", "--against", "tdgl3d"])
    assert outcome.exit_code == 2
    assert "environment" in outcome.output


@pytest.mark.parametrize("wall", ["0", "-1", "inf", "nan"])
def test_a_wall_time_is_positive(wall):
    outcome = CliRunner().invoke(app, ["bench", "--against", "tdgl3d", "--environment", str(THIS), "--wall", wall])
    assert outcome.exit_code == 2
    assert "wall" in outcome.output


@pytest.mark.parametrize("arguments", [["--wall", "5"], ["--against", "tdgl", "--wall", "5"]])
def test_a_wall_time_is_that_of_tdgl3d(arguments):
    outcome = CliRunner().invoke(app, ["bench", *arguments])
    assert outcome.exit_code == 2
    assert "--against tdgl3d" in outcome.output


def test_the_script_is_where_python_cannot_mistake_us_for_the_peer():
    assert not (tdgl3d.SCRIPT.parent / "tdgl3d.py").exists()
    compile(tdgl3d.SCRIPT.read_text(), tdgl3d.SCRIPT, "exec")


@pytest.fixture
def peer(monkeypatch):
    """A tdgl3d that answers at once and stops after two legs, one of them 2 % from what it tends to."""
    def at(path, program, source):
        return Environment(THIS, program, "2.0.0")

    def answer(self, script, request):
        folder, legs, array = Path(request["folder"]), [], tdgl3d.SMALL
        np.save(folder / "metal.npy", array.metal_nodes())
        for number, size in enumerate((0.98, 1.0, 0.99)):
            file = str(folder / f"{number}.npz")
            psi = as_array(math.sqrt(size) * array.metal_nodes().astype(complex))
            written(array, replace_psi(array.start(), psi), file)
            legs.append({"time": request["times"][number], "file": file, "steps": 1000 * (number + 1),
                         "seconds": 5.0 * (number + 1), "processor_seconds": 10.0 * (number + 1)})
        return {"legs": legs[:2], "finer": legs[2], "metal": str(folder / "metal.npy"), "step": 0.01, "nodes": 1}

    def ours(array, times, longest_step, tolerance, grown=20.0):
        size = 1 + 0.04 * longest_step**2
        state = replace_psi(array.start(), as_array(math.sqrt(size) * array.metal_nodes().astype(complex)))
        return [Leg(t, state, int(t / longest_step), t / 50, t / 100) for t in times]

    monkeypatch.setattr(Environment, "at", at)
    monkeypatch.setattr(Environment, "answer", answer)
    monkeypatch.setattr(tdgl3d, "evolve", ours)


def replace_psi(state, psi):
    return State(psi, state.A)


def test_ratios_are_per_core_and_extrapolated_by_steps(peer):
    outcome = CliRunner().invoke(app, ["bench", "--against", "tdgl3d", "--environment", "x", "--quick", "--json"])
    (row,) = json.loads(outcome.stdout)["rows"]
    notes = row["notes"]
    assert row["limited_by"] == "tdgl3d 2.0.0"
    assert row["name"].startswith("moat array, 6615 nodes, to t = 150")
    assert (notes["its steps"], notes["extrapolated from t"]) == (15_000, 20.0)
    assert notes["its processor s"] == pytest.approx(15_000 / 2000 * 20.0)
    assert row["ratio"] == pytest.approx(notes["its processor s"] / 1.5)
    assert notes["its error at t = 10"] == pytest.approx(0.02)  # 0.98 and 0.99 tend to 1
    assert notes["our error at t = 10"] <= 0.02
    assert notes["our error at t = 40"] == pytest.approx(1.0128 / 1.0004 - 1)  # both are proportional to |psi|^2
    assert "its error at t = 40" not in notes  # it was stopped before
    assert notes["our longest step"] == pytest.approx(0.8 / math.sqrt(2))
    assert notes["largest difference of |psi|^2, t = 20"] == pytest.approx(0.04 * 0.32)


def test_another_metal_is_no_comparison(peer, monkeypatch):
    monkeypatch.setattr(MoatArray, "metal_nodes", lambda self: np.ones((21, 21, 15), bool), raising=True)
    answer = Environment.answer

    def shifted(self, script, request):
        said = answer(self, script, request)
        np.save(said["metal"], np.zeros((21, 21, 15), bool))
        return said

    monkeypatch.setattr(Environment, "answer", shifted)
    with pytest.raises(OnnesError, match="other nodes"):
        tdgl3d.compare(Path("x"), quick=True)
