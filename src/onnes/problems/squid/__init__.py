"""SQUIDs: statics, voltages, noise and jumps of lumped ones, and the lumped circuit of a film."""

from onnes.problems.squid.lumped import DcSquid, RfSquid, rf_potential
from onnes.problems.squid.noise import Noise, noise, tesche_clarke
from onnes.problems.squid.rf import FluxSweep, escape_rate, expected_jump, sweep_flux
from onnes.problems.squid.statics import Arms
from onnes.problems.squid.voltage import mean_voltages, resistive_voltage

__all__ = [
    "Arms",
    "DcSquid",
    "FluxSweep",
    "Noise",
    "RfSquid",
    "escape_rate",
    "expected_jump",
    "mean_voltages",
    "noise",
    "resistive_voltage",
    "rf_potential",
    "sweep_flux",
    "tesche_clarke",
]
