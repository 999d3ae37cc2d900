"""Verwijzingen: through which door do residents come in, and what must still be looked at?"""
