"""Dashboards: what is seen over all, for access, policy, contract management and back office."""
