"""What no physicist would give: values of wrong types, sizes that nothing has, text that is expensive to read.

Every input of every experiment refuses it by its name, at once and in a short message, or takes it; no other error than
Onnes' own comes out.
"""

import math
import random
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

import onnes
from onnes.errors import InputError, OnnesError
from onnes.experiments import experiment, experiments
from onnes.units.ranges import physical_range

LONGEST_MESSAGE = 900


class Unprintable:
    """An object that cannot be shown."""

    def __repr__(self):
        raise RuntimeError("no representation")


def nested():
    """Return a list that contains itself."""
    within = []
    within.append(within)
    return within


WRONG_TYPES = [
    np.array([1.0, 2.0]), np.array([]), np.array("x"), np.array(None, dtype=object), np.zeros(10**6), [1.0], ["film"],
    [], {}, {1: 2}, {1}, (), (1, 2), b"1", b"\xff" * 10**5, object(), Unprintable(), int, len, 1j, np.True_,
    Fraction(1, 3), Decimal("1e400"), Decimal("sNaN"), np.datetime64("2020"), date(1933, 11, 16), nested(),
    range(10**9), True, None]
NUMBERS = [10**400, -10**400, 10**5000, 2**63, math.nan, math.inf, -0.0, 0, 1, -1, 1e308, -1e308, 5e-324, 1e-300, 1e300,
           1e30, 1e-30, 1e15, 1e-15, np.float64("nan"), np.longdouble(1)]
TEXT = ["", "   ", "\0", "nan", "1e400", "1" * 100_000, "1 m^(9^9^9)", "1 m^9^9^9", "1 m**9**9**9", "1 T^(999999999)",
        f"1 {'m*' * 20_000}m", "(" * 5000, f"1 {'(' * 3000}m{')' * 3000}", "x" * 10**6, "x" * (10**6 + 1),
        "1 km**99999", "1e308 km", "1e-320 nm", "__import__('os')", "%s%n", "\u202e1 T", "٣ m", "/dev/zero", "/",
        "1 meV, 2 meV", "1 delta_degC", "1 dBm", "1 µT" * 3]
SIZES = [1e308, -1e308, 5e-324, 1e-300, 1e15, 1e-15, -1, 0]


def hostile_values(kind, argument):
    unit = (kind.model_fields[argument].json_schema_extra or {}).get("unit", "")
    return WRONG_TYPES + NUMBERS + TEXT + [f"{size!r} {unit}" for size in SIZES]


def refusal_of(act, value):
    """Return Onnes' error for a value; None if it is taken. Any other error is raised."""
    try:
        act(value)
    except OnnesError as refusal:
        return refusal
    return None


@pytest.mark.parametrize("name", experiments())
def test_every_input_takes_or_refuses_whatever_comes(name):
    kind = experiments()[name]
    for argument in kind.model_fields:
        for index, value in enumerate(hostile_values(kind, argument)):
            refusal = refusal_of(lambda value, argument=argument: kind(**{argument: value}), value)
            if isinstance(refusal, InputError):
                assert argument in refusal.argument, f"{argument}, value {index}: {refusal}"
                assert len(str(refusal)) < LONGEST_MESSAGE, f"{argument}, value {index}"


@pytest.mark.parametrize("name", experiments())
def test_inputs_together_take_or_refuse_whatever_comes(name):
    """Several inputs at once, each with a value from its declared range to far outside of it."""
    kind, draw = experiments()[name], random.Random(name)
    for _ in range(15):
        inputs = {}
        for argument in draw.sample(list(kind.model_fields), k=min(4, len(kind.model_fields))):
            bounds = physical_range((kind.model_fields[argument].json_schema_extra or {}).get("unit", ""))
            size = 10 ** draw.uniform(math.log10(bounds.smallest) - 3, math.log10(bounds.largest) + 3)
            inputs[argument] = draw.choice([size, size, size, draw.choice(hostile_values(kind, argument))])
        refusal_of(lambda inputs: kind(**inputs), inputs)


@pytest.mark.parametrize("name", experiments())
def test_an_input_of_any_name_is_only_unknown(name):
    for argument in ("self", "cls", "inputs", "model_config", "__class__", "", "x" * 10_000):
        with pytest.raises(InputError, match="input of"):
            experiment(name, **{argument: 1})


@pytest.mark.parametrize("value", [["film"], {}, np.array(["film"]), None, 1, Unprintable(), "x" * 10**6, ""])
def test_names_on_lists_may_be_anything(value):
    for look_up in (experiment, onnes.material, onnes.theory, onnes.edge):
        with pytest.raises(InputError):
            look_up(value)


