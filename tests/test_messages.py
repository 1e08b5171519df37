"""What a refusal tells: what was typed, the range that is accepted, the name that was meant."""

import inspect

import pytest

import onnes
from onnes.errors import InputError, unknown_name
from onnes.experiments import experiment
from onnes.materials import material, materials
from onnes.theories import aliases, names


@pytest.mark.parametrize(("name", "inputs", "argument", "got"), [
    ("front", {"law": "tdgl", "wall_energy": "2 um"}, "wall_energy", "2 um"),
    ("front", {"law": "tdgl", "size": "5 mm"}, "size", "5 mm, 1e+05 lambda"),
    ("front", {"law": "tdgl", "size": 5e-3}, "size", "0.005 m, 1e+05 lambda"),
    ("front", {"law": "tdgl", "material": "niobium"}, "material", "niobium, kappa = 1.15"),
    ("bodies", {"radius": "5 mm"}, "radius", "5 mm, which is 1e+05 lambda"),
    ("vorticity", {"flow": "power", "core": "3 nm"}, "core", "3 nm"),
    ("film", {"width": "2 um"}, "width", "2 um"),
    ("film", {"width": "0.2 nm", "material": "Nb", "thickness": "20 nm"}, "width", "0.2 nm"),
])
def test_what_was_typed_is_shown(name, inputs, argument, got):
    with pytest.raises(InputError) as refusal:
        experiment(name, **inputs)
    assert (refusal.value.argument, refusal.value.got) == (argument, got)


@pytest.mark.parametrize(("name", "inputs", "accepted"), [
    ("front", {"size": "1e300 m"}, "a length of at least 1e-09 m and at most 1000 m"),
    ("front", {"size": "1 pm"}, "a length of at least 1e-09 m and at most 1000 m"),
    ("front", {"conductivity": "0 S/m"}, "a conductivity above 0 S/m and at most 1e+14 S/m"),
    ("bodies", {"field": 2}, "a plain number above 0 and below 1"),
])
def test_the_range_that_is_accepted_is_shown(name, inputs, accepted):
    with pytest.raises(InputError) as refusal:
        experiment(name, **inputs)
    assert refusal.value.expected == accepted


@pytest.mark.parametrize(("word", "meant"), [
    ("bcs", "conventional"), ("Ginzburg-Landau", "conventional"), ("hirsch", "hole"), ("Weisskopf", "pair"),
    ("sun", "chain"), ("pairs", "pair")])
def test_another_word_for_a_theory_leads_to_its_name(word, meant):
    with pytest.raises(InputError, match=f"Did you mean {meant}"):
        onnes.theory(word)


def test_words_for_theories_belong_to_one_each():
    assert set(aliases().values()) <= set(names())
    assert not {alias.casefold() for alias in aliases()} & set(names())
    assert len({alias.casefold() for alias in aliases()}) == sum(len(onnes.theory(name).aliases) for name in names())


def test_a_theory_that_an_experiment_does_not_have_is_not_suggested():
    with pytest.raises(InputError, match=r"Did you mean conventional\?"):
        experiment("wire", theory="BCS")
    with pytest.raises(InputError, match=r"Known: chain, conventional\."):
        experiment("wire", theory="hirsch")
    with pytest.raises(InputError, match=r"Known: conventional\."):
        experiment("film", theory="hirsch")


@pytest.mark.parametrize("word", ["NbTi", "Nb-Ti", "nb ti", "niobium titanium", "Nb-47wt%Ti"])
def test_words_for_a_material(word):
    assert material(word).name == "Nb-47wt%Ti"


def test_every_material_is_found_by_its_own_name():
    assert [material(one.name).name for one in materials()] == [one.name for one in materials()]


def test_a_name_close_to_another_word_for_a_material_leads_to_it():
    with pytest.raises(InputError, match=r"Did you mean NbTi "):
        material("NbTi2")


