"""Frameworks without Django: the document, its readers and checks, and the plan that pages and scores use."""
