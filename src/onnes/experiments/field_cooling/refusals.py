"""Refusal of field-cooling runs whose inputs contradict each other or that cannot be afforded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.errors import InputError
from onnes.experiments.expected_time import refuse_endless

if TYPE_CHECKING:
    from onnes.experiments.field_cooling import FieldCooling
    from onnes.experiments.field_cooling.setting import CrossSection, Setting

LARGEST_GRID = 250_000
LONGEST = 1e6
"""Longest run, in tau: hours of computing."""

_FEWEST_LENGTHS = 4.0
"""Radius, over the larger of xi and lambda, of the smallest sample that is suggested."""
_FEWEST_CELLS = 1.0
_RESOLVABLE_KAPPA, _IMPURE_KAPPA = 0.2, 0.4


def refuse_contradictions(experiment: FieldCooling) -> None:
    """Raise InputError for inputs that exclude each other."""
    if experiment.law == "perfect-conductor" and experiment.cooling == "nucleus":
        raise InputError("law", "perfect-conductor", "a law in which a phase can grow",
                         "Use law=tdgl with cooling=nucleus.")
    if experiment.sequence == "zero-field-cooled" and experiment.cooling == "nucleus":
        raise InputError("sequence", experiment.sequence, "field-cooled with cooling=nucleus")


def refuse_impossible(experiment: FieldCooling) -> None:
    """Raise InputError for a hole or nucleus larger than the sample, a wrong field, or too large a computation."""
    setting = experiment.setting()
    section, xi = setting.section, setting.scales.coherence_length
    if experiment.length < xi:
        from onnes.plots import in_words

        raise InputError("length", f"{experiment.length:g} m", f"at least xi = {xi:.3g} m",
                         f'The sample is long in the direction of the field: take length="{in_words(100 * xi, "m")}".')
    if section.nodes > LARGEST_GRID:
        raise _too_many_nodes(setting, radius_given=experiment.radius is not None)
    if section.inner_radius >= section.radius:
        raise InputError("inner_radius", f"{section.inner_radius * xi:g} m",
                         f"less than the radius, {section.radius * xi:g} m", "The hole must lie inside the sample.")
    _refuse_coarse(section, xi)
    if setting.cooling.manner == "nucleus":
        _refuse_nucleus(setting)
    if experiment.law != "tdgl":
        return
    if setting.duration > LONGEST:
        raise _too_long(setting)
    refuse_endless("duration", setting.expected_seconds, True,
                   f"It is {setting.duration:.3g} tau on {section.nodes:,.0f} nodes. Take a smaller sample, a larger "
                   "spacing, or a faster protocol.")


def _refuse_coarse(section: CrossSection, xi: float) -> None:
    """Raise InputError for a sample, a wall or a hole that the grid does not resolve."""
    from onnes.plots import in_words

    cell = section.spacing * xi
    for name, length, cells, of in (
            ("radius", section.radius, 2, "the sample"),
            ("inner_radius", section.radius - section.inner_radius, 2, "the wall"),
            ("inner_radius", section.inner_radius, 1, "the hole")):
        if (name == "radius" or section.shape == "tube") and length < cells * section.spacing:
            finer = 0.99 * length / cells
            fits = section.nodes * (section.spacing / finer) ** 2 <= LARGEST_GRID
            raise InputError(name, f"{length / section.spacing:.2g} cells of {cell:.3g} m in {of}", f"at least {cells}",
                             f"Make {of} larger" + (f', or take spacing="{in_words(finer * xi, "m")}" or less.' if fits
                                                    else "."))


def _refuse_nucleus(setting: Setting) -> None:
    scales, section = setting.scales, setting.section
    bc, bc2 = scales.thermodynamic_critical_field, scales.upper_critical_field
    if not bc2 < (field := scales.to_si(setting.field, "magnetic_field")) < bc:
        raise InputError("field", f"{field:.4g} T", f"a field between Bc2 = {bc2:.4g} T and Bc = {bc:.4g} T",
                         "Only there is normal metal supercooled, so that it needs a nucleus. Type I metals have such "
                         f"fields (kappa < 0.707); this one has kappa = {setting.kappa:.3g}.")
    if setting.cooling.nucleus_radius >= section.radius:
        raise InputError("nucleus_radius", f"{scales.to_si(setting.cooling.nucleus_radius, 'length'):g} m",
                         "a nucleus smaller than the sample")


def _too_many_nodes(setting: Setting, radius_given: bool) -> InputError:
    """Return an error with inputs that fit: a smaller sample, a larger spacing, or impure metal."""
    from onnes.experiments.field_cooling.choices import CELLS_PER_LENGTH
    from onnes.plots import in_words

    scales, section = setting.scales, setting.section
    xi, depth = scales.coherence_length, scales.penetration_depth
    shrink = 0.99 * (LARGEST_GRID / section.nodes) ** 0.5  # smaller by what rounding in words adds
    radius, spacing = section.radius * xi, section.spacing * xi
    ways = []
    if shrink * radius >= _FEWEST_LENGTHS * max(xi, depth):
        ways.append(f'radius="{in_words(shrink * radius, "m")}" or less')
    if (cells := min(xi, depth) / (spacing / shrink)) >= _FEWEST_CELLS:
        ways.append(f'spacing="{in_words(spacing / shrink, "m")}" or more ({cells:.2g} cells to the shorter '
                    f"length, {CELLS_PER_LENGTH:g} are wanted)")
    if setting.kappa < _RESOLVABLE_KAPPA:
        shorter, longer = (_IMPURE_KAPPA * xi * depth) ** 0.5, (xi * depth / _IMPURE_KAPPA) ** 0.5
        fits = shrink * radius * shorter / CELLS_PER_LENGTH / spacing
        smaller = f'radius="{in_words(fits, "m")}" and ' if radius_given and radius > fits else ""
        ways.append(f'{smaller}the lengths of an impure sample, such as penetration_depth="{in_words(shorter, "m")}" '
                    f'coherence_length="{in_words(longer, "m")}" residual_resistance_ratio=2: impurities leave Bc, and '
                    "so lambda xi, as it is")
    return InputError(
        "radius", in_words(radius, "m"), f"a grid of at most {LARGEST_GRID:,} nodes, not {section.nodes:.3g}",
        f"Both lengths must be resolved: xi = {in_words(xi, 'm')}, lambda = {in_words(depth, 'm')}. "
        f"Take {', or '.join(ways or ['a material or lengths nearer to each other'])}.")


def _too_long(setting: Setting) -> InputError:
    from onnes.plots import in_words

    longest = setting.scales.to_si(LONGEST, "time")
    return InputError(
        "duration", f"{in_words(setting.scales.to_si(setting.duration, 'time'), 's')} = {setting.duration:.3g} tau",
        f"at most {in_words(longest, 's')} = {LONGEST:.3g} tau",
        "Time steps are of the order of tau. Take a shorter duration, a faster front or cooling, a smaller sample, or "
        "a lower conductivity.")
