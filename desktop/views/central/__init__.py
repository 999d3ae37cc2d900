"""The administrator's side of a central store: is it in order, copies, who is in, and what needs a command."""
