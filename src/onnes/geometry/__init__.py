"""Shapes of samples: regions of the plane (`Shape`), and bodies as signed distances (`signed_distance`)."""

from onnes.geometry.feature_size import check_apart, resolves
from onnes.geometry.gds import from_gds
from onnes.geometry.outlines import disc, ellipse, path, polygon, rectangle, ring
from onnes.geometry.planar_shape import Shape, shape

__all__ = ["Shape", "check_apart", "disc", "ellipse", "from_gds", "path", "polygon", "rectangle", "resolves", "ring",
           "shape"]
