from papers.models.authorship import Authorship
from papers.models.paper import Paper, PaperKind, PaperStatus
from papers.models.presentation import Presentation

__all__ = ["Authorship", "Paper", "PaperKind", "PaperStatus", "Presentation"]
