"""Rules of the verdicts in the words of the page, with the numbers of the code."""

from __future__ import annotations

from onnes.trial.field_cooling import EXPELLED_ABOVE
from onnes.trial.verdict import COVERAGE

RULES = (
    f"A number agrees if prediction and measurement differ by at most {COVERAGE:g} combined standard uncertainties "
    "(the measured one, and what the theory's inputs bring).",
    "It also agrees if it lies within the factor that the theory itself claims: an estimate good to a factor of "
    "ten does not fail by a factor of three. Its ratio is shown all the same.",
    "Otherwise it is off, by the ratio given, or has the wrong sign, where both signs are significant. The size of the "
    "deviation is always shown, for every theory.",
    "A yes or no, or a sign, is right or wrong. A measured value within two uncertainties of zero has no sign with "
    "which to compare.",
    "Only facts of kind “measured” or “exact” are scored; what other theories computed, bounds, conventions, "
    "extrapolations and orders of magnitude are not.",
    "A value predicted from the measured value itself is not a prediction and is not scored.",
    "Silence is neither failure nor success. It is shown with its reason.",
    "Expulsion on field cooling is decided by the calculation where a theory has a law of motion: more than "
    f"{100 * EXPELLED_ABOVE:.0f} % of the flux outside the penetration layer must leave.",
    "The same rules apply to every theory.",
)
