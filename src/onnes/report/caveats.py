"""Remarks on the measurements that a reader of the verdicts should know."""

from __future__ import annotations

CAVEATS = (
    "Penetration depths and coherence lengths in textbooks are often calculated from normal-state data. Such "
    "values are inputs here at most, never evidence. Carrier densities, Fermi energies and Fermi velocities are "
    "nominal free-electron values.",
    "In pure Al, Sn, In and Pb the response is non-local: the measured depth is not London's λ_L, and a local "
    "theory is not wrong about λ_L when it misses it.",
    "Uncertain or disputed: the 84 ppm excess of the Cooper-pair mass (never repeated, not used); λ_L of Nb (39(5) nm "
    "against 29.1(10) nm); the sign of dTc/dP of Nb (taken as unmeasured); depths and gaps of hydrides; the "
    "isotope exponent of MgB₂. Gap and heat-jump ratios are rounded to 0.1.",
    "How much flux a sample expels depends on purity, strain and how it is cooled: trapped flux in impure lead "
    "(E020) and the 91 % of Meissner and Ochsenfeld (E018) refute no theory. What is scored is that pure metal, "
    "cooled in a field, ends in the same state as metal cooled without one (E019).",
    "No measured profile of B inside a current-carrying type I wire in the zero-resistance state was found. The "
    "nearest are muon and neutron profiles of surfaces in a field, magneto-optics on strips, and the resistance "
    "of tin and indium wires above Silsbee's current. On the interior of a wire there is therefore no verdict on "
    "any theory.",
    "(Bc²/2μ₀)/(γTc²) is 0.236 ± 0.015 over 19 elements (weak coupling: 0.236; Pb 0.29 and Hg 0.30 couple "
    "strongly). Os, Tc and Zr deviate strongly, which suggests poor data for those metals. It is derived from values "
    "scored on their own, so it is not scored again. Critical fields of Os, Tc and Zr are equally doubtful.",
    "Zero resistance is an upper limit, however low: what is scored is that no resistance has been detected.",
    "Tables give a gap as 2Δ/kTc. Where a theory predicts both Δ and the ratio, one measurement is compared with "
    "both.",
    "The kinetic energy of electrons on pairing (E131 to E133) is inferred from a sum rule up to 1 eV; its sign at "
    "optimal doping of Bi2212 is disputed. The asymmetry of tunnelling into cuprates (E135) has other explanations "
    "than pairing. That superconducting elements tend to have positive Hall coefficients (E134) is a count.",
    "A value without a stated uncertainty is taken to be good to one unit of its last digit, at best.",
)
