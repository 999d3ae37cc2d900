"""The encrypted file on the laptop: opening, migrating, writing, searching."""

import sys

import sqlcipher3

# sqlite-utils takes the driver it finds under this name, and looks once, when first imported: with the standard
# library's driver it would miss the errors our encrypted connections raise. Every module of the store runs after this.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
