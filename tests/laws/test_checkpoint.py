"""Checkpoints: what survives a killed process, what a second process reads, and whose checkpoint it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onnes
from onnes.drives.protocols import Steady
from onnes.energies import Drive
from onnes.errors import InputError
from onnes.laws import TDGL
from onnes.laws.noise import Noise
from onnes.laws.running import checkpoint
from onnes.laws.running.identity import difference, identity
from onnes.laws.running.records import FILE

COUNT = 160


def loop_at(index: int) -> dict:
    """A loop that tells by itself at which row it is; nothing, a key and a truth value in it."""
    return {"index": jnp.asarray(index), "field": jnp.arange(6.0).reshape(2, 3) * index, "absent": None,
            "wave": jnp.full(2, 1j * index), "key": jax.random.key(index), "odd": jnp.asarray(index % 2 == 1)}


def row_at(index: int) -> dict[str, np.ndarray]:
    return {"time": np.asarray(0.5 * index), "image": np.full((2, 3), index, np.float32),
            "wave": np.asarray([index, 1j * index]), "odd": np.asarray(index % 2 == 1)}


def saved(path: Path, count: int) -> None:
    rows = []
    for index in range(count):
        rows.append(row_at(index))
        checkpoint.save(path, loop_at(index), rows)


def assert_whole(path: Path, count: int) -> None:
    loop, rows = checkpoint.load(path, loop_at(0))
    assert (len(rows), int(loop["index"])) == (count, count - 1)
    assert jax.tree.structure(loop) == jax.tree.structure(loop_at(0))
    assert jnp.array_equal(jax.random.key_data(loop.pop("key")), jax.random.key_data(jax.random.key(count - 1)))
    expected = {name: leaf for name, leaf in loop_at(count - 1).items() if name != "key"}
    assert all(jnp.array_equal(a, b) for a, b in zip(jax.tree.leaves(loop), jax.tree.leaves(expected), strict=True))
    for index, row in enumerate(rows):
        assert row.keys() == row_at(index).keys()
        assert all(np.array_equal(row[name], value) and row[name].dtype == value.dtype
                   for name, value in row_at(index).items())


def test_loop_and_records_come_back(tmp_path):
    saved(tmp_path / "run", 5)
    assert_whole(tmp_path / "run", 5)


def test_nothing_saved_yet_is_no_error(tmp_path):
    like = loop_at(0)
    assert checkpoint.load(tmp_path / "run", like) == (like, [])


@settings(max_examples=25)
@given(st.data())
def test_whatever_a_killed_run_left_beyond_its_loop_is_written_again(tmp_path_factory, data):
    """The records may hold any number of bytes more than the loop knows of."""
    path = tmp_path_factory.mktemp("killed") / "run"
    saved(path, 3)
    whole = (path / FILE).read_bytes()
    row = (len(whole) - len(whole.splitlines(keepends=True)[0])) // 3
    more = data.draw(st.integers(0, 3 * row))
    (path / FILE).write_bytes(whole + bytes(more))
    assert len(onnes.read_running(path)["time"]) == 3 + more // row
    _, rows = checkpoint.load(path, loop_at(0))
    checkpoint.save(path, loop_at(3), [*rows, row_at(3)])
    assert_whole(path, 4)
    assert len(onnes.read_running(path)["time"]) == 4


def test_a_checkpoint_costs_the_same_at_every_record(tmp_path):
    sizes, rows = [], []
    for index in range(30):
        rows.append(row_at(index))
        checkpoint.save(tmp_path, loop_at(index), rows)
        sizes.append(((tmp_path / FILE).stat().st_size, (tmp_path / checkpoint.LOOP).stat().st_size))
    records, loops = zip(*sizes, strict=True)
    assert set(np.diff(records)) == {8 + 6 * 4 + 2 * 16 + 1}
    assert len(set(loops)) == 1


KILLED_WHILE_SAVING = """
import os, random, signal, sys, time, traceback
from pathlib import Path
import numpy as np
from onnes.laws.running import checkpoint
path = Path(sys.argv[1])

