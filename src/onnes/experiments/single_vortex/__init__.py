"""Parts of the vortex experiment: what is solved, what is read, what is drawn."""
