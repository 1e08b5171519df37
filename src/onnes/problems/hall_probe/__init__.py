"""Hall probes in the holes of a wire that carries a current: what they read, and what that tells of its law."""
