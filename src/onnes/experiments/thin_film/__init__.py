"""The apparatus, the run and the picture of the film experiment."""
