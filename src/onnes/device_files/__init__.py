"""Device files: a film and what is done to it, as TOML.

The tables mirror the Python call: ``[film]`` holds the arguments of `onnes.Film`, ``[run]`` those of `onnes.solve`,
``[out]`` what is drawn. Nothing in a file is evaluated.
"""

from __future__ import annotations

from onnes.device_files.drawn import drawn, film_in, is_device_file, is_layout, with_film_of
from onnes.device_files.reading import read, read_film

__all__ = ["drawn", "film_in", "is_device_file", "is_layout", "read", "read_film", "with_film_of"]
