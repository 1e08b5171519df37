"""Circuits of other numbers side by side: each as alone, and no others."""

import numpy as np
import pytest

from onnes.circuits import (
    Circuit,
    CurrentSource,
    FluxSource,
    Inductor,
    Junction,
    PiecewiseLinear,
    Sine,
    simulate_variants,
)
from onnes.errors import InputError


def ring(critical="10 uA", current=None, capacitance="0.1 pF", **more):
    """A loop of two junctions under a current."""
    return Circuit([
        Inductor("L", "1", "2", inductance="20 pH"),
        Junction("B1", "1", "0", critical_current=critical, resistance="5 ohm", capacitance=capacitance),
        Junction("B2", "2", "3", critical_current="10 uA", resistance="5 ohm", capacitance="0.1 pF"),
        FluxSource("F", "3", "0", flux="0.5e-15 Wb"),
        CurrentSource("I", "0", "1", current=current or Sine("5 uA", "30 uA", "10 GHz"))], **more)


@pytest.mark.long
def test_each_is_as_alone():
    """Each has its own units and steps."""
    circuits = [ring(), ring("14 uA", Sine("5 uA", "10 uA", "12 GHz")), ring("7 uA")]
    together = simulate_variants(circuits, "0.2 ns", records=50)
    assert together.sizes["circuit"] == 3
    for number, each in enumerate(circuits):
        alone = each.simulate("0.2 ns", records=50)
        assert np.abs(together.phase.values[number] - alone.phase.values).max() < 1e-9
        assert np.abs(together.voltage.values[number] - alone.voltage.values).max() < 1e-9 * np.abs(alone.voltage).max()
    assert np.abs(together.phase[0] - together.phase[2]).max() > 0.1


@pytest.mark.parametrize(("circuits", "named"), [
    ([], "circuits"), ([1], "circuits"), ([ring(), ring(temperature="4 K")], r"circuits\[1\]: .*noise"),
    ([ring(), Circuit(ring().elements[:3])], r"circuits\[1\]: .*other elements"),
    ([ring(), ring(capacitance="0 F")], r"circuits\[1\]: .*another form"),
    ([ring(), ring(current=PiecewiseLinear(["0 s", "1 ps"], ["0 A", "1 uA"]))], r"circuits\[1\]: .*another form")])
def test_others_are_refused(circuits, named):
    with pytest.raises(InputError, match=named):
        simulate_variants(circuits, "0.1 ns")
