"""From rows into the database: compare with what is here, show, apply in one transaction, undo as a whole.

Readers (``papers.importers``) fill the rows; each app plans and applies its own: ``workshops.importing``,
``papers.importing``, ``awards.importing``. ``config.imports`` stands above them all.
"""
