"""Signalen: what is told of a provider in confidence, and what the contract manager does with it."""
