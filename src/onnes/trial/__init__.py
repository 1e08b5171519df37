"""Comparison of theories with measured facts: predictions, verdicts and required values of free parameters."""

from onnes.trial.comparison import Comparison, compare
from onnes.trial.field_cooling import CONTROL, SIMULATIONS
from onnes.trial.inference import Demand, Estimate, Inference, infer
from onnes.trial.run import run_trial
from onnes.trial.standing import Duel, Standing, duel, standing
from onnes.trial.tally import Tally, tally
from onnes.trial.trial import Trial
from onnes.trial.verdict import OUTCOMES, Verdict, judge_numbers, judge_sign, judge_words

__all__ = [
    "CONTROL",
    "OUTCOMES",
    "SIMULATIONS",
    "Comparison",
    "Demand",
    "Duel",
    "Estimate",
    "Inference",
    "Standing",
    "Tally",
    "Trial",
    "Verdict",
    "compare",
    "duel",
    "infer",
    "judge_numbers",
    "judge_sign",
    "judge_words",
    "run_trial",
    "standing",
    "tally",
]
