"""Reading HSDS 3 (Open Referral): the joining of what its many tables tell apart; the mapping of columns is data."""
