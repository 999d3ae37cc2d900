"""18-/18+: who turns eighteen, and is it arranged?"""