def test_a_word_that_is_hardly_like_a_name_is_shown_all_names():
    assert unknown_name("x", "nonsense", ["seed", "field"]).cure == "Did you mean seed? Known: field, seed."
    assert unknown_name("x", "feild", ["seed", "field"]).cure == "Did you mean field?"


def test_an_alias_leads_to_one_name_only():
    assert unknown_name("x", "b", ["a", "abc"], {"B": "a", "c": "nothing"}).cure == "Did you mean a?"


SQUARE = onnes.rectangle("400 nm", "400 nm")
METAL = {"coherence_length": "50 nm", "penetration_depth": "100 nm", "resistivity": "150 nohm m", "thickness": "20 nm"}
DOORS = {f"onnes.{name}": getattr(onnes, name) for name in onnes.__all__
         if inspect.isfunction(getattr(onnes, name)) or name in ("Film", "Bulk", "Stack")}
DOORS |= {f"onnes.fields.{name}": each for name, each in inspect.getmembers(onnes.fields, inspect.isfunction)
          if each.__module__ == "onnes.drives.fields" and not name.startswith("_")}
DOORS |= {"onnes.pins.random": onnes.pins.random}

_FIRST = dict.fromkeys(("onnes.experiment", "onnes.run"), ("film",)) | dict.fromkeys(
    ("onnes.sweep", "onnes.phase_diagram"), (onnes.Film(SQUARE, **METAL),))
"""Argument of doors that pass others on."""


@pytest.mark.parametrize("name", DOORS)
def test_an_argument_that_a_door_does_not_have_is_named(name):
    with pytest.raises(InputError, match="unheard_of"):
        DOORS[name](*_FIRST.get(name, ()), unheard_of=1)


@pytest.mark.parametrize(("call", "message"), [
    (lambda: onnes.load(resistence="50 ohm"), "argument of load: got 'resistence'.* Did you mean resistance"),
    (lambda: onnes.load("50 ohm"), r'Write onnes.load\("50 ohm", source="20 uA"\)'),
    (lambda: onnes.Film(SQUARE, pin=[], **METAL), r"got 'pin'.* Did you mean pins\?"),
    (lambda: onnes.minimize(onnes.Film(SQUARE, **METAL), heat=1), "got 'heat'.* Known: cells_per_xi, current, device"),
    (lambda: onnes.solve(onnes.Film(SQUARE, **METAL), filed=1), "got 'filed'.* Did you mean field"),
    (lambda: onnes.Film(SQUARE), "thickness: got 'nothing'"),
    (lambda: onnes.Film(SQUARE, "20 nm"), "at most 1. Give the others by name: material, temperature, thickness"),
    (lambda: onnes.disc("1 nm", (0, 0), 3), "got '3 without a name', expected at most 2. They are radius, centre"),
    (lambda: onnes.ramp(0, 1, 2, start=3), "start: got 'two values'"),
    (lambda: onnes.experiment(name="film"), r"Write experiment\(name, ...\)"),
    (lambda: onnes.Film(SQUARE, normal={"all": onnes.normal(SQUARE, coherence_length="50 nm")}, **METAL),
     "normal: got 'regions that cover the whole device'"),
    (lambda: experiment("vortex", kappa="abc"), "expected a plain number. Write one number without a unit"),
])
def test_what_a_wrong_call_is_told(call, message):
    with pytest.raises(InputError, match=message):
        call()


def test_a_pair_of_terminals_of_which_one_is_unknown():
    film = onnes.Film(SQUARE, terminals={"source": onnes.edge("left"), "drain": onnes.edge("right")}, **METAL)
    for circuit in ({"load": onnes.load("50 ohm", source="1 uA", between=("source", "drian"))},
                    {"voltage": ("1 mV", "source", "drian")}):
        with pytest.raises(InputError, match=r"^terminal: got 'drian', .* Did you mean drain"):
            onnes.solve(film, time="1 ps", **circuit)


def test_a_door_keeps_its_signature():
    assert list(inspect.signature(onnes.solve).parameters)[:3] == ["device", "time", "field"]
    assert inspect.signature(onnes.disc).return_annotation == "Shape"
