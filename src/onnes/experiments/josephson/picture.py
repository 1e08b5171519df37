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
        bridge_picture,
        fluxon_picture,
        fraunhofer_picture,
        shapiro_picture,
        switching_picture,
        washboard_picture,
    )

    drawn = {"iv": washboard_picture, "shapiro": shapiro_picture, "fraunhofer": fraunhofer_picture,
             "fluxon": fluxon_picture, "switching": switching_picture, "bridge": bridge_picture}
    return drawn[result.inputs["study"]].picture(result)


def film(result: Result, path: Path) -> None:
    """Write a film: of the fluxon on its ring, of what flows in a junction or a bridge, or of the washboard."""
    from onnes.experiments.josephson import bridge_picture, fluxon_picture, fraunhofer_picture, washboard_picture
    from onnes.plots import write_film

    drawn = {"fluxon": fluxon_picture, "fraunhofer": fraunhofer_picture,
             "bridge": bridge_picture}.get(result.inputs["study"], washboard_picture)
    write_film(drawn.frames(result), path, fps=20)
