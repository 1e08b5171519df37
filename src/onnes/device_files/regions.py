"""Regions of other metals and pins in a device file, by the arguments of the functions of their names::

    normal = {bridge = {shape = {add = "rectangle", width = "50 nm", height = "100 nm"}, coherence_length = "20 nm"}}
    pins = [{at = ["0 nm", "20 nm"], radius = "8 nm"}]
    pins = {random = {density = "100 um^-2", radius = "8 nm", seed = 3}}
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from onnes.device_files.calls import called
from onnes.device_files.places import within
from onnes.device_files.shapes import read_shape
from onnes.devices import normal, pin, pins, superconductor
from onnes.errors import InputError


def read_normal(given: Any, folder: Path) -> Any:
    """Return a region of normal metal; InputError as `onnes.normal`."""
    return _region(normal, given, folder)


def read_superconductor(given: Any, folder: Path) -> Any:
    """Return a region of another superconductor; InputError as `onnes.superconductor`."""
    return _region(superconductor, given, folder)


def read_pins(given: Any) -> Any:
    """Return a list of pins, or random ones.

    Raises:
        InputError: something else, or as `onnes.pin` and `onnes.pins.random`.
    """
    if isinstance(given, dict) and set(given) == {"random"} and isinstance(given["random"], dict):
        with within("random"):
            return called(pins.random, [], given["random"])
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise InputError("", given, "a list of tables, or a table random",
                         'Write for example [{at = ["0 nm", "20 nm"], radius = "8 nm"}].')
    found = []
    for index, each in enumerate(given):
        with within(str(index)):
            found.append(called(pin, [], each))
    return found


def _region(function: Callable[..., Any], given: Any, folder: Path) -> Any:
    if not isinstance(given, dict):
        raise InputError("", given, "a table with a shape and constants of the metal",
                         'Write for example {shape = {add = "disc", radius = "1 um"}, coherence_length = "20 nm"}.')
    arguments = dict(given)
    if "shape" in arguments:
        with within("shape"):
            arguments["shape"] = read_shape(arguments["shape"], folder)
    return called(function, [], arguments)
