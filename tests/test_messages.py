"""What a refusal tells: what was typed, the range that is accepted, the name that was meant."""

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


def test_an_alias_leads_to_one_name_only():
    assert unknown_name("x", "b", ["a", "abc"], {"B": "a", "c": "nothing"}).cure == "Did you mean a?"
