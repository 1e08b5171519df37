"""Theories of superconductivity: for every observable a prediction in closed form, or the reason for silence."""

from onnes.theories.catalogue import aliases, names, theories, theory
from onnes.theories.observable import Observable, observable, observables
from onnes.theories.parameter import Parameter, Requirement
from onnes.theories.prediction import Prediction
from onnes.theories.theory import Theory

__all__ = [
    "Observable",
    "Parameter",
    "Prediction",
    "Requirement",
    "Theory",
    "aliases",
    "names",
    "observable",
    "observables",
    "theories",
    "theory",
]
