"""Problems, in every format that people and CI read."""
