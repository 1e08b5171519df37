"""Device files: a film and what is done to it, as TOML.

The tables mirror the Python call: ``[film]`` holds the arguments of `onnes.Film`, ``[run]`` those of `onnes.solve`,
``[out]`` what is drawn. Nothing in a file is evaluated.
"""

from __future__ import annotations

from onnes.device_files.drawn import drawn, is_device_file, with_film_of
from onnes.device_files.reading import read, read_film

__all__ = ["drawn", "is_device_file", "read", "read_film", "with_film_of"]
