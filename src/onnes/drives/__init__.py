"""Drives: temperature, field and current as functions of place and time."""
