"""Phase locking of many units with noise: networks, steps in time, and exact theory."""
