"""Lumped circuits of Josephson junctions: equations of motion, noise, netlists."""
