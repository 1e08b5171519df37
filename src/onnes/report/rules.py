"""How a verdict is made, in the words of the page; the numbers are those of the code."""

from __future__ import annotations

from onnes.trial.field_cooling import EXPELLED_ABOVE
from onnes.trial.verdict import COVERAGE

RULES = (
    f"A number agrees if prediction and measurement differ by at most {COVERAGE:g} combined standard uncertainties "
    "(the measured one, and what the theory's inputs bring).",
    "It also agrees if it lies within the factor that the theory itself claims: an estimate good to a factor of "
    "ten is not failed for a factor of three. Its ratio is shown all the same.",
    "Else it is off, by the ratio given; or has the wrong sign, where both signs are clear. Half a decade is said "
    "as half a decade, six decades as six, whichever theory it is.",
    "A yes or no, or a sign, is right or wrong. A measured value within two uncertainties of zero has no sign to "
    "judge by.",
    "Only facts of kind “measured” or “exact” are scored; what other theories computed, bounds, conventions, "
    "extrapolations and orders of magnitude are not.",
    "A prediction that the measured value itself went into is no prediction and is not scored.",
    "Silence is no failure and no success. It is shown with its reason.",
    "Expulsion on field cooling is decided by the calculation where a theory has a law of motion: more than "
    f"{100 * EXPELLED_ABOVE:.0f} % of the flux outside the penetration layer must leave.",
    "The same rules judge every theory; none of them knows which one it has before it.",
)
