"""Slips of the source texts: the printed equation, the correct one, and the size of the difference.

Theories are judged by the corrected equations; each correction is shown with a number, so that a reader can check that
it corrects a slip and does not change the theory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from onnes.report import slip_numbers as numbers


@dataclass(frozen=True)
class Slip:
    """Slip of a text: equation, printed form, correct form, and a number that distinguishes them."""

    equation: str
    printed: str
    right: str
    number: str


@cache
def slips() -> tuple[Slip, ...]:
    """Return the slips, in the order of the texts, with computed numbers."""
    return tuple(Slip(equation, printed, right, number()) for equation, printed, right, number in _SLIPS)


_SLIPS: tuple[tuple[str, str, str, Callable[[], str]], ...] = (
    ("H20", "m dv/dt = (q/m)E + (q/mc) v×B", "dv/dt = (q/m)(E + v×B): the mass stands once",
     numbers.force_on_a_carrier),
    ("H26", "does not describe carriers at rest along x", "it does, at every fixed x; open is the momentum n_s m "
     "v_y(x₀) x₀′ of carriers that join at the boundary", numbers.carriers_at_rest_along_x),
    ("H, Fig. 5", "E_x along −x in the caption, along +x in the body", "E_x along +x for electrons",
     numbers.field_that_drives_the_backflow),
    ("H28, H31, H54, H55", "the minus signs of H27 and H53 dropped", "j_s = n_s e v_s = −n_s e²λH/(m c), M = −H/4π, "
     "μ = −(2e/c)λ²ω, with e signed", numbers.sign_of_the_current),
    ("H48", "χ = −⅓ μ_B g(ε_F)", "χ = −⅓ μ_B² g(ε_F)", numbers.landau_diamagnetism),
    ("H56", "J_σ = −n_s v₀ σ×n, against H62", "J_σ = +n_s v₀ σ×n, as the Hamiltonian gives it",
     numbers.direction_of_the_spin_current),
    ("H59", "B_σ = (μ₀ħ/4m) ρ", "B_σ = (μ₀ħ/4m) ρ (1 − N): ∇×(σ×E) = σ ∇·E − (σ·∇)E, N = 1/3 in a sphere",
     numbers.gradient_along_the_spin),
    ("H61", "B_σ = −ħc/(4eλ²), e not said to be negative", "B_σ = ħ/(4eλ²) with e > 0, along the spin",
     numbers.sign_of_the_spin_field),
    ("H, Fig. 8", "a disc of orbits sums to a shell of thickness λ", "j = (n_s e v_s/π)√(1 − (x/2λ)²), the total is "
     "right", numbers.width_of_the_layer),
    ("H, ref. [36]", "t = μ₀σR²/(4p)", "t = (1 − p) μ₀σR²/(4p); the printed one is the limit p → 0",
     numbers.eddy_limited_time),
    ("W16", "α(ε)(ε+Δ) = +Σα(ε′)(ε|V|ε′)", "α(ε)(ε+Δ) = −Σα(ε′)(ε|V|ε′), as in W12",
     numbers.pair_equation_of_a_repulsion),
    ("W17", "ψψ′ = ½|cos(p+p′)r/ħ − cos(p−p′)r/ħ|, integral −l/R", "ψψ′ = (1/R)[cos(p−p′)r/ħ − cos(p+p′)r/ħ], "
     "integral +l/R", numbers.product_of_waves),
    ("W18", "η = 2a/(βb), “very close to unity”", "η = 2/s, by W6; η = 1 is s = 2", numbers.width_of_the_step),
    ("W20", "α(ε)(ε+Δ) = −B∫α(ε′)dε′, and so in the line after W22", "α(ε)(ε+Δ) = +B∫α(ε′)dε′: an attraction",
     numbers.sign_of_the_attraction),
    ("W25", "Δ = βγ e_A", "Δ = γ e_A/β, as the next sentence of the text needs", numbers.binding_times_beta),
    ("W28", "D = d(ρ/Δ)^⅓, a length over an energy", "D = d(ρ/d)^⅓", numbers.distance_of_pairs),
    ("W33", "λ = d√(d/r_e), with e² Gaussian in a Heaviside–Lorentz formula", "λ = d√(d/(4π r_e))",
     numbers.gaussian_charge),
    ("W33, footnote", "r₀, λ_c, a_B and the Rydberg wavelength all in the ratio 137", "the last step is 2·137 for "
     "ħc/Ry, since Ry is half of e²/a_B", numbers.rydberg_length),
    ("W43, next line", "ρ/d ~ Δ/ε_F", "d/ρ ~ Δ/ε_F, by W27", numbers.size_over_distance),
    ("A1", "L dp/h, h standing for ħ", "L dp/(2πħ)", numbers.states_of_a_band),
    ("A2", "k(p − eA/c) = −(eA/c) dk/dp, and a current that changes sign between two equal signs",
     "k(p) − (eA/c) dk/dp, and minus throughout", numbers.sign_of_the_band_current),
    ("M4", "Ψ₀ = n_s", "Ψ₀ = √n_s: only then is |Ψ|² a density", numbers.density_of_the_amplitude),
    ("M5", "the substituted equation without iħqΨ₀ div A", "with iħqΨ₀ div A, which the text's M6 has again",
     numbers.divergence_of_the_potential),
    ("Z5, Z17", "moments saturated along a field, and a field μB_c ≥ |U_m| that breaks their order",
     "no single μ satisfies both", numbers.saturated_moments),
    ("Z7", "U_m = +(μ₀/4π) μ₁μ₂/a³, called negative", "U_m = −(μ₀/4π) μ₁μ₂/a³ for moments in line",
     numbers.sign_of_the_dipole_energy),
    ("Z15", "B = 0 inside", "contradicts section 5, B ~ r² inside; both are kept, each where the text uses it",
     numbers.field_inside_a_wire),
    ("Z, section 2.2", "a field aligns and stretches an 8 of two opposite moments", "a uniform field has no energy "
     "with it, however stretched; its lobes would have to be unequal", numbers.moment_of_an_eight),
    ("Z, section 3.2", "staggered windows maintain the coupling near T_c", "η falls from 1 − w to (1 − w)²",
     numbers.staggered_windows),
    ("Z, section 4.2", "dips fade as the field grows to B_c", "the mean moment of Z5–Z6 grows with the field",
     numbers.order_in_a_field),
    ("Z, section 4.3", "higher frequency and larger current prolong the window in which chains break, and its share",
     "window ≈ 2B_th/(ωB); its share does not know ω and falls as 1/I", numbers.window_of_dissociation),
    ("Z, section 5.2", "the loss falls with current, and the resistance grows with it", "contradictory; not resolved",
     numbers.loss_and_resistance),
)
