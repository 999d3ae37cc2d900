"""The caseload, and one case with everything that hangs on it."""
