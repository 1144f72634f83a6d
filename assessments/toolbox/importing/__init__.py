"""Files of resources, read: bytes in, drafts and problems out. No database; nothing is dropped in silence."""
