"""Inference of free parameters: the fit against SciPy's, and what the facts make of Sun's chains."""

import math
from io import StringIO

import numpy as np
import pytest
from rich.console import Console
from scipy.stats import t as student

from onnes import infer, material, theory
from onnes.chains.energies import coulomb_energy
from onnes.errors import InputError
from onnes.materials import materials
from onnes.measurements import fact
from onnes.theories import observable
from onnes.trial.scatter_fit import PowerLaws, best_fit


def laws(sizes, powers=None, *, errors=0.0, bound=False, at_most=np.inf):
    sizes = np.asarray(sizes, float)
    powers = np.ones((len(sizes), 1)) if powers is None else np.asarray(powers, float)
    full = np.ones(len(sizes))
    return PowerLaws(powers, sizes, errors * full, full, np.broadcast_to(bound, len(sizes)),
                     np.full(powers.shape[1], at_most))


DATA = np.random.default_rng(1).standard_t(3, 40) * 0.3 + 2.0


def test_one_parameter_is_the_location_of_a_student_distribution():
    fit = best_fit(laws(DATA))
    _, location, scale = student.fit(DATA, fdf=3)
    assert fit.best[0] == pytest.approx(location, abs=2e-4)
    assert 10 ** fit.numbers[1] == pytest.approx(scale, rel=1e-3)
    assert fit.log_likelihood == pytest.approx(student.logpdf(DATA, 3, location, scale).sum(), abs=1e-5)


def test_the_interval_loses_half_in_the_profile_likelihood():
    fit = best_fit(laws(DATA))
    scales = np.geomspace(0.05, 2, 4000)
    for edge in fit.interval(0):
        profile = max(student.logpdf(DATA, 3, edge, scale).sum() for scale in scales)
        assert fit.log_likelihood - profile == pytest.approx(0.5, abs=1e-3)


def test_two_power_laws_separate_two_parameters():
    random = np.random.default_rng(2)
    powers = np.array([[1.0, 0.5], [1.0, 1.0]] * 200)
    fit = best_fit(laws(powers @ [3.0, -4.0] + 0.1 * random.standard_t(3, 400), powers))
    assert fit.best == pytest.approx([3.0, -4.0], abs=0.1)
    assert 10 ** fit.numbers[-1] == pytest.approx(0.1, rel=0.15)


def test_a_lower_bound_that_is_met_moves_nothing_and_one_that_is_not_pulls_up():
    free = best_fit(laws(DATA)).best[0]

    def with_bound(size):
        return best_fit(laws([*DATA, *[size] * 10], bound=np.arange(len(DATA) + 10) >= len(DATA))).best[0]

    assert with_bound(free - 40) == pytest.approx(free, abs=1e-4)
    assert with_bound(free + 0.3) > free + 0.03


def test_a_bound_far_from_met_keeps_a_finite_probability():
    """The share of the distribution beyond -z falls as 2 sqrt3/(pi z^3)."""
    one = laws([1e5], bound=True)
    assert one.log_likelihood(np.zeros(1), 1.0) == pytest.approx(student.logcdf(-1e5, 3), rel=1e-6)
    assert one.log_likelihood(np.zeros(1), 100.0) == pytest.approx(student.logcdf(-1e3, 3), rel=1e-5)


def test_errors_of_measurement_take_the_place_of_scatter():
    scattered = best_fit(laws(DATA))
    assert 10 ** best_fit(laws(DATA, errors=3.0)).numbers[-1] < 1e-2 * 10 ** scattered.numbers[-1]


def test_a_largest_value_is_kept():
    fit = best_fit(laws(DATA, at_most=1.5))
    assert fit.best[0] == pytest.approx(1.5, abs=1e-6)
    assert fit.interval(0)[1] == 1.5


@pytest.fixture(scope="module")
def chain():
    return infer("chain")


def test_the_facts_want_millions_of_magnetons_that_hardly_couple(chain):
    moment, duty = (chain.parameters[name] for name in ("magnetic_moment", "duty"))
    assert chain.converged
    assert 1e6 < moment.value / 9.274e-24 < 3e7
    assert duty.low < duty.value < duty.high < 1e-6
    assert moment.low < moment.value < moment.high
    # Z16 over Z17: mu is the repulsion over Bc, in the middle of the metals
    metals = [one for one in materials() if one.has("nearest_neighbour_distance") and one.has("critical_field_0")]
    ratios = [coulomb_energy(one.value("nearest_neighbour_distance").value) / one.value("critical_field_0").value
              for one in metals]
    assert moment.value == pytest.approx(np.median(ratios), rel=0.5)


