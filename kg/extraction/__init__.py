"""Extraction: an article in, a document out: what the article says, with the characters that say it."""
