"""Facts keep their source, their kind and their unit, and only readings of instruments may judge."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.measurements import KINDS, SCORED_KINDS, Fact, fact, facts, field_windows, trapped_flux
from onnes.measurements.natural_units import convert
from onnes.measurements.tables import last_digit
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, PLANCK


@pytest.mark.parametrize("one", facts() + trapped_flux() + field_windows(), ids=lambda f: f.id)
def test_every_fact_says_what_it_is_and_where_it_comes_from(one):
    assert one.observable.isidentifier()
    assert one.statement
    assert one.source
    assert one.kind in KINDS
    assert one.checked in ("yes", "partly", "no", "derived")
    if one.numeric:
        assert one.last_digit is not None
        assert one.last_digit > 0
        assert one.effective_uncertainty is not None
        assert one.effective_uncertainty >= 0
        assert math.isfinite(one.number(one.unit)[0])


def test_ids_are_unique():
    ids = [f.id for f in facts() + trapped_flux() + field_windows()]
    assert len(ids) == len(set(ids))


def test_only_instruments_are_scored():
    assert frozenset({"measured"}) == SCORED_KINDS
    assert all(f.scored == (f.kind == "measured") for f in facts())
    assert not fact("E001").scored, "a definition cannot be contradicted"
    assert not fact("E043").scored, "the BCS gap ratio is a theory's number"
    assert not fact("E021").scored, "a bound is not a value"
    assert not fact("E105a").scored, "nobody has measured the field inside a type I wire without resistance"


def test_filters_compose():
    assert {f.material for f in facts(observable="pressure_sign", kind="measured")} >= {"Pb", "Sn", "V"}
    assert facts(observable="pressure_sign", material="Pb") == (fact("E063"),)
    with pytest.raises(InputError, match="flux_quantum"):
        facts(observable="flux_quantums")
    with pytest.raises(InputError, match="kind"):
        facts(kind="mesured")
    with pytest.raises(InputError, match="material"):
        facts(material="Pbb")
    with pytest.raises(InputError, match="E001"):
        fact("E0001")


def test_facts_of_trapped_flux_are_apart_and_found_by_observable():
    assert not set(trapped_flux()) & set(facts())
    assert {f.id for f in trapped_flux("expulsion_field_w2")} == {"F001", "F002"}
    with pytest.raises(InputError, match="crossover_width"):
        trapped_flux("crossover_widths")


def test_flux_quanta_and_london_moment_in_si():
    assert fact("E001").number("Wb")[0] == pytest.approx(PLANCK / (2 * ELEMENTARY_CHARGE), rel=1e-15)
    assert convert(1.0, "h/e", "Wb", "flux") == pytest.approx(2 * convert(1.0, "h/2e", "Wb", "flux"), rel=1e-15)
    assert fact("E013").number("T s")[0] == pytest.approx(2 * ELECTRON_MASS / ELEMENTARY_CHARGE, rel=1e-15)
    with pytest.raises(InputError, match="E063"):
        fact("E063").number("T")


def test_the_quantum_is_half_of_what_london_expected():
    """Doll and Naebauer: 0.4 of h/e, good to its last digit, holds h/2e and shuts out h/e."""
    value, uncertainty = fact("E003").number("Wb")
    quantum = fact("E001").number("Wb")[0]
    assert abs(value - quantum) <= 2 * uncertainty
    assert abs(value - 2 * quantum) > 2 * uncertainty


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(0, 6))
def test_last_digit_is_the_step_between_neighbours_in_print(whole, decimals):
    printed = f"{whole / 10**decimals:.{decimals}f}"
    neighbour = f"{(whole + 1) / 10**decimals:.{decimals}f}"
    assert last_digit(printed) == pytest.approx(float(neighbour) - float(printed), rel=1e-6)


def test_last_digit_of_powers_of_ten():
    assert last_digit("1e5") == 1e5
    assert last_digit("3.6e-25") == pytest.approx(1e-26)


def test_uncertainty_rule():
    quoted = Fact("a", "x", 4.3, uncertainty=0.1, last_digit=0.1)
    bare = Fact("b", "x", 0.46, last_digit=0.01)
    exact = Fact("c", "x", 2.0, last_digit=0.1, kind="exact")
    assert quoted.effective_uncertainty == 0.1
    assert bare.effective_uncertainty == 0.01
    assert exact.effective_uncertainty == 0.0
    assert Fact("d", "x", True).effective_uncertainty is None


def test_a_fact_must_be_one():
    with pytest.raises(ValueError, match="kind"):
        Fact("a", "x", 1.0, kind="hearsay")
    with pytest.raises(ValueError, match="finite"):
        Fact("a", "x", float("nan"))
