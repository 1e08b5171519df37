"""Defaults of the field-cooling inputs that depend on the material and on other inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.materials import material

if TYPE_CHECKING:
    from onnes.experiments.field_cooling import FieldCooling

CELLS_PER_LENGTH = 2.0
_FRONT_SPEED, _FRONT_WIDTH, _FIELD_SHARE, _LENGTHS_ACROSS = 0.08, 10.0, 0.28, 12.0


def choices(experiment: FieldCooling) -> dict[str, float]:
    """Return temperature, lengths, times and fields of the run in SI units, those left out chosen."""
    scales, bath = experiment.scales(), experiment.bath()
    xi, depth = scales.coherence_length, scales.penetration_depth
    tau, below_tc = scales.unit("time"), material(experiment.material).critical_temperature - bath
    radius = experiment.radius or _LENGTHS_ACROSS * max(xi, depth)
    ramp = 50.0 if experiment.sequence == "zero-field-cooled" else 1.0
    conductivity = scales.conductivity
    assert conductivity is not None, "the residual resistance ratio has a default"
    chosen = {
        "temperature": bath,
        "radius": radius,
        "field": experiment.field or _FIELD_SHARE * scales.thermodynamic_critical_field,
        "front_speed": experiment.front_speed or _FRONT_SPEED * xi / tau,
        "gradient": experiment.gradient or below_tc / (_FRONT_WIDTH * xi),
        "cooling_time": experiment.cooling_time or ramp * tau,
        "penetration_depth": depth,
        "coherence_length": xi,
        "conductivity": conductivity,
        "spacing": experiment.spacing or min(xi, depth) / CELLS_PER_LENGTH,
    }
    if experiment.cooling == "nucleus":
        chosen["nucleus_radius"] = experiment.nucleus_radius or 0.5 * radius
    if experiment.shape == "tube":
        chosen["inner_radius"] = experiment.inner_radius or 0.5 * radius
    return chosen
