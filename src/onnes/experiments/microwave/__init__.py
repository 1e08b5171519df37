"""Parts of the experiment `mattis-bardeen`: the sample in its field, its readings, its picture."""
