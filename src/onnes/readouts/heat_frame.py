"""Record of the heat of a film at one time."""

from __future__ import annotations

import numpy as np

from onnes.laws.outcome import Warmth


def heat_frame(area: np.ndarray, now: Warmth, critical: float) -> dict[str, np.ndarray]:
    """Return temperature, size of the hot spot and balance of the heat at one moment, in reduced units.

    Args:
        area: of the film on the nodes.
        critical: Tc in units of Tc - T_reference.
    """
    T = np.asarray(now.temperature)
    parts = {"hot_area": np.sum(area, where=critical < T), "heat_stored": now.stored, "heat_absorbed": now.absorbed,
             "heat_escaped": now.escaped, "heat_drained": now.drained, "latent_heat": now.latent,
             "work_of_noise": now.agitation}
    if now.of_phonons is not None and now.in_phonons is not None:
        parts |= {"heat_of_phonons": now.in_phonons, "phonon_temperature": np.asarray(now.of_phonons, np.float32)}
    return {"electron_temperature": T.astype(np.float32), "hottest": np.max(T, where=area > 0, initial=0.0),
            **{name: np.asarray(value) for name, value in parts.items()}}
