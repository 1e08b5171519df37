"""Picture of an inference: what each fact wants beside the one value that suits all best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.trial.inference_table import by_relation

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.trial.inference import Inference


def inference_picture(inference: Inference) -> Figure:
    """Return a figure with a row for each relation and a mark for each fact, in decades from the best value."""
    from onnes.plots import PALETTE, figure, style

    groups = by_relation(inference)
    made, ax = figure(1, 1, size=(10.0, 2.2 + 0.55 * len(groups)), title=_sentence(inference))
    scatter = inference.scatter.value
    with style():
        ax.axvspan(-scatter, scatter, color=PALETTE[0], alpha=0.12, linewidth=0, label="scatter s")
        ax.axvline(0, color="black", linewidth=1.2)
        for row, ((_, parameter), group) in enumerate(groups.items()):
            wanted = -np.array([one.decades for one in group])
            bound = group[0].required.reason == "at least"
            colour = PALETTE[list(dict.fromkeys(p for _, p in groups)).index(parameter) + 1]
            ax.plot(wanted, np.full(len(wanted), row), ">" if bound else "o", color=colour, alpha=0.6, markersize=7)
        ax.set_yticks(range(len(groups)), [f"{by}\n{parameter.replace('_', ' ')}" for by, parameter in groups])
        ax.set(ylim=(-0.6, len(groups) - 0.4), xlabel="log10 of the value that a fact wants, over the best one "
               "(>: at least)")
        ax.invert_yaxis()
        ax.grid(True, axis="x", color="#e4e4e4")
        ax.legend(loc="best")
    return made


def _sentence(inference: Inference) -> str:
    values = ", ".join(f"{name.replace('_', ' ')} {one.value:.3g} {one.unit}".rstrip()
                       for name, one in inference.parameters.items())
    held = ", ".join(f"{name.replace('_', ' ')} held" for name in inference.held)
    return (f"{inference.theory}: " + "; ".join(filter(None, (values, held)))
            + f"; facts scatter by a factor {10**inference.scatter.value:.3g}")
