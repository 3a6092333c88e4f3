"""The typed graph: records, identities, the MultiDiGraph, its file."""
