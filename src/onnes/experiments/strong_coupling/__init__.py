"""Parts of the experiment `eliashberg`: where its spectrum comes from, what is read, how it is drawn."""
