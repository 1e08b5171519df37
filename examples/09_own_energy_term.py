"""
An energy term of one's own: a pin that holds a vortex
======================================================

Where superconductivity is weaker a vortex costs less, since its core is normal anyway. The energy density of such a pin
is written in ten lines; the force on psi follows by differentiation. A disc is cooled in a field that lets one vortex
in. Without the pin it comes to rest in the middle; the pin holds it, a third of a coherence length inwards of its
own centre, since the screening current of the disc pushes it there.
"""

# long: about 30 s
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

import onnes


class Pin(onnes.Term):
    """``F = depth int exp(-((x - x_0)^2 + y^2)/radius^2) |psi|^2 dV``, lengths in xi."""

    x_0: float
    depth: float = 1.5
    radius: float = 1.0

    def __call__(self, state, drive, sample):
        x, y = sample.grid.points()
        hill = self.depth * jnp.exp(-((x - self.x_0)**2 + y**2) / self.radius**2)
        return jnp.sum(sample.node_volume * hill * jnp.abs(state.psi)**2)


film = onnes.Film(onnes.disc("60 nm"), gamma=1,
                  coherence_length="10 nm", penetration_depth="400 nm", thickness="5 nm", resistivity="1 uohm m")
figure, axes = plt.subplots(1, 2, figsize=(9, 3.8), layout="constrained")
for ax, terms, place in zip(axes, ([], [Pin(2.5)]), (0.0, 25e-9)):
    cooled = onnes.solve(film, time="40 ps", field="0.35 T", start="normal", noise="10 mK", terms=terms)
    rest = onnes.minimize(film, field="0.35 T", start=cooled, terms=terms)
    print(cooled, rest, rest.vortices)
    rest.plot("psi", ax=ax)
    assert rest.vortices.charge.values.tolist() == [1]
    assert np.hypot(rest.vortices.x[0] - place, rest.vortices.y[0]) < 5e-9  # m, half of xi
axes[0].set_title("without pin")
axes[1].set_title("with pin (circle)")
axes[1].add_patch(plt.Circle((25, 0), 10, fill=False, color="white"))
