"""The validation table: what passes, what fails, and that failing is told."""

import json
import math

import pytest
from typer.testing import CliRunner

from onnes.cli.main import app
from onnes.validation import Check, all_checks, check, checks
from onnes.validation.run import chosen_checks


def a_check(compute, **changes):
    return Check(**({"name": "n", "compute": compute, "tolerance": 1e-3, "source": "s", "reference": 2.0} | changes))


def test_within_the_tolerance_passes_and_beyond_fails():
    inside, outside = a_check(lambda: 2.001).run(), a_check(lambda: 2.003).run()
    assert (inside.passed, outside.passed) == (True, False)
    assert inside.relative_error == pytest.approx(5e-4)
    assert outside.computed == 2.003


def test_a_reference_of_zero_is_compared_absolutely():
    assert a_check(lambda: 5e-4, reference=0.0).run().passed
    assert not a_check(lambda: 5e-3, reference=0.0).run().passed


def test_a_check_may_compute_its_reference():
    row = a_check(lambda: (3.0, 3.003), reference=None).run()
    assert (row.computed, row.reference, row.passed) == (3.0, 3.003, True)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_not_finite_fails(value):
    assert not a_check(lambda: value).run().passed


def test_a_computation_that_breaks_off_is_a_row_that_failed():
    def broken():
        raise ZeroDivisionError("no field")

    row = a_check(broken).run()
    assert not row.passed
    assert row.computed is None
    assert "no field" in row.note
    assert json.loads(json.dumps(row.as_dict(), allow_nan=False))["passed"] is False


@pytest.fixture
def empty_list(monkeypatch):
    monkeypatch.setattr(checks, "_CHECKS", {})


def test_each_case_is_a_check_of_its_own(empty_list):
    @check("twice {x:g}", tolerance=1e-12, source="arithmetic",
           cases=[{"x": 2.0, "reference": 4.0}, {"x": 3.0, "reference": 6.0, "slow": True}])
    def twice(x):
        return 2 * x

    first, second = checks.entered()
    assert (first.name, second.name) == ("twice 2", "twice 3")
    assert (first.slow, second.slow) == (False, True)
    assert first.run().passed
    assert second.run().passed
    with pytest.raises(ValueError, match="twice 2"):
        check("twice 2", tolerance=1, source="", reference=1.0)(twice)


def test_every_check_of_the_room_is_found_and_has_a_source():
    found = all_checks()
    assert all(one.source and 0 <= one.tolerance < 1 for one in found)


@pytest.fixture
def three(monkeypatch):
    """Two rows of a topic of which one is slow, one of another."""
    def compute():
        return 2.0

    def other():
        return 2.0

    compute.__module__, other.__module__ = "onnes.validation.strip_freezing", "onnes.validation.kibble_zurek"
    monkeypatch.setattr("onnes.validation.run.all_checks", lambda: (
        a_check(compute, name="barrier of a strip"), a_check(compute, name="Expulsion field", slow=True),
        a_check(other, name="zeros of a film, not of a strip", slow=True)))


@pytest.mark.parametrize(("given", "names"), [
    ([], ["barrier of a strip"]), (["strip_freezing"], ["barrier of a strip"]),
    (["strip-freezing", "--slow"], ["barrier of a strip", "Expulsion field"]),
    (["expulsion", "--slow"], ["Expulsion field"]), (["kibble", "--slow"], ["zeros of a film, not of a strip"]),
    (["STRIP", "--slow"], ["barrier of a strip", "Expulsion field", "zeros of a film, not of a strip"])])
def test_rows_are_chosen_by_topic_or_by_a_part_of_their_names(three, given, names):
    outcome = CliRunner().invoke(app, ["validate", *given, "--json"])
    assert outcome.exit_code == 0
    assert [row["name"] for row in json.loads(outcome.stdout)["rows"]] == names


@pytest.mark.parametrize(("given", "said"), [
    ("strips", "Did you mean strip_freezing"), ("weather", "Known: kibble_zurek, strip_freezing"),
    ("kibble", "add --slow")])
def test_a_name_without_rows_is_refused(three, given, said):
    outcome = CliRunner().invoke(app, ["validate", given])
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    assert said in outcome.stderr


def test_the_names_in_the_documents_have_rows():
    for name, slow in (("kuramoto", False), ("kibble", True), ("strip_freezing", True), ("cooldowns", False)):
        assert chosen_checks(name, slow)


@pytest.mark.parametrize(("value", "code"), [(1.0, 0), (1.1, 1)])
def test_the_command_tells_what_failed(monkeypatch, value, code):
    monkeypatch.setattr("onnes.validation.run.all_checks", lambda: (
        a_check(lambda: value, name="one", reference=1.0), a_check(lambda: 7.0, name="never", slow=True)))
    outcome = CliRunner().invoke(app, ["validate", "--json"])
    assert outcome.exit_code == code
    said = json.loads(outcome.stdout)
    (row,) = said["rows"]
    assert row.keys() >= {"name", "computed", "reference", "relative_error", "tolerance", "passed", "seconds", "source"}
    assert (row["name"], row["passed"], said["failed"]) == ("one", code == 0, code)
    assert "one" in CliRunner().invoke(app, ["validate"]).stdout
