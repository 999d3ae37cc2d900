"""Pure functions that know the law and the region: no Qt, SQL, files or clock."""
