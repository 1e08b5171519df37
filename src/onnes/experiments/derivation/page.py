"""The page: the derivation with typeset formulas, for reading."""

from __future__ import annotations

from importlib.resources import files

from onnes.experiments.derivation.rows import rows
from onnes.problems.macroscopic_model.written import mathml
from onnes.results import Result

SECTIONS = {"M1": "Schrödinger's equation", "M2": "Fields and potentials", "M3": "Fields and potentials",
            "M4": "Modulus and phase", "M5": "Modulus and phase", "M6": "Imaginary part: conservation of carriers",
            "M7": "Real part: motion of the phase, currents, flux"}


def page(result: Result) -> str:
    """Return the derivation as HTML with MathML; style and formulas are in the page itself."""
    from jinja2 import Environment, StrictUndefined

    shown = rows(result, mathml)
    titles = tuple(dict.fromkeys(SECTIONS[row.code] for row in shown))
    sections = [(title, [row for row in shown if SECTIONS[row.code] == title]) for title in titles]
    template = files("onnes.experiments.derivation").joinpath("page.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template).render(
        sections=sections, readings={name: reading.value for name, reading in result.readings.items()},
        inputs=result.inputs, provenance=result.provenance, seconds=f"{result.seconds:.1f}")
