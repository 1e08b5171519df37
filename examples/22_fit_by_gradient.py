"""
Fit of the coherence length and the penetration depth by exact derivatives
==========================================================================

The magnetic moment of a small film is nearly linear in the field: its slope tells the penetration depth. What pair
breaking takes off at higher fields tells the coherence length. Both are fitted to moments with noise; the Jacobian
comes from ``jax.grad`` through the static states, one linear solve for each.
"""

# long: about 10 s
import jax
import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import least_squares

import onnes

film = onnes.Film(onnes.rectangle("110 nm", "70 nm"), thickness="5 nm",
                  coherence_length="10 nm", penetration_depth="300 nm")  # where the search begins
fields = np.linspace(0.1, 0.5, 6)
truth = film.replace(coherence_length="12 nm", penetration_depth="260 nm")
clean = np.array([onnes.minimize(truth, field=B, cells_per_xi=2.4).moment.values[-1] for B in fields])
noise = 0.003 * abs(clean).max()
data = clean + noise * np.random.default_rng(1).normal(size=6)

moment = onnes.static_reading(film, "moment", cells_per_xi=2)
slopes = jax.value_and_grad(moment, argnums=(0, 1))


def model(p):  # p: xi and lambda in nm
    both = [slopes(p[0] * 1e-9, p[1] * 1e-9, B) for B in fields]
    return np.array([float(m) for m, _ in both]), 1e-9 * np.array([[float(s) for s in slope] for _, slope in both])


fit = least_squares(lambda p: (model(p)[0] - data) / noise, (10, 300), lambda p: model(p)[1] / noise, x_scale=(10, 300))
uncertainty = np.sqrt(np.diag(np.linalg.inv(fit.jac.T @ fit.jac)))
figure, ax = plt.subplots(layout="constrained")
ax.errorbar(fields, data * 1e20, noise * 1e20, fmt="o", label="data")
ax.plot(fields, model(fit.x)[0] * 1e20, label="ξ = {:.1f} ± {:.1f} nm\nλ = {:.0f} ± {:.0f} nm".format(
    *np.stack([fit.x, uncertainty], 1).ravel()))
ax.plot(fields, model((10, 300))[0] * 1e20, ":", label="ξ = 10 nm, λ = 300 nm")
ax.set(xlabel="field (T)", ylabel="moment (10⁻²⁰ A m²)", title="Moment of a film: fitted with exact derivatives")
ax.legend()
assert np.all(abs(fit.x - (12, 260)) < 3 * uncertainty)
assert np.all(uncertainty < (0.5, 2))
