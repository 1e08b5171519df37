"""One domain over many devices, and over two processes: the same results to rounding, rims instead of fields moved."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.drives.protocols import ColdFront, Steady
from onnes.energies import Drive, State, ThermalForce, ginzburg_landau, uniform_state
from onnes.energies.spread import over_devices
from onnes.errors import InputError
from onnes.geometry import disc
from onnes.grids import Grid, Sample
from onnes.grids.devices import Slabs
from onnes.grids.gathering import on_host
from onnes.laws import TDGL
from onnes.laws.noise import Noise
from onnes.laws.steppers.rosenbrock import Rosenbrock
from onnes.laws.steppers.split import Split
from onnes.laws.steppers.tableau import ROS2

NODES = (48, 12)
METHODS = {"split": {"stepper": Split()}, "rosenbrock": {"stepper": Rosenbrock(ROS2)}}


def set_up(method: str) -> tuple[TDGL, State]:
    """A front passes a disc in a field; thermal agitation."""
    grid = Grid([np.linspace(-4, 4, NODES[0]), np.linspace(-2.5, 2.5, NODES[1])])
    energy = ginzburg_landau(Sample(grid, disc(2.2)), 1.2, (0.0, 0.0, 0.0), ThermalForce())
    front = ColdFront(jnp.asarray(grid.points()[0]), 4.0, 2.0, -0.5, 1.0, jnp.asarray((0.0, 0.0, 0.3)))
    x, y = grid.points()
    psi = jnp.asarray((0.5 + 0.1 * np.cos(x)) * np.exp(0.3j * np.sin(y)))
    A = tuple(jnp.asarray(0.1 * np.sin(grid.points((d,))[0] - grid.points((d,))[1])) for d in (0, 1))
    return TDGL(energy, front, 0.7, noise=Noise(jax.random.key(3), 1e-3, 0.05), fixed_step=0.05,
                 linear_tolerance=1e-12, **METHODS[method]), State(psi, (*A, None))


@eqx.filter_jit
def force(energy, state, drive):
    return energy.gradient(state, drive)


@eqx.filter_jit
def descend(energy, state):
    """Ten forces in a loop."""
    def down(_, s):
        return jax.tree.map(lambda u, g: u - 1e-3 * g, s, energy.gradient(s, Drive(1.0, (0.0, 0.0, 0.3))))

    return jax.lax.fori_loop(0, 10, down, state)


def forces(law: TDGL, state: State) -> dict[str, np.ndarray]:
    return _named("force", force(law.energy, state, law.protocol(0.3))) | _named("down", descend(law.energy, state))


def runs(law: TDGL, state: State, checkpoint: Path | None = None) -> dict[str, np.ndarray]:
    run = law.run(state, 0.1, every=0.05, checkpoint=checkpoint,
                  record=lambda now: {"density": jnp.mean(jnp.abs(now.state.psi) ** 2)})
    assert run.status == "completed"
    assert shares(run.state) == shares(state)
    return _named("end", run.state) | {"energy": run.ledger.energy, "heat": run.ledger.joule_heat,
                                       "work": run.ledger.source_work, "density": run.records["density"]}


def _named(name: str, state: State) -> dict[str, np.ndarray]:
    return {f"{name} {i}": on_host(leaf) for i, leaf in enumerate(jax.tree.leaves(state))}


def block() -> tuple[TDGL, State]:
    """In three dimensions, where memory counts."""
    grid = Grid([np.linspace(0, 1, n) for n in (8, 4, 4)])
    return TDGL(ginzburg_landau(Sample(grid), 1.2), Steady(Drive()), 0.7), uniform_state(grid)


def moved_in_loops(law: TDGL, state: State) -> list[tuple[str, int]]:
    """What devices exchange in the loop of `descend`: name of the operation and how many numbers."""
    program = descend.lower(law.energy, state).compile().compiled.as_text()
    loops = [part for part in re.split(r"\n(?=\S)", program) if not part.startswith("ENTRY")]
    return [(name, int(np.prod([int(n) for n in size.split(",") if n])))
            for part in loops for size, name in
            re.findall(r"= \(?\w+\[([\d,]*)\].*? (all-\w+|collective-\w+|reduce-scatter)(?:-start)?\(", part)]


def shares(tree) -> list[float]:
    """Of every field on nodes, edges and faces: how much of it lies on one device."""
    fields = [leaf for leaf in jax.tree.leaves(tree)
              if isinstance(leaf, jax.Array) and leaf.ndim > 1 and min(leaf.shape) > 1]
    return [float(np.prod(leaf.sharding.shard_shape(leaf.shape)) / leaf.size) for leaf in fields]


WORKER = """
import json, sys
sys.path.insert(0, sys.argv[1])
import jax
import numpy as np
from pathlib import Path
out, method, port, process = Path(sys.argv[2]), *sys.argv[3:]
if port != "alone":
    jax.config.update("jax_cpu_collectives_implementation", "gloo")
    jax.distributed.initialize(f"localhost:{port}", 2, int(process))
