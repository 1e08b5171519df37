"""Drawing of the frames of a film."""

from __future__ import annotations

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.stopwatch import best_seconds


@benchmark("frames of a film, one field of 256 x 256")
def film_frames() -> Timing:
    """Return frames per second, compared with copying the finished pixels of a frame through memory."""
    import numpy as np

    from onnes.plots import Panel, render_frames

    values = np.random.default_rng(0).random((40, 256, 256))
    shown = Panel(values, (0.0, 1e-6, 0.0, 1e-6), kind="density")
    frames = render_frames([shown], np.linspace(0.0, 1e-9, len(values)))
    frame = next(frames)  # the static part is drawn with the first frame
    per_frame = best_seconds(lambda: next(frames), repeats=20)
    copying = best_seconds(lambda: frame.copy(), repeats=20)
    return Timing(1 / per_frame, "frames/s", 1 / copying, "copying a finished frame (measured now)")
