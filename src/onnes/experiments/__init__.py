"""Virtual experiments, each a file or folder of its own name; ``experiments()`` is the public list."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from onnes.errors import check_name, door
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, silent

__all__ = ["Experiment", "Measurement", "Progress", "choice", "experiment", "experiments", "quantity", "silent"]

_EXPERIMENTS = (  # module, class
    ("ac_loss", "AcLoss"),
    ("bernoulli", "Bernoulli"),
    ("boundary_layer", "BoundaryLayer"),
    ("chain_criterion", "ChainCriterion"),
    ("chain_locking", "ChainLocking"),
    ("charge_expulsion", "ChargeExpulsion"),
    ("bodies", "Bodies"),
    ("chain_order", "ChainOrder"),
    ("coherent_state", "CoherentState"),
    ("cooldown", "Cooldown"),
    ("cooper_pair", "CooperPair"),
    ("critical_fields", "CriticalFields"),
    ("current_voltage", "CurrentVoltage"),
    ("derivation", "Derivation"),
    ("eliashberg", "Eliashberg"),
    ("estimate", "Estimate"),
    ("field_cooling", "FieldCooling"),
    ("figure_eight", "FigureEightLoop"),
    ("film", "Film"),
    ("field_window", "FieldWindow"),
    ("filled_band", "FilledBand"),
    ("filled_shell", "FilledShell"),
    ("flux_trapping", "FluxTrapping"),
    ("front", "Front"),
    ("gap", "Gap"),
    ("gyromagnetic", "Gyromagnetic"),
    ("hall_probe", "HallProbe"),
    ("inductance", "Inductance"),
    ("josephson", "Josephson"),
    ("london_moment", "LondonMoment"),
    ("mattis_bardeen", "MattisBardeen"),
    ("moat_design", "MoatDesign"),
    ("momentum", "Momentum"),
    ("orbit", "Orbit"),
    ("orbit_disc", "OrbitDisc"),
    ("pair_gas", "PairGas"),
    ("parallel_pair", "ParallelPair"),
    ("penetration", "Penetration"),
    ("phase_coherence", "PhaseCoherence"),
    ("potential_tube", "PotentialTube"),
    ("pressure", "Pressure"),
    ("quench", "Quench"),
    ("spin_meissner", "SpinMeissner"),
    ("ring", "Ring"),
    ("routes", "Routes"),
    ("squid", "Squid"),
    ("supercurrent", "Supercurrent"),
    ("susceptibility", "Susceptibility"),
    ("transmission_dips", "TransmissionDips"),
    ("vortex", "Vortex"),
    ("vortex_landscape", "VortexLandscape"),
    ("vortex_lattice", "VortexLattice"),
    ("vorticity", "Vorticity"),
    ("wavepacket", "Wavepacket"),
    ("weak_field_conductance", "WeakFieldConductance"),
    ("wire", "Wire"),
)


@cache
def experiments() -> dict[str, type[Experiment]]:
    """Return every experiment by its name."""
    classes = [getattr(import_module(f"onnes.experiments.{module}"), name) for module, name in _EXPERIMENTS]
    return {each.name: each for each in classes}


@door
def experiment(name: str, /, **inputs: Any) -> Experiment:
    """Return an experiment of the given name, ready to ``run()``.

    Raises:
        InputError: no such experiment (with the nearest names), or an input it cannot use.
    """
    known = experiments()
    check_name("experiment", name, known)
    return known[name](**inputs)
