"""What `blame` writes: which version last changed each level."""
