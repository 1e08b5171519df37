"""Comparison of theories with measured facts: predictions, verdicts and required values of free parameters."""

from onnes.trial.comparison import Comparison, compare
from onnes.trial.run import CONTROL, SIMULATIONS, run_trial
from onnes.trial.tally import Tally, tally
from onnes.trial.trial import Trial
from onnes.trial.verdict import OUTCOMES, Verdict, judge_numbers, judge_sign, judge_words

__all__ = [
    "CONTROL",
    "OUTCOMES",
    "SIMULATIONS",
    "Comparison",
    "Tally",
    "Trial",
    "Verdict",
    "compare",
    "judge_numbers",
    "judge_sign",
    "judge_words",
    "run_trial",
    "tally",
]
