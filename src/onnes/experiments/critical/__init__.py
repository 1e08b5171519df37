"""Parts of the critical-fields experiment: one static problem of Ginzburg-Landau theory a file."""
