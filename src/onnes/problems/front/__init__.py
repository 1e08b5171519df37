"""Moving boundary between superconductor and normal metal in a field."""