from test_many_devices import block, forces, moved_in_loops, over_devices, runs, set_up, shares
law, state = over_devices(*set_up(method))
checkpoint = None if port == "alone" else out / "checkpoint"
seen = forces(law, state) | runs(law, state, checkpoint)
again = runs(law, state, checkpoint) if checkpoint else seen
about = {"devices": jax.device_count(), "processes": jax.process_count(), "moved": moved_in_loops(law, state),
         "shares": shares((law.energy.sample.edge_weight[:2], law.energy.sample.node_volume, state)),
         "shares_of_block": shares(over_devices(*block()))}
if jax.process_index() == 0:
    np.savez(out / "seen.npz", **seen)
    np.savez(out / "again.npz", **again)
    (out / "about.json").write_text(json.dumps(about))
"""


def start(out: Path, *words: object, devices: int = 1) -> subprocess.Popen:
    environment = os.environ | {"XLA_FLAGS": f"--xla_force_host_platform_device_count={devices}"}
    command = [sys.executable, "-W", "ignore", "-c", WORKER, Path(__file__).parent, out, *words]
    return subprocess.Popen([str(word) for word in command], env=environment, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)


def finished(*processes: subprocess.Popen) -> None:
    said = [process.communicate(timeout=240)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), said


def told(out: Path, method: str) -> dict:
    """What the first process says of itself, once its results are those of one device."""
    expected = forces(*set_up(method)) | runs(*set_up(method))
    for file in ("seen.npz", "again.npz"):
        with np.load(out / file) as seen:
            for name in seen.files:
                assert seen[name] == pytest.approx(expected[name], rel=1e-10, abs=1e-11), name
    with np.load(out / "seen.npz") as seen:
        assert set(seen.files) == set(expected)
    return json.loads((out / "about.json").read_text())


@pytest.mark.long
@pytest.mark.parametrize("method", ["split", pytest.param("rosenbrock", marks=pytest.mark.slow)])
def test_four_devices(tmp_path, method):
    finished(start(tmp_path, method, "alone", 0, devices=4))
    about = told(tmp_path, method)
    assert about["devices"] == 4
    assert {name for name, _ in about["moved"]} == {"collective-permute"}, "from neighbour to neighbour only"
    rows = max(count for _, count in about["moved"]) / (min(NODES) + 2)
    assert rows <= 4 < NODES[0] / 4, "no more rows than there are devices"
    for shares in (about["shares"], about["shares_of_block"]):
        assert len(shares) >= 5
        assert set(shares) == {0.25}, "every field is split in four"


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
def test_two_processes_of_two_devices(tmp_path, method):
    """With a checkpoint, from which the run is then repeated."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    finished(*(start(tmp_path, method, port, process, devices=2) for process in (0, 1)))
    about = told(tmp_path, method)
    assert (about["devices"], about["processes"]) == (4, 2)
    assert set(about["shares"]) == {0.25}


def test_one_device_is_as_none(tmp_path):
    law, state = set_up("split")
    spread = over_devices(law, state)
    expected, seen = (force(part[0].energy, part[1], Drive()) for part in ((law, state), spread))
    assert all(np.array_equal(a, b) for a, b in zip(jax.tree.leaves(expected), jax.tree.leaves(seen), strict=True))


def test_nodes_that_do_not_divide_are_refused_with_numbers_that_do():
    grid = Grid([np.linspace(0, 1, 101), np.linspace(0, 1, 63)])
    with pytest.raises(InputError, match="Take 100 or 104 nodes along x"):
        Slabs.of(grid, devices=jax.devices() * 4)


def test_the_longest_axis_that_divides_is_cut():
    long = Grid([np.linspace(0, 1, 9), np.linspace(0, 1, 8), np.linspace(0, 1, 12)])
    assert Slabs.of(long, devices=jax.devices()).axis == 2
    assert Slabs.of(Grid([np.linspace(0, 1, 9), np.linspace(0, 1, 4)]), devices=jax.devices() * 2).axis == 1
