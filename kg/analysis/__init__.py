"""The graph in, measures out: networks, centrality, timelines and positions, as NetworkX graphs and pandas tables."""
