"""Parts of the pair-gas experiment: numbers of a metal, discrete pair states, Bose gases, the picture."""
