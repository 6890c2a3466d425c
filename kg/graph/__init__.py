"""Documents and a world go in; RDF quads, a queryable graph, and proof of its form and its quotes come out."""
