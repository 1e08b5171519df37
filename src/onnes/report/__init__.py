"""Report of a trial: one self-contained page with its numbers, pictures and film."""

from onnes.report.write import page, write

__all__ = ["page", "write"]
