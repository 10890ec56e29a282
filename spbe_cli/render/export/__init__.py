"""The workbooks that `export` writes, a module for each sheet."""
