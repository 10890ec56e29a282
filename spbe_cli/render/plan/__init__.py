"""What `plan` writes: steps, the curve, the tasks of one OPD."""
