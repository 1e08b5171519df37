"""What experiments say about materials whose tables lack a quantity, and inputs that replace a material's."""

import re

import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments import experiments
from onnes.experiments.belonging import strangers
from onnes.materials import material, names

OF_MATERIALS = [name for name, kind in experiments().items() if kind.uses_material]
WITH_DEPTH = [name for name in OF_MATERIALS if "penetration_depth" in experiments()[name].model_fields]

DEPTH_IN_USE = {
    "bodies": lambda made: made.scales.penetration_depth,
    "routes": lambda made: made.scales.penetration_depth,
    "field-cooling": lambda made: made.scales().penetration_depth,
    "spin-meissner": lambda made: made.length()[0],
    "supercurrent": lambda made: made._metal().depth,
}
"""Where the penetration depth is not ``depth()``."""

OTHERS = {"kappa": 0.5, "coherence_length": "120 nm", "conductivity": "1e8 S/m", "critical_field": "20 mT",
          "mass_density": "8000 kg/m^3", "field": "1 mT"}
"""Inputs that together with a penetration depth describe a sample that is small enough for a grid."""

INCOMPLETE = ("Be", "Ga", "Hg beta", "NbN", "2H-NbSe2", "YBa2Cu3O7-x")
"""Materials that lack one quantity or another."""


def others(name):
    """Return those of `OTHERS` that an experiment has as SI inputs, and that count for its choices."""
    kind = experiments()[name]
    fields = kind.model_fields
    given = {key: value for key, value in OTHERS.items() if key in fields}
    given = {key: value for key, value in given.items()
             if key != "field" or fields[key].json_schema_extra["unit"] == "T"}
    given |= {"field-cooling": {"field": None, "radius": "2 um"}, "london-moment": {"law": "tdgl"},
              "front": {"kappa": None}}.get(name, {})
    strange = strangers(kind.belonging, lambda choice: given.get(choice, fields[choice].default))
    return {key: value for key, value in given.items() if key not in strange}


def missing_data(name, one):
    """Return the error of an experiment on a material whose tables lack what it needs, or None."""
    try:
        experiments()[name](material=one)
    except MissingDataError as missing:
        return missing
    except InputError:
        return None
    return None


@pytest.mark.parametrize("name", OF_MATERIALS)
def test_missing_data_names_the_material_and_a_cure(name):
    refusals = [refusal for one in INCOMPLETE if (refusal := missing_data(name, one))]
    assert refusals, "every experiment on materials needs a quantity that one of these lacks"
    for missing in refusals:
        assert missing.argument == "material"
        assert missing.got in INCOMPLETE
        chosen = re.search(r"choose one of: (.+?)(?: and \d+ more)?\.$", missing.cure, re.IGNORECASE)
        assert chosen, missing
        assert material(re.split(r", (?![^(]*\))", chosen[1])[0]).name != missing.got
        instead = re.match(r"Give (\w+),", missing.cure)
        assert instead is None or instead[1] in experiments()[name].model_fields, missing


@pytest.mark.parametrize("name", WITH_DEPTH)
def test_a_penetration_depth_replaces_that_of_the_material(name):
    kind = experiments()[name]
    assert "in place of the material's" in kind.model_fields["penetration_depth"].description
    lacking = next(one for one in map(material, names()) if one.has("critical_temperature")
                   and one.has("critical_field_0") and not one.has("london_depth_0"))
    for one in ("Pb", lacking.name):
        made = kind(material=one, penetration_depth="61 nm", **others(name))
        depth = DEPTH_IN_USE.get(name, lambda made: made.depth())(made)
        assert depth == pytest.approx(61e-9, rel=1e-12), one


@pytest.mark.parametrize("name", [name for name in WITH_DEPTH if name not in ("front", "momentum", "supercurrent")])
def test_a_material_without_a_penetration_depth_asks_for_one(name):
    with pytest.raises(MissingDataError, match=r"Give (coherence_length or )?penetration_depth, or choose one of: Al"):
        experiments()[name](material="Be", **others(name))
