"""Device files: a film and what is done to it, as TOML.

The tables mirror the Python call: ``[film]`` holds the arguments of `onnes.Film`, ``[run]`` those of `onnes.solve`,
``[out]`` what is drawn. Nothing in a file is evaluated.
"""

from __future__ import annotations

from onnes.cli.device_file.reading import read

__all__ = ["read"]
