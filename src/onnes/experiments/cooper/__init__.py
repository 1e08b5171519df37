"""Parts of the cooper-pair experiment: the pair above a sea, the pair alone, their readings and pictures."""
