"""The nouns of the model go in, triples come out: one small function per noun. `kg.graph.writer` puts them into named graphs."""
