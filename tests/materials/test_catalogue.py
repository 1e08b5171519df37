"""Materials are found by symbol, formula, English name and phase, in any case."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.materials import Material, material, materials, names


@pytest.mark.parametrize("name", names())
def test_every_name_on_the_list_finds_its_material(name):
    assert material(name).name == name


def test_names_are_unique_and_of_all_materials():
    assert len(set(names())) == len(names()) == len(materials())
    assert {one.family for one in materials()} >= {"element", "A15", "cuprate", "hydride"}


@pytest.mark.parametrize(
    ("asked", "formula", "phase"),
    [
        ("pb", "Pb", ""),
        ("Lead", "Pb", ""),
        ("aluminum", "Al", ""),
        ("Sn", "Sn", "beta (white)"),
        ("white tin", "Sn", "beta (white)"),
        ("Hg", "Hg", "alpha"),
        ("mercury", "Hg", "alpha"),
        ("hg BETA", "Hg", "beta"),
        ("mercury beta", "Hg", "beta"),
        ("La", "La", "alpha (dhcp)"),
        ("La (fcc)", "La", "beta (fcc)"),
        ("nbn", "NbN", "bulk/film"),
        ("MgB2", "MgB2", "B||c"),
        ("MgB2 B||ab", "MgB2", "B||ab"),
        ("YBCO", "YBa2Cu3O6.92", "in-plane, current||a"),
        ("K3C60", "K3C60", "powder (1991)"),
    ],
)
def test_other_names(asked, formula, phase):
    found = material(asked)
    assert (found.formula, found.phase) == (formula, phase)


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.sampled_from(names()), st.randoms(use_true_random=False))
def test_case_and_spaces_do_not_matter(name, random):
    scrambled = "".join(random.choice((c.upper(), c.lower())) for c in name)
    assert material(f"  {scrambled} ").name == name


def test_a_material_is_its_own_name():
    assert material(material("Nb")) is material("niobium")
    assert str(material("niobium")) == "Nb"
    assert isinstance(material("Nb"), Material)


@pytest.mark.parametrize(
    ("wrong", "near"), [("Leed", "lead"), ("niobum", "niobium"), ("MgB22", "MgB2"), ("Nb4Sn", "Nb3Sn")]
)
def test_an_unknown_name_is_answered_with_the_nearest(wrong, near):
    with pytest.raises(InputError, match=f"material.*{wrong}.*{near}"):
        material(wrong)


def test_pressure_is_of_the_measurement():
    assert material("Pb").pressure == 0
    assert material("H3S").pressure == pytest.approx(155e9)


def test_materials_are_frozen_comparable_and_travel():
    lead = material("Pb")
    with pytest.raises(AttributeError):
        lead.name = "Sn"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(lead)) == lead
    assert len({lead, material("lead"), material("Sn")}) == 2
