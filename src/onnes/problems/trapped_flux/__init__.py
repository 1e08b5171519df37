"""Flux that stays in a film or a body when it is cooled through Tc in a field."""
