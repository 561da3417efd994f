"""The words of the graph: closed namespaces, the prefix table, and the only minting of IRIs."""