def save_on():
    loop, rows = checkpoint.load(path, [np.zeros(3000)])
    assert len(rows) == 0 or np.all(loop[0] == len(rows) - 1)
    while True:
        rows.append({"time": np.asarray(float(len(rows))), "image": np.full((30, 40), len(rows))})
        checkpoint.save(path, [np.full(3000, len(rows) - 1.0)], rows)

chance = random.Random()
for _ in range(int(sys.argv[2])):
    child = os.fork()  # before JAX has threads
    if not child:
        try:
            save_on()
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    time.sleep(0.2 + chance.uniform(0, 0.2))
    os.kill(child, signal.SIGKILL)
    if os.waitpid(child, 0)[1] != signal.SIGKILL:
        sys.exit("a checkpoint was not whole")
"""


def start(script: str, *words: object) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-W", "ignore", "-c", script, *map(str, words)], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def test_processes_killed_while_saving_leave_a_whole_checkpoint(tmp_path):
    killer = start(KILLED_WHILE_SAVING, tmp_path / "run", 5)
    assert killer.wait(timeout=100) == 0, killer.communicate()[1]
    killer.communicate()
    loop, rows = checkpoint.load(tmp_path / "run", [jnp.zeros(3000)])
    assert len(rows) > 5
    assert jnp.all(loop[0] == len(rows) - 1)
    for index, row in enumerate(rows):
        assert row["time"] == index
        assert np.all(row["image"] == index)


def noisy_run(bench, path: Path | None, **options):
    """A slab that fluctuates, recorded often; ``options`` go to `TDGL.run`."""
    law = TDGL(bench.energy, Steady(Drive(1.0, (0.0, 0.0, 0.2))), 0.7, noise=Noise(jax.random.key(4), 1e-3, 0.25))
    return law.run(bench.smooth(), 0.05 * COUNT, every=0.05, record=lambda now: {"psi": now.state.psi},
                   checkpoint=path, **options)


NOISY_RUN = """
import sys, time
sys.path.insert(0, sys.argv[1])
import numpy as np
from pathlib import Path
from conftest import Bench
from test_checkpoint import jax, noisy_run
run = noisy_run(Bench(), Path(sys.argv[2]), progress=lambda fraction, message: time.sleep(0.005))
np.savez(sys.argv[3], *jax.tree.leaves(run.state), run.ledger.energy, run.ledger.joule_heat, run.records["psi"],
         [run.steps, run.rejected, run.iterations])
