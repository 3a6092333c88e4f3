"""The graph for Cypher: one mapping, an engine inside this process, and a Neo4j server that `push` fills.

`mapping` says what becomes of a node and an edge; `embedded` answers queries at once from a cache on disk; `server` speaks
to Neo4j; `push` and `pull` move a whole graph, and `quid export neo4j-import` writes files for its import tool.
`cookbook.md` holds the queries that an analyst asks.
"""
