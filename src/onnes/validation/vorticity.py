"""Vorticity carried out of a cylinder by the flow of its carriers."""

from __future__ import annotations

import math
from typing import Any

from scipy.special import ive

from onnes.experiments import experiment
from onnes.results import Result
from onnes.validation.checks import check

_FLOWS: dict[str, dict[str, Any]] = {"source": {"core": "200 nm"}, "power": {"exponent": 2.5}}
"""Inputs that each flow has of its own."""


def _run(**inputs) -> Result:
    return experiment("vorticity", field="11 mT", radius="700 nm", **inputs).run()


@check("vorticity, flow={flow}, course={course}: (2/R) int w v_r dt over w_0, against the share that is missing",
       tolerance=1e-4, source="H16", cases=[{"flow": flow, "course": course} for flow in ("source", "power")
                                            for course in ("steady", "pulse")])
def outflow(flow: str, course: str) -> tuple[float, float]:
    result = _run(flow=flow, course=course, duration="0.25 us", **_FLOWS[flow])
    return float(result["outflow_integral"]), 1 - float(result["vorticity_left"])


@check("vorticity, flow={flow}: mean |w - exact| over w_0", tolerance=1e-3, reference=0.0,
       source="w r dr is constant along the paths", cases=[{"flow": "source"}, {"flow": "power"}])
def paths(flow: str) -> float:
    return float(_run(flow=flow, duration="0.25 us", **_FLOWS[flow])["scheme_error"])


@check("vorticity without flow: field on the axis over B_a", tolerance=1e-12, reference=1.0, source="H6, H13")
def kept() -> float:
    return float(_run(speed=0.0)["field_axis"]) / 11e-3


@check("vorticity all carried out: flux left, against that of London's equation", tolerance=1e-3,
       source="2 lambda I_1(R/lambda)/(R I_0(R/lambda))")
def meissner() -> tuple[float, float]:
    ratio = 700 / 50
    return float(_run(duration="0.5 us", cells=300)["flux_left"]), 2 / ratio * float(ive(1, ratio) / ive(0, ratio))


@check("vorticity of carriers that nothing replaces: ln of the share left", tolerance=1e-4,
       source="w and n obey one equation: exp(-2 V t/R)")
def leaving() -> tuple[float, float]:
    result = _run(flow="power", supply="leaving", duration="1 us")
    return math.log(1 - float(result["carriers_out"])), -2 * 1e-6 / 700e-9
