"""Readers: bytes become rows. None of them touches the database, follows an address or runs what it reads.

Every format is a module with one face: ``NAME`` (for people), ``SOURCE`` (whose ids its ``source_id`` are),
``recognizes(files) -> bool`` (by content, never by name) and ``read(files) -> Reading``.
"""
