"""static_reading: a reading of a static state as a function of xi, lambda and field, which jax.grad differentiates."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.devices import Film
from onnes.energies import Drive, FreeEnergy, State
from onnes.errors import InputError, check_name, door
from onnes.laws.implicit import Given, static_psi
from onnes.laws.outcome import Outcome
from onnes.readouts.fields import supercurrent
from onnes.readouts.film import magnetic_moment, mean_density
from onnes.solutions.drive import DeviceDrive
from onnes.solutions.start import start_of
from onnes.solutions.static_state import in_applied_field
from onnes.solutions.tdgl import model_for
from onnes.units import to_si
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

READINGS = ("moment", "mean_density", "energy")


@door
def static_reading(film: Film, read: str = "moment", *, start: Any = None,
                   cells_per_xi: float | None = None) -> Callable[[Any, Any, Any], jax.Array]:
    """Return a function of xi, lambda and the field that gives a reading of the static state of a film.

    ::

        moment = onnes.static_reading(film, "moment")
        value, (by_xi, by_lambda) = jax.value_and_grad(moment, argnums=(0, 1))(10e-9, 300e-9, 0.02)

    The state is that of `onnes.minimize` and its derivative exact, by the implicit function theorem: one linear solve,
    see `onnes.laws.implicit.static_psi`, which also differentiates with respect to anything else in an energy. Where a
    change of a parameter lets a vortex in or out, the reading jumps and its derivative knows nothing of the jump.

    The grid is that of the film as described, and stays while xi changes; the film is so thin that the field of its own
    current does not act. Runs in time (`onnes.solve`) are not differentiated: their steps are chosen by the error.

    Args:
        film: of which xi and lambda are varied.
        read: "moment" [A m^2], "mean_density" or "energy" [J].
        start: None: the superconducting state; or a `Solution`, whose vortices are kept.
        cells_per_xi: as in `onnes.solve`.

    Returns:
        Function (coherence_length [m], penetration_depth [m], field [T]) -> reading. ``jax.grad`` and
        ``jax.value_and_grad`` take it; ``jax.jit`` and ``jax.vmap`` do not, nor is there a second derivative.

    Raises:
        InputError: no `Film`, one with self-field or a period, or another reading. Later OnnesError: no static
            state was found.
    """
    check_name("read", read, READINGS)
    if not isinstance(film, Film):
        raise InputError("film", film, "a Film", "The field of a body follows xi and lambda too.")
    if film.periodic:
        raise InputError("period", "a film that repeats", "a film that ends on all sides",
                         "The field of a periodic cell is tied to its size, and it has no moment: use onnes.minimize.")
    if film.needs_self_field():
        raise InputError("film", f"a film of {film.extent:.3g} m with Lambda = {film.pearl_length:.3g} m",
                         "one whose self-field does not matter", "Take a film that is thinner, or twenty times smaller "
                         "than its Pearl length.")
    model = model_for(film, start, cells_per_xi, 1.0, False, ())
    device_drive = DeviceDrive(film).on(model, 0.0, 1.0)
    base, first = device_drive.at(0.0), start_of(model, device_drive, start, 0.0, 0)
    state = first.state if isinstance(first, Outcome) else first
    sheet, matter = model.energy.sheet, model.energy.matter
    assert sheet is not None

    def begin(given: Given) -> jax.Array:
        return in_applied_field(model, given[1], state).psi

    def reading(coherence_length: Any, penetration_depth: Any, field: Any) -> jax.Array:
        xi, depth, H = (_number(value, unit, name) for value, unit, name in (
            (coherence_length, "m", "coherence_length"), (penetration_depth, "m", "penetration_depth"),
            (field, "T", "field")))
        # In lengths of the film's own xi only the weight of the condensation follows xi.
        energy = eqx.tree_at(lambda each: each.sample.node_volume, matter,
                             model.sample.node_volume * (model.unit / xi) ** 2)
        in_bc2 = H * 2 * math.pi * model.unit**2 / FLUX_QUANTUM
        drive = eqx.tree_at(lambda each: each.applied_field, base, jnp.stack([jnp.zeros(()), jnp.zeros(()), in_bc2]))
        A = model.sample.per_length(sheet.applied(drive, model.sample))
        psi = static_psi((energy, drive, A), begin, model.pinned)
        found = State(jax.lax.stop_gradient(psi) if read == "energy" else psi, A)  # dF/dpsi = 0
        if read == "mean_density":
            return mean_density(model.sample, found)
        # Phi_0/(2 pi mu_0 Lambda) xi^2 of the moment, and (Bc^2/mu_0) xi^2 d of the energy.
        current = FLUX_QUANTUM * film.thickness / (2 * math.pi * VACUUM_PERMEABILITY * depth**2)
        if read == "moment":
            return current * model.unit**2 * magnetic_moment(model.sample, supercurrent(energy, found))
        return current * FLUX_QUANTUM / (4 * math.pi) * _energy(energy, found, drive)

    return reading


@eqx.filter_jit
def _energy(energy: FreeEnergy, state: State, drive: Drive) -> jax.Array:
    return energy(state, drive)


def _number(value: Any, unit: str, name: str) -> Any:
    """Return a quantity in SI units; a number that is being differentiated as it is."""
    return value if isinstance(value, jax.Array) else to_si(value, unit, name)
