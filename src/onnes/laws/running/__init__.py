"""Records and checkpoints of a run in time."""
