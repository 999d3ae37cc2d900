"""The one place that wires the program: who gets which store, clock and vault."""
