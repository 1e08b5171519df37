"""Edges of the window by the model, and the moments that measured windows would need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.chains.criterion import moment_to_bind
from onnes.chains.energies import coulomb_energy
from onnes.chains.field_order import FieldWindow, field_window
from onnes.chains.thermal_moment import langevin
from onnes.chains.thresholds import critical_field, least_critical_field, moment_for_field, moment_for_temperature
from onnes.experiments.experiment import Measurement
from onnes.measurements import field_windows
from onnes.pairing.exchange_compensation import compensated_window
from onnes.results import Array, Reading
from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN

if TYPE_CHECKING:
    from onnes.experiments.field_window import FieldWindow as Asked

NO_CHAIN = "no chain: repulsion is stronger even with all moments aligned"
NO_GAP = "none: no field breaks the chains without aligning their moments"
_FITS = 2.0
"""Factor within which a predicted edge counts as the measured one."""


def measured(asked: Asked) -> Measurement:
    """Return the edges of the model's window, those of compensation, and what measured windows would need."""
    window = field_window(asked.moment, asked.spacing, asked.temperature, asked.eta, asked.free_moment)
    arrays = {**_course(asked, window), **_samples(asked.eta)}
    return Measurement({**_edges(asked, window), **_rival(asked), **_comparison(arrays)}, arrays)


def _edges(asked: Asked, window: FieldWindow | None) -> dict[str, Reading]:
    onset = breaking = restoring = share = alignment = None
    why = gap = NO_CHAIN
    if window is not None:
        share = window.share
        onset = 0.0 if asked.start == "ordered" else window.onset
        breaking = window.breaking
        alignment = float(langevin(asked.moment * breaking / (BOLTZMANN * asked.temperature)))
        restoring, gap = (window.restoring, "") if window.restoring > breaking else (None, NO_GAP)
        if onset >= breaking:
            onset, breaking, why = None, None, "no window: the field breaks chains before it has aligned the moments"
    needed = moment_for_temperature(asked.temperature, asked.spacing, asked.eta)
    return {
        "onset_field": Reading(onset, "T", None, "B1: least field with chains; 0 with start=ordered", why),
        "breaking_field": Reading(breaking, "T", None, "B2: field that breaks the chains", why),
        "restoring_field": Reading(restoring, "T", None, "B3: field that aligns the broken chains' moments again", gap),
        "share_needed": Reading(share, "", None, "mean over full moment at which chains hold at this temperature", why),
        "alignment_at_breaking": Reading(alignment, "", None, "mean over full moment, of the field B2 alone", why),
        "critical_field": Reading(critical_field(asked.moment, asked.spacing, asked.eta), "T", None,
                                  "attraction of aligned moments over moment, whether or not it exceeds repulsion"),
        "least_critical_field": Reading(least_critical_field(asked.spacing, asked.eta), "T", None,
                                        "that of the least moment that binds"),
        "moment_needed_over_mu_b": Reading(needed / BOHR_MAGNETON, "", None, "least moment with which chains hold at "
                                           "this temperature, over Bohr's magneton"),
    }


def _rival(asked: Asked) -> dict[str, Reading]:
    low, high = compensated_window(asked.exchange_field, asked.pair_temperature)
    return {"compensated_low": Reading(low, "T", None, "lower edge of conventional theory: the field compensates "
                                       "the exchange field of magnetic ions"),
            "compensated_high": Reading(high, "T", None, "upper edge of the same")}


