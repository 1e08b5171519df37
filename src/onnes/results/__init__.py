"""Results: frozen readings and fields with units, saved to and loaded from HDF5."""

from onnes.results.paths import path_of
from onnes.results.result import Array, Reading, Result
from onnes.results.status import SUCCESSFUL, Status, status_of
from onnes.results.storage import from_xarray, load, save, to_xarray
from onnes.results.text_file import read_text
from onnes.results.whole_file import whole_file, whole_folder, writable_folder

__all__ = [
    "SUCCESSFUL",
    "Array",
    "Reading",
    "Result",
    "Status",
    "from_xarray",
    "load",
    "path_of",
    "read_text",
    "save",
    "status_of",
    "to_xarray",
    "whole_file",
    "whole_folder",
    "writable_folder",
]
