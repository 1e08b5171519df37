"""Supercurrents of surfaces: half-space, slab and wire, computed, in closed form, and as the text's step."""