def _course(asked: Asked, window: FieldWindow | None) -> dict[str, Array]:
    """Return the course of moment and state over the field."""
    edges = [] if window is None else [window.onset, window.breaking, window.restoring]
    thermal = BOLTZMANN * asked.temperature / asked.moment
    critical = critical_field(asked.moment, asked.spacing, asked.eta)
    least, most = (each([*edges, thermal, critical]) for each in (min, max))
    field = np.logspace(np.log10(least) - 1, np.log10(most) + 1, 401)
    free = asked.free_moment or asked.moment
    inside, outside = (langevin(mu * field / (BOLTZMANN * asked.temperature)) for mu in (asked.moment, free))
    below = np.ones_like(field) if asked.start == "ordered" else inside
    share = np.where(field <= critical, below, outside)
    attraction = share**2 * critical * asked.moment
    repulsion = coulomb_energy(asked.spacing) + BOLTZMANN * asked.temperature
    return {
        "field": Array(field, ("field",), "T", "magnetic field"),
        "share": Array(share, ("field",), "", "mean moment over its largest value"),
        "attraction_over_repulsion": Array(attraction / repulsion, ("field",), "", "attraction over U_e + kT"),
        "superconducting": Array(_on(asked, window, field), ("field",), "", "whether chains exist"),
    }


def _on(asked: Asked, window: FieldWindow | None, field: np.ndarray) -> np.ndarray:
    if window is None:
        return np.zeros(len(field), bool)
    onset = 0.0 if asked.start == "ordered" else window.onset
    return ((field >= onset) & (field <= window.breaking)) | (field >= max(window.restoring, window.breaking))


def _samples(eta: float) -> dict[str, Array]:
    """Return edges of measured windows, and the moments that they would need."""
    known = {(fact.sample, fact.observable): fact for fact in field_windows()}
    names = list(dict.fromkeys(sample for sample, _ in known))

    def column(observable: str, unit: str) -> np.ndarray:
        return np.array([known[name, observable].number(unit)[0] if (name, observable) in known else np.nan
                         for name in names])

    low, high = column("window_low", "T"), column("window_high", "T")
    spacing, kelvin = column("neighbour_spacing", "m"), column("window_temperature", "K")
    binding = np.array([moment_to_bind(a, eta) for a in spacing])
    upper = np.array([moment_for_field(b, a, eta) for b, a in zip(high, spacing, strict=True)])
    predicted = np.array([_onset(*each, eta) for each in zip(upper, spacing, kelvin, strict=True)])
    unknown = "not measured, or no chain"
    return {
        "sample": Array(np.array(names), ("sample",), "", "sample"),
        "window_low": Array(low, ("sample",), "T", "measured lower edge", unknown),
        "window_high": Array(high, ("sample",), "T", "measured upper edge", unknown),
        "window_temperature": Array(kelvin, ("sample",), "K", "temperature", unknown),
        "neighbour_spacing": Array(spacing, ("sample",), "m", "distance of neighbours", unknown),
        "moment_binding": Array(binding, ("sample",), "J/T", "least moment that binds"),
        "moment_upper": Array(upper, ("sample",), "J/T", "moment whose chains break at the upper edge"),
        "moment_lower": Array(BOLTZMANN * kelvin / low, ("sample",), "J/T", "kT/B of the lower edge", unknown),
        "onset_predicted": Array(predicted, ("sample",), "T", "lower edge with the moment of the upper one", unknown),
    }


def _onset(moment: float, spacing: float, kelvin: float, eta: float) -> float:
    window = field_window(moment, spacing, kelvin, eta)
    return np.nan if window is None else window.onset


def _comparison(arrays: dict[str, Array]) -> dict[str, Reading]:
    upper, low = arrays["moment_upper"].values, arrays["window_low"].values
    binds = upper > arrays["moment_binding"].values
    miss = arrays["onset_predicted"].values / low
    fitted = np.sum(np.nan_to_num(np.abs(np.log(miss)), nan=np.inf) < np.log(_FITS))
    return {
        "samples": Reading(len(upper), "", None, "samples with a measured window"),
        "upper_edges_that_bind": Reading(int(np.sum(binds)), "", None, "samples of those whose upper edge needs a "
                                         "moment that also binds"),
        "windows_fitted": Reading(int(fitted), "", None, f"samples of those whose lower edge the same moment gives "
                                  f"within a factor {_FITS:g}"),
        "moment_spread": Reading(float(np.max(upper) / np.min(upper)), "", None, "largest over least moment of the "
                                 "upper edges: 1 if one moment fitted all"),
    }
