"""One file a page: what is on it."""
