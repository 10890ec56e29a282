"""Values -> text: one module per format, plain functions; nothing is computed or printed here."""
