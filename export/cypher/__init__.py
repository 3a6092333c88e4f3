"""The graph for Cypher: one mapping, an engine inside this process, and a Neo4j server that `push` fills.

`mapping` says what becomes of a node and an edge; `embedded` answers queries at once from a cache on disk; `server` speaks
to Neo4j; `push`, `pull` and `bulk` move a whole graph. `cookbook.md` holds the queries that an analyst asks.
"""
