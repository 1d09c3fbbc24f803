from awards.admin import application, award, category, code, committee, fund, grant, offer, programme, share

__all__ = ["application", "award", "category", "code", "committee", "fund", "grant", "offer", "programme", "share"]
