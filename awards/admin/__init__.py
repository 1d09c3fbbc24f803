from awards.admin import award, category, committee, fund, grant, share

__all__ = ["award", "category", "committee", "fund", "grant", "share"]
