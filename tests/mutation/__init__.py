"""Mutation testing of reading and document: ``python -m tests.mutation``."""