def test_no_value_beside_the_best_is_more_likely(chain):
    best = {name: one.value for name, one in chain.parameters.items()}
    for name in best:
        for factor in (0.9, 1.1):
            beside = infer("chain", held={**best, name: factor * best[name]})
            assert beside.log_likelihood < chain.log_likelihood
            assert beside.parameters == {}


def test_the_measured_moment_leaves_a_factor_of_hundreds(chain):
    held = infer("chain", held={"magnetic_moment": "9.2847646917e-24 J/T"})
    assert held.parameters["duty"].value == pytest.approx(1.0)
    assert held.scatter.value > 2
    assert held.log_likelihood < chain.log_likelihood - 50
    console = Console(width=200, record=True, file=StringIO())
    console.print(held.table())
    assert "Held: magnetic_moment = 9.28476e-24 J/T." in console.export_text()


def test_demands_say_what_each_fact_wants(chain):
    best = {name: one.value for name, one in chain.parameters.items()}
    asked = next(one for one in chain.demands if one.fact.startswith("Pb") and "Bc" in one.required.by)
    needed = theory("chain").required_parameters("critical_field", 80.3e-3, material("Pb"), best)[0]
    assert asked.required.value == pytest.approx(needed.value, rel=1e-6)
    assert asked.decades == pytest.approx(math.log10(best["magnetic_moment"] / needed.value), abs=1e-6)
    temperatures = [one.verdict.outcome for one in chain.demands if one.required.observable == "critical_temperature"]
    assert "agrees" not in temperatures
    assert "wrong sign" in temperatures


def test_an_electron_of_that_moment_is_as_large_as_a_bacterium(chain):
    limit = next(one for one in chain.limits if one.observable == "electron_radius")
    assert limit.predicted > 1e-6
    assert limit.measured < 1e-17


def test_a_charge_of_two_electrons_from_flux_quanta_and_weak_links():
    found = infer("macroscopic")
    assert found.parameters["carrier_charge"].value == pytest.approx(-2 * 1.602176634e-19, rel=1e-5)
    assert found.unfixed == ("carrier_mass",)
    charge = found.parameters["carrier_charge"]
    assert charge.low < charge.value < charge.high < 0


def test_the_theory_is_given_the_sign_with_which_a_parameter_is_held(monkeypatch):
    kind, told = type(theory("macroscopic")), set()
    predict = kind.predict

    def recorded(self, name, material=None, given=None):
        told.add(given["carrier_charge"])
        return predict(self, name, material, given)

    monkeypatch.setattr(kind, "predict", recorded)
    for charge in (3.2e-19, -3.2e-19):
        told.clear()
        infer("macroscopic", held={"carrier_charge": charge})
        assert list(told) == pytest.approx([charge])


def test_a_relative_error_of_a_measurement_is_as_many_decades(monkeypatch):
    """The charge goes as the inverse of the flux quantum, or as Josephson's frequency."""
    fitted = []
    monkeypatch.setattr("onnes.trial.inference.best_fit", lambda laws: fitted.append(laws) or best_fit(laws))
    found = infer("macroscopic")
    measured = [fact(one.fact).number(observable(fact(one.fact).observable).unit) for one in found.demands]
    assert fitted[-1].errors == pytest.approx([math.log10(1 + error / abs(value)) for value, error in measured])
    assert max(fitted[-1].errors) > 0


def test_table_picture_and_numbers_tell_the_same(chain):
    numbers = chain.as_dict()
    assert numbers["parameters"]["duty"]["value"] == chain.parameters["duty"].value
    assert len(numbers["demands"]) == len(chain.demands)
    ticks = [label.get_text() for label in chain.plot().axes[0].get_yticklabels()]
    assert any("mu Bc" in one for one in ticks)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: infer("hole"), "free parameter"),
        (lambda: infer("chan"), "Did you mean chain"),
        (lambda: infer("chain", held={"mu": 1.0}), "magnetic_moment"),
        (lambda: infer("chain", held={"duty": 2.0}), "at most 1"),
        (lambda: infer("chain", held={"duty": "0 K"}), "duty"),
        (lambda: infer("chain", held={"magnetic_moment": -1e-23}), "above zero"),
        (lambda: infer("chain", materials="Bi"), "material"),
        (lambda: infer("chain", materials=3), "names, as a list"),
        (lambda: infer("chain", held="duty=1"), "a mapping"),
        (lambda: infer("chain", held={"duty": 1e-320}), "at least 1e-16"),
    ],
)
def test_bad_input_is_refused(call, words):
    with pytest.raises(InputError, match=words):
        call()
