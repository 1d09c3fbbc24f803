from awards.admin import award, category, code, committee, fund, grant, offer, programme, share

__all__ = ["award", "category", "code", "committee", "fund", "grant", "offer", "programme", "share"]
