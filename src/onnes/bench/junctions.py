"""Steps of noisy Josephson junctions: an ensemble of 10^4, on the processor."""

from __future__ import annotations

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.stopwatch import best_seconds

_MEMBERS, _STEPS = 10_000, 400


@benchmark("noisy junctions, 10^4 side by side")
def noisy_junctions() -> Timing:
    """Return steps of one junction per second of an ensemble, beside the rate of its random numbers alone.

    A step needs a normal random number, a sine and some twenty operations.
    """
    import jax
    import jax.numpy as jnp

    from onnes.circuits import Circuit, CurrentSource, Junction
    from onnes.circuits.langevin import ensemble, noisy_steps

    circuit = Circuit([
        Junction("B", "1", "0", critical_current="10 uA", resistance="10 ohm", capacitance="0.5 pF"),
        CurrentSource("I", "0", "1", current="8 uA")], temperature="4.2 K")
    system, start = circuit.equations, ensemble(circuit.equations.at_rest(), _MEMBERS)
    thermal, key = circuit.units.temperature(circuit.temperature), jax.random.key(0)

    @jax.jit
    def course(key):
        return noisy_steps(system, start, 0.0, 0.02, _STEPS, thermal, key)

    @jax.jit
    def numbers(key):
        def one(index, total):
            return total + jax.random.normal(jax.random.fold_in(key, index), (_MEMBERS,))

        return jax.lax.fori_loop(0, _STEPS, one, jnp.zeros(_MEMBERS))

    done = _MEMBERS * _STEPS
    seconds, alone = (best_seconds(lambda work=work: jax.block_until_ready(work(key)), repeats=5)
                      for work in (course, numbers))
    return Timing(done / seconds, "junction steps/s", done / alone, "random numbers alone (measured now)",
                  {"members": _MEMBERS, "steps": _STEPS, "seconds": seconds})
