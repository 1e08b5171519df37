"""Drives: temperature, field and current as functions of place and time."""

from onnes.drives import fields, stored
from onnes.drives.applied_field import AppliedField, applied_field
from onnes.drives.arrays import from_csv
from onnes.drives.door import signal
from onnes.drives.fronts import cold_front
from onnes.drives.heating import Heat, heat, photon
from onnes.drives.load import Load, load, voltage_bias
from onnes.drives.signals import Signal
from onnes.drives.sweep_steps import Steps, steps
from onnes.drives.waveforms import pulse, ramp, sine

__all__ = ["AppliedField", "Heat", "Load", "Signal", "Steps", "applied_field", "cold_front", "fields", "from_csv",
           "heat", "load", "photon", "pulse", "ramp", "signal", "sine", "steps", "stored", "voltage_bias"]