"""


def rows_in(path: Path) -> int:
    return len(onnes.read_running(path).get("time", ())) if (path / FILE).exists() else 0


@pytest.mark.long
@pytest.mark.parametrize("kills", [1, pytest.param(6, marks=pytest.mark.slow)])
def test_a_run_killed_at_random_moments_ends_as_one_never_killed(bench, tmp_path, kills):
    whole = noisy_run(bench, None)
    chance, path, out = np.random.default_rng(), tmp_path / "run", tmp_path / "end.npz"
    script = partial(start, NOISY_RUN, Path(__file__).parent, path, out)
    for kill in range(kills):
        process, goal = script(), int((kill + chance.uniform(0.1, 0.9)) * (COUNT - 20) / kills)
        while rows_in(path) < goal and process.poll() is None:
            time.sleep(0.003)
        time.sleep(chance.uniform(0, 0.02))
        read = onnes.read_running(path)
        assert process.poll() is None, process.communicate()[1]  # it was read while it ran, and is killed now
        process.kill()
        process.communicate()
        assert goal <= len(read["time"]) < COUNT
        assert np.array_equal(read["psi"], whole.records["psi"][:len(read["psi"])])
        assert np.array_equal(read["energy"], whole.ledger.energy[:len(read["psi"])])
    process = script()
    assert process.wait(timeout=100) == 0, process.communicate()[1]
    process.communicate()
    expected = [*jax.tree.leaves(whole.state), whole.ledger.energy, whole.ledger.joule_heat, whole.records["psi"],
                [whole.steps, whole.rejected, whole.iterations]]
    with np.load(out) as file:
        for name, value in zip(file.files, expected, strict=True):
            assert np.array_equal(file[name], value), name


def test_only_what_is_new_can_be_read(tmp_path):
    saved(tmp_path / "run", 7)
    assert onnes.read_running(tmp_path / "run", since=4)["time"] == pytest.approx([2.0, 2.5, 3.0])
    assert len(onnes.read_running(tmp_path / "run", since=7)["time"]) == 0


def test_the_records_need_no_library(tmp_path):
    """The first line says all: types and shapes, then rows as they lie in memory."""
    saved(tmp_path / "run", 3)
    with open(tmp_path / "run" / FILE, "rb") as file:
        columns = json.loads(file.readline())["columns"]
        rows = np.fromfile(file, [(name, kind, tuple(shape)) for name, kind, shape in columns])
    assert rows["image"].tolist() == [row_at(i)["image"].tolist() for i in range(3)]


@pytest.mark.parametrize(("row", "says"), [
    (row_at(1) | {"image": np.zeros((3, 3), np.float32)}, r"image: float32 \[3, 3\]"),
    (row_at(1) | {"extra": np.zeros(2)}, "extra"),
    ({"time": np.zeros(())}, "image"),
    (row_at(1) | {"odd": np.asarray("yes")}, "odd of type"),
])
def test_records_that_change_are_refused(tmp_path, row, says):
    saved(tmp_path / "run", 1)
    with pytest.raises(InputError, match=says):
        checkpoint.save(tmp_path / "run", loop_at(1), [row_at(0), row])


def test_other_peoples_files_are_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("precious")
    for path in (tmp_path, tmp_path / "thesis.tex"):
        with pytest.raises(InputError, match="checkpoint"):
            checkpoint.load(path, loop_at(0))
        with pytest.raises(InputError, match="checkpoint"):
            saved(path, 1)
        with pytest.raises(InputError, match="path"):
            onnes.read_running(path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize("harm", [
    lambda path: (path / checkpoint.LOOP).write_bytes(b"PK"),
    lambda path: os.truncate(path / FILE, (path / FILE).stat().st_size - 1),
    lambda path: (path / FILE).write_text('{"other": 1}\n'),
    lambda path: (path / FILE).write_bytes(b""),
    lambda path: (path / FILE).write_bytes(b"{}\n"),
    lambda path: (path / FILE).write_bytes(b"[" * 100_000 + b"\n"),
    lambda path: (path / FILE).write_bytes(b"{" * 2_000_000),
    *(partial(lambda columns, path: (path / FILE).write_text(json.dumps({"columns": columns}) + "\n"), columns)
      for columns in ([], [["time", "<f8", [-1]]], [["time", "|O", []]], [["time", "<f8", [10**30]]],
                      [["time", "<f8", [0]]], [["time", "<f8", ["1"]]], [["time", "f8, f8", []]], [5], "time")),
    lambda path: with_parts(path, rows=0),
    lambda path: with_parts(path, rows=-1),
    lambda path: with_parts(path, rows=1),
    lambda path: with_parts(path, identity="null"),
    lambda path: with_parts(path, identity="[1]"),
    lambda path: with_parts(path, identity="[" * 100_000),
    lambda path: with_parts(path, loop0=np.zeros(5)),
])
def test_a_damaged_checkpoint_is_told(tmp_path, harm):
    saved(tmp_path / "run", 2)
    harm(tmp_path / "run")
    with pytest.raises(InputError, match="checkpoint"):
        checkpoint.load(tmp_path / "run", loop_at(0), {})


def with_parts(path, **parts):
    """Write a loop again with other parts."""
    with np.load(path / checkpoint.LOOP) as file:
        kept = {name: file[name] for name in file.files}
    np.savez(path / checkpoint.LOOP, allow_pickle=False, **kept | parts)


def test_a_full_disk_leaves_the_last_checkpoint(tmp_path, monkeypatch):
    saved(tmp_path / "run", 2)

    def full(*arguments, **arrays):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(np, "savez", full)
        with pytest.raises(InputError, match="No space left"):
            checkpoint.save(tmp_path / "run", loop_at(2), [row_at(i) for i in range(3)])
    assert_whole(tmp_path / "run", 2)


def test_other_recorded_times_are_refused_and_longer_runs_are_not(tmp_path):
    saved(tmp_path, 4)
    with pytest.raises(InputError, match="other times"):
        checkpoint.load(tmp_path, loop_at(0), times=np.asarray([0.0, 0.4, 0.8, 1.2, 1.6]))
    with pytest.raises(InputError, match="other times"):
        checkpoint.load(tmp_path, loop_at(0), times=np.asarray([0.0, 0.5]))
    assert len(checkpoint.load(tmp_path, loop_at(0), times=0.5 * np.arange(9))[1]) == 4


def test_a_checkpoint_of_a_run_with_other_parameters_is_refused_by_name(tmp_path):
    checkpoint.save(tmp_path, loop_at(0), [row_at(0)], identity(law={"conductivity": 0.7, "kappa": 2.0}))
    with pytest.raises(InputError, match=r"law\.conductivity is 0\.7, here 0\.8"):
        checkpoint.load(tmp_path, loop_at(0), identity(law={"conductivity": 0.8, "kappa": 2.0}))
    assert checkpoint.load(tmp_path, loop_at(0), identity(law={"conductivity": 0.7, "kappa": 2.0}))[1]


def protocol(rate, scale=1.0):
    return lambda t: Drive(1 - rate * jnp.sin(scale * t))


def law_of(bench, **other):
    return TDGL(**{"energy": bench.energy, "protocol": protocol(0.3), "conductivity": 0.7,
                    "noise": Noise(jax.random.key(4), 1e-3)} | other)


@pytest.mark.parametrize(("change", "where"), [
    ({"conductivity": 0.7000001}, "law.conductivity"),
    ({"protocol": protocol(0.31)}, "law.protocol.rate"),
    ({"protocol": lambda t: Drive(1 - 0.3 * jnp.cos(t))}, "law.protocol"),
    ({"protocol": partial(protocol, 0.3)}, "law.protocol"),
    ({"noise": None}, "law.noise"),
    ({"noise": Noise(jax.random.key(5), 1e-3)}, "law.noise.key"),
    ({"noise": Noise(jax.random.key(4), 1e-3, 0.25)}, "law.noise.interval"),
    ({"fixed_step": 0.1}, "law.fixed_step"),
])
def test_what_changes_a_run_changes_its_identity(bench, change, where):
    same = identity(law=law_of(bench))
    assert difference(same, identity(law=law_of(bench))) is None
    changed = difference(same, identity(law=law_of(bench, **change)))
    assert changed is not None
    assert changed.startswith(where)


def test_identities_end_for_functions_that_mention_themselves_and_methods_count_their_owner(bench):
    def halving(t):
        return t if t < 1 else halving(t / 2)

    assert difference(identity(f=halving), identity(f=halving)) is None
    numbers = np.arange(10.0)
    assert difference(identity(f=numbers.astype), identity(f=numbers.astype)) is None
    assert difference(identity(f=bench.smooth), identity(f=bench.rough)) is not None
    assert difference(identity(f=jax.jit(halving)), identity(f=jax.jit(protocol))) is not None
    digest = identity(f=numbers)["f"]
    assert digest.startswith("float64 [10]")
    assert digest != identity(f=numbers + 1e-15)["f"]
