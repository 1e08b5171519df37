"""Writing of films from raw frames, as H.264 (.mp4) or GIF."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from onnes.errors import InputError
from onnes.results.whole_file import whole_file

SUFFIXES = (".mp4", ".gif")


def write_film(frames: Iterable[np.ndarray], path: str | Path, fps: int = 25, argument: str = "out") -> Path:
    """Write frames (uint8, shape (height, width, 3), all of one shape) as a film, completely or not at all.

    Raises:
        InputError: a suffix other than .mp4 or .gif, an unwritable folder or a full disk.
        ValueError: no frames.
    """
    path = Path(path)
    write = {".mp4": _write_mp4, ".gif": _write_gif}.get(path.suffix.lower())
    if write is None:
        raise InputError(argument, str(path), f"a file name ending in {' or '.join(SUFFIXES)}")
    rest = iter(frames)
    first = next(rest, None)
    if first is None:
        raise ValueError("a film needs at least one frame")
    with whole_file(path, argument) as temporary:
        write(chain([first], rest), first.shape, temporary, fps)
    return path


def _write_mp4(frames: Iterator[np.ndarray], shape: tuple[int, ...], path: Path, fps: int) -> None:
    # Players need yuv420p, which needs even sizes: an odd size gets one more white row or column.
    _encode(frames, shape, path, fps, "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white", "-pix_fmt", "yuv420p",
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-movflags", "+faststart")


def _write_gif(frames: Iterator[np.ndarray], shape: tuple[int, ...], path: Path, fps: int) -> None:
    # One palette of 256 colours for all frames, made from all of them; dithering blurs its steps.
    _encode(frames, shape, path, fps, "-filter_complex", "split[seen][shown];[seen]palettegen=reserve_transparent=0"
            "[palette];[shown][palette]paletteuse=dither=sierra2_4a")


def _encode(frames: Iterator[np.ndarray], shape: tuple[int, ...], path: Path, fps: int, *options: str) -> None:
    """Send frames to ffmpeg, which writes them with the given options."""
    import imageio_ffmpeg

    height, width = shape[:2]
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", str(fps), "-i", "-",
        *options, str(path),
    ]
    encoder = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        _feed(encoder, frames)
        _, message = encoder.communicate()
    except BaseException:
        encoder.kill()
        encoder.wait()
        raise
    if encoder.returncode != 0:
        raise OSError(f"the film encoder failed: {message.decode(errors='replace').strip()}")


def _feed(encoder: subprocess.Popen[bytes], frames: Iterator[np.ndarray]) -> None:
    assert encoder.stdin is not None
    for frame in frames:
        try:
            encoder.stdin.write(np.ascontiguousarray(frame, dtype=np.uint8).data)
        except BrokenPipeError:  # the encoder has ended; its error message is reported by the caller
            return
