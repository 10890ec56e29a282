"""What `predict` writes: what the official index may become."""
