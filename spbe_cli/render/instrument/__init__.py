"""What `instrument` writes: a regulation as a list and as a tree."""
