"""Screening bodies: slab, cylinder and sphere in a field, computed and in London's closed forms."""