@pytest.mark.parametrize("name", ["filled-shell", "cooper-pair", "pair-gas"])
def test_a_material_that_is_not_used_is_refused(name):
    with pytest.raises(InputError, match=r"material: got 'Zzz', expected no material"):
        experiment(name, material="Zzz")


def test_a_refusal_names_what_was_given_and_what_it_does_not_go_with():
    with pytest.raises(InputError) as refusal:
        experiment("current-voltage", width_over_xi=1e5)
    assert refusal.value.argument == "width_over_xi"
    assert "length_over_xi" in refusal.value.expected
    with pytest.raises(InputError) as refusal:
        experiment("current-voltage", material="Nb", temperature="8.8 K", length="1 m")
    assert refusal.value.argument == "length"


SUGGESTED = re.compile(r'(\w+)="([^"]+)"|(residual_resistance_ratio)=(\d+)')


@pytest.mark.parametrize("inputs", [{"material": "Al"}, {"material": "Sn"}, {"material": "Al", "radius": "1 mm"},
                                    {"material": "Sn", "radius": "1 mm"}, {"material": "Nb", "radius": "1 mm"},
                                    {"material": "Cd", "shape": "slab"}])
def test_suggestions_of_a_refusal_are_accepted(inputs):
    with pytest.raises(InputError) as refusal:
        experiment("field-cooling", **inputs)
    ways = [{a or b: c or d for a, c, b, d in SUGGESTED.findall(way)} for way in refusal.value.cure.split(", or ")]
    assert all(ways)
    for way in ways:
        metal = experiment("field-cooling", **inputs | way).setting()
        assert metal.section.radius >= 4 * max(1, metal.kappa)


def test_one_length_and_the_critical_field_give_the_other():
    """Vanadium has a critical field and no length in the tables."""
    with pytest.raises(onnes.MissingDataError, match="Give coherence_length or the other length"):
        experiment("field-cooling", material="V")
    scales = experiment("field-cooling", material="V", penetration_depth="90 nm").scales()
    vanadium = onnes.material("V")
    own = vanadium.critical_field(0.9 * vanadium.critical_temperature)
    assert scales.thermodynamic_critical_field == pytest.approx(own, rel=1e-9)


def test_a_run_that_would_take_days_is_refused_with_its_size():
    with pytest.raises(InputError, match=r"about 23 days.*at most about 4 days"):
        experiment("field-cooling", radius="8 um", duration="2 us", spacing="32 nm")



FILM = {"thickness": "20 nm", "coherence_length": "20 nm", "penetration_depth": "100 nm", "resistivity": "150 nohm m",
        "temperature": "4 K", "critical_temperature": "8 K"}
UNITS = {"thickness": "m", "coherence_length": "m", "penetration_depth": "m", "resistivity": "ohm m",
         "temperature": "K", "critical_temperature": "K", "time": "s", "field": "T", "noise": "K"}
FLAT = onnes.Film(onnes.rectangle("200 nm", "100 nm"), **FILM)
OF_RUNS = ("time", "field", "current", "temperature", "law", "start", "noise", "seed", "terms", "self_field",
           "cells_per_xi", "frames", "tolerance", "precision")


def refused_or_taken(act, unit=""):
    """Call a function with every hostile value; nothing but Onnes' own errors comes out, in short messages."""
    for index, value in enumerate([*WRONG_TYPES, *NUMBERS, *TEXT, *(f"{size!r} {unit}" for size in SIZES)]):
        refusal = refusal_of(act, value)
        assert refusal is None or len(str(refusal)) < LONGEST_MESSAGE, index


@pytest.mark.parametrize("argument", [*FILM, "material", "residual_resistance_ratio", "disorder", "terminals", "probes",
                                      "holes", "gamma", "u", "pins", "period", "ground_plane", "normal",
                                      "superconductor", "insulator"])
