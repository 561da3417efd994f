"""The words of the graph: namespaces, prefixes, and the making of IRIs."""
