"""Every identity of Hirsch's text, for every material with a penetration depth and in both systems of units."""

import pytest

from onnes.materials import materials
from onnes.units.gaussian import to_gaussian
from onnes.validation.hirsch_identities import IDENTITIES, MADE_OF_CONSTANTS, Sample, samples


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda one: one.code)
def test_it_holds_for_every_material(identity):
    for material in materials():
        if not material.has("london_depth_0"):
            continue
        sample = Sample.of(material)
        (left, right), (gaussian, other) = identity.si(sample), identity.gaussian(sample.in_gaussian())
        assert left == pytest.approx(right, rel=identity.tolerance), material.name
        assert gaussian == pytest.approx(other, rel=identity.tolerance), material.name
        assert gaussian == pytest.approx(to_gaussian(left, identity.kind), rel=MADE_OF_CONSTANTS), material.name


def test_every_identity_of_the_text_is_on_the_list():
    """H20 and H26 are equations of motion, H38 and H39 definitions, H53 is M = B/mu_0."""
    listed = {number for one in IDENTITIES for number in _numbers(one.code)}
    assert listed == {19, *range(21, 26), *range(27, 38), *range(40, 65)}


def _numbers(code):
    for part in code.split(", "):
        ends = [int(end.strip("Habc")) for end in part.split("-") if end.startswith("H")]
        yield from range(ends[0], ends[-1] + 1) if ends else ()


def test_a_material_gives_a_sample():
    assert len(samples()) > 20
    assert all(one.field > 0 and one.density > 0 for one in samples())
