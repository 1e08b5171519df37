"""Drawings of the report: one scale on both axes, axes that fit the values, nothing lost, text that is typeset."""

import math
import re
import xml.etree.ElementTree as ElementTree

import pytest

from onnes.plots.style import figure
from onnes.report.inline import INK, inline_svg
from onnes.report.log_axes import fitted, round_ticks
from onnes.report.scatter import predicted_against_measured
from onnes.report.typeset import tspans
from onnes.trial import run_trial

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def numbers():
    made = run_trial("Pb,Sn,Al,Nb,V,In,Hg,Mo", "conventional,pair,chain", simulations={})
    return [c for c in made.comparisons if c.verdict.scored and c.verdict.log10_ratio is not None]


@pytest.fixture(scope="module")
def scatter(numbers):
    drawn = predicted_against_measured(numbers, ("conventional", "pair", "chain"),
                                       ("critical_temperature", "gap_ratio", "isotope_exponent"))
    drawn.canvas.draw()
    return drawn


def test_a_decade_is_as_long_across_as_up(scatter):
    assert len(scatter.axes) == 3
    for ax in scatter.axes:
        across, up = (getattr(ax, f"get_{axis}lim")() for axis in "xy")
        box = ax.get_window_extent()
        assert box.width / math.log10(across[1] / across[0]) == pytest.approx(
            box.height / math.log10(up[1] / up[0]), rel=1e-3)
        corners = ax.transData.transform([(across[0], across[0]), (across[1], across[1])])
        assert (corners[1] - corners[0])[0] == pytest.approx((corners[1] - corners[0])[1], rel=1e-3), "45 degrees"


def test_axes_fit_the_values(numbers, scatter):
    """The measured values and those predicted near them take most of the axis."""
    for ax, name in zip(scatter.axes, ("critical_temperature", "gap_ratio", "isotope_exponent"), strict=True):
        mine = [c for c in numbers if c.observable == name and c.measured]
        measured = [abs(c.measured) for c in mine]
        near = [one for c in mine if min(measured) / 10 <= (one := abs(c.prediction.value)) <= max(measured) * 10]
        low, high = ax.get_xlim()
        assert low < min(measured + near) <= max(measured + near) < high
        filled = math.log10(max(measured + near) / min(measured + near)) / math.log10(high / low)
        assert filled > 0.8


def test_every_prediction_has_a_mark_and_those_far_off_stand_at_the_edge(numbers, scatter):
    ax = scatter.axes[0]
    marks = [line for line in ax.lines if line.get_marker() not in ("None", None, "")]
    mine = [c for c in numbers if c.observable == "critical_temperature" and c.measured]
    assert len(marks) == len(mine)
    edge = [line for line in marks if line.get_ydata()[0] == pytest.approx(ax.get_ylim()[1])]
    assert len(edge) == sum(c.theory == "chain" for c in mine) > 0, "chains bind at some 10^4 K"
    assert all(not line.get_clip_on() for line in edge)


@pytest.mark.parametrize(("low", "high", "ticks"), [
    (0.01, 90.0, [0.01, 0.1, 1, 10]), (1.9, 6.0, [2, 3, 4, 6]), (0.05, 0.7, [0.05, 0.1, 0.2, 0.5]),
    (2.0, 2.5, [2, 2.1, 2.2, 2.3, 2.4, 2.5])])
def test_ticks_are_round_numbers(low, high, ticks):
    assert round_ticks(low, high) == pytest.approx(ticks)


@pytest.mark.parametrize("values", [[2.0], [2.0, 2.1], [1e-3, 1e5], [7.0, 7.0]])
def test_limits_have_the_values_between_them_and_ticks(values):
    low, high = fitted(values)
    assert low < min(values) <= max(values) < high
    assert 2 <= len(round_ticks(low, high)) <= 8


def test_text_of_a_drawing_is_text_and_typeset():
    drawn, ax = figure(size=(3, 2))
    ax.set(xlabel="k T_c = |U_m| at 10^4 K", ylabel="2 Delta/k Tc")
    ax.plot([0, 1], [0, 1], color=INK)
    svg = ElementTree.fromstring(inline_svg(drawn, "test", "for a test"))
    labels = {"".join(one.itertext()): one for one in svg.iter(f"{SVG}text")}
    assert {"k Tc = |Um| at 104 K", "2 Δ/k Tc"} <= set(labels)
    scripts = [(one.text, float(one.get("dy")[:-2]) > 0) for one in labels["k Tc = |Um| at 104 K"]
               if one.get("font-size")]
    assert scripts == [("c", True), ("m", True), ("4", False)], "indices are lowered, powers raised"


@pytest.mark.parametrize("text", ["B_c^2", "eta mu_0 eps_0 mu^2/a^2 = e^2", "plain", "10^4.1"])
def test_after_sub_and_superscripts_text_is_on_its_line_again(text):
    offset = 0.0
    for shift, size, content in re.findall(r'<tspan dy="([-0-9.]+)em"(?: font-size="(\d+)%")?>(.*?)</tspan>',
                                           tspans(text)):
        offset += float(shift) * (int(size) / 100 if size else 1.0)
        assert abs(offset) > 0.2 if size else abs(offset) < 0.02, content
