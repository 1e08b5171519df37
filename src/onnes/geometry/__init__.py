"""Shapes of samples."""
