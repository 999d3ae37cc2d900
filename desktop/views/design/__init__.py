"""The design system: every screen is built from these parts, and no screen styles itself."""
