"""Pictures and films: those of the study that was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw what the study measured."""
    from onnes.experiments.josephson import (
        fluxon_picture,
        fraunhofer_picture,
        shapiro_picture,
        switching_picture,
        washboard_picture,
    )

    return {"iv": washboard_picture, "shapiro": shapiro_picture, "fraunhofer": fraunhofer_picture,
            "fluxon": fluxon_picture, "switching": switching_picture}[result.inputs["study"]].picture(result)


def film(result: Result, path: Path) -> None:
    """Write a film: the fluxon on its ring, the current density over the flux, or the phase on the washboard."""
    from onnes.experiments.josephson import fluxon_picture, fraunhofer_picture, washboard_picture
    from onnes.plots import write_film

    drawn = {"fluxon": fluxon_picture, "fraunhofer": fraunhofer_picture}.get(result.inputs["study"], washboard_picture)
    write_film(drawn.frames(result), path, fps=20)
