"""Rules of charters, with no database: the exact text, what signing needs, where a signature stands, badges."""
