"""How a distribution of the index stands in each format; several verbs show one."""
