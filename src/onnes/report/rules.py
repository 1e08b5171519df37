"""Rules of the scores in the words of the page, with the numbers of the code."""

from __future__ import annotations

from onnes.theories.observable import ANISOTROPY
from onnes.trial.field_cooling import EXPELLED_ABOVE
from onnes.trial.score import CONFIDENCE, DECADE, FEWEST, FEWEST_FOR_LINE
from onnes.trial.standing import FROM_MEMORY
from onnes.trial.verdict import COVERAGE

RULES = (
    "A prediction is a distribution about its value: Student's with 3 degrees of freedom, since repeated measurements "
    "scatter so (Bailey 2017, R. Soc. Open Sci. 4, 160600). Its width joins what the inputs bring, the accuracy of the "
    "theory's approximations, the scatter of samples and the uncertainty of the measurement. Positive numbers are "
    "scored by their logarithm.",
    f"Gaps vary by {100 * ANISOTROPY:.0f} % over the Fermi surface: every theory is allowed that.",
    "Bits: log2 of the density at the reading over that of a reference, which knows no theory and takes what was "
    f"measured on the other materials of the family, or on all (fewer than {FEWEST}: a width of {DECADE:g} decade "
    "about their mean; none: no bits). Both scores, bits and CRPS, are proper: a theory gains nothing by claiming more "
    "or less certainty than it has.",
    "Theories are given the Tc of the metal. A second reference is given it too: a power of Tc fitted to the other "
    f"materials, where {FEWEST_FOR_LINE} have been measured and it explains more than their mean does. The bits beside "
    "it are what a theory tells that Tc alone does not.",
    "A yes or no, or a sign, counts as a forecast with the probability with which it follows from the uncertain "
    f"inputs, at most {100 * CONFIDENCE:.0f} %.",
    "What a theory asserts, and nothing here computes from its equations, is shown as asserted and scores nothing.",
    "Only measured facts are scored: definitions of units, what other theories computed, bounds, conventions, "
    "extrapolations and orders of magnitude are not. A value predicted from the measured value itself, or from a "
    "quantity inferred from it, is not a prediction.",
    "What one source says of one quantity of one material counts once, and a gap and its ratio to Tc are one "
    f"measurement. Evidence whose source was not read counts {FROM_MEMORY:g}.",
    "Materials outside of the range in which a theory says that it holds are scored apart.",
    "Expulsion on field cooling is decided by the calculation where a theory has a law of motion, in the metal of the "
    f"fact: more than {100 * EXPELLED_ABOVE:.0f} % of the flux outside the penetration layer must leave. It says yes "
    "or no according to how the metal is cooled, so the claim is conditional.",
    f"The older verdicts, kept in trial.json: a number agrees within {COVERAGE:g} combined standard uncertainties, or "
    "within the factor that the theory claims for itself; else it is off, or has the wrong sign.",
    "An upper bound on a resistance is scored as a yes: no resistance within the reach of the instrument.",
    "Silence is neither failure nor success, and is shown with its reason; but a mean per fact favours a theory that "
    "speaks only where it is safe, which theory against theory does not. The same rules apply to every theory.",
)