def test_every_argument_of_a_device_takes_or_refuses_whatever_comes(argument):
    plate, unit = onnes.rectangle("200 nm", "100 nm"), UNITS.get(argument, "")
    refused_or_taken(lambda value: onnes.Film(plate, **FILM | {argument: value}), unit)
    if argument in ("terminals", "probes", "holes", "normal", "superconductor", "insulator"):
        refused_or_taken(lambda value: onnes.Film(plate, **FILM | {argument: {"a": value}}))
    if argument not in ("thickness", "terminals", "probes", "ground_plane"):
        body = {name: given for name, given in FILM.items() if name != "thickness"}
        refused_or_taken(lambda value: onnes.Bulk(plate, **body | {argument: value}), unit)


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
@pytest.mark.parametrize("make", [
    lambda value: onnes.Film(value, **FILM), lambda value: onnes.rectangle(value, "1 um"), onnes.disc, onnes.shape,
    lambda value: onnes.ring("1 um", value), onnes.polygon, lambda value: onnes.polygon([(0, 0), (1e-6, 0), value]),
    lambda value: onnes.path(value, "1 um"), lambda value: onnes.path([(0, 0), (1e-6, 0)], value),
    lambda value: onnes.ramp("0 T", "1 T", value), lambda value: onnes.sine("1 T", value), onnes.from_csv,
    lambda value: onnes.cold_front("9 K", "8 K", gradient="1 K/um", speed=value, start=0),
    lambda value: onnes.fields.loop(value, "1 um", "1 mA"), onnes.load, onnes.read_running,
    lambda value: onnes.fields.magnet(value, onnes.disc("50 nm"), thickness="20 nm", height="50 nm"),
    lambda value: onnes.fields.magnet("1 T", value, thickness="20 nm", height="50 nm"),
    lambda value: onnes.load("50 ohm", source="1 uA", between=value),
    lambda value: onnes.Stack(value, heights=[0, "1 um"]), lambda value: onnes.Stack([FLAT, FLAT], heights=value),
    lambda value: onnes.Stack([FLAT, FLAT], heights=[0, value]), onnes.ground_plane, onnes.pin, onnes.normal,
    lambda value: onnes.pin((0, 0), value), lambda value: onnes.heat(value), onnes.from_gds],
    ids=lambda make: "-".join(make.__code__.co_names[1:]) if make.__name__ == "<lambda>" else make.__name__)
def test_shapes_signals_and_files_take_or_refuse_whatever_comes(make):
    refused_or_taken(make)


class Reached(OnnesError):
    """A run would begin."""


@pytest.mark.parametrize("argument", OF_RUNS)
def test_every_argument_of_a_run_is_taken_or_refused_before_it_begins(argument, monkeypatch):
    def reached(*arguments, **options):
        raise Reached

    monkeypatch.setattr("onnes.solutions.tdgl.Run.carry_out", reached)
    film = onnes.Film(onnes.rectangle("200 nm", "100 nm"), **FILM,
                      terminals={"left": onnes.edge("left"), "right": onnes.edge("right")})
    refused_or_taken(lambda value: onnes.solve(film, **{"time": "1 ps", argument: value}), UNITS.get(argument, ""))


@pytest.mark.parametrize("act", [lambda value: onnes.solve(value, time="1 ps"), lambda value: onnes.minimize(value),
                                 lambda value: onnes.sweep(value, field=onnes.steps("0 T", "1 T", 3))],
                         ids=["solve", "minimize", "sweep"])
def test_what_is_no_device_is_refused(act):
    refused_or_taken(act)


CHEAP = ["estimate", "wire", "orbit", "boundary-layer", "filled-shell", "filled-band", "spin-meissner", "parallel-pair",
         "cooper-pair", "pair-gas", "charge-expulsion", "gyromagnetic", "gap", "mattis-bardeen"]


def at_extremes(name, count):
    """Return experiments, each with one input at an end of its range or a thousand times off, if that is accepted."""
    kind, found = experiments()[name], []
    for argument, info in kind.model_fields.items():
        extra = info.json_schema_extra or {}
        if "unit" not in extra:
            continue
        limits = physical_range(extra["unit"], argument)
        usual = getattr(kind(**kind.example), argument) or 1.0
        ends = (extra.get("at_least", limits.smallest), extra.get("at_most", limits.largest))
        for size in (*ends, usual / 1000, usual * 1000):
            try:
                found.append(experiment(name, **kind.example | {argument: size}))
            except OnnesError:
                continue
    return random.Random(name).sample(found, min(count, len(found)))


def carried_out(one, folder):
    """Run an experiment, draw it, save it and load it again."""
    result = one.run()
    type(one).plot(result)
    assert onnes.load(result.save(folder / "result.h5")) == result
    assert result.warnings or not any(array.unexplained for array in result.arrays.values())


@pytest.mark.parametrize("name", ["estimate", "filled-shell", "wire"])
def test_what_is_accepted_is_carried_out(name, tmp_path):
    for one in at_extremes(name, 2):
        refusal_of(lambda one: carried_out(one, tmp_path), one)


@pytest.mark.long
@pytest.mark.parametrize("name", CHEAP)
def test_whatever_is_accepted_is_carried_out(name, tmp_path):
    for one in at_extremes(name, 12):
        refusal_of(lambda one: carried_out(one, tmp_path), one)
