"""Results beside one another: what moved, by whom, since when."""
