"""Imports, seen by all apps at once: one plan of all their parts, and the verbs that make it so."""
