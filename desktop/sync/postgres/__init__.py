"""A central store in PostgreSQL: a login per person, and a database that itself holds back who may not."""
