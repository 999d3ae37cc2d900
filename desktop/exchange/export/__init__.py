"""Writing the social map to files: Open Referral (HSDS), separated text, and Excel."""
