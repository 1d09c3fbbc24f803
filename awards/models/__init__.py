from awards.models.award import Award, AwardStatus, PrizeShare
from awards.models.category import AwardCategory, TieRule
from awards.models.fund import Fund, FundKind
from awards.models.grant import Grant, GrantProgramme, GrantStatus

__all__ = [
    "Award",
    "AwardCategory",
    "AwardStatus",
    "Fund",
    "FundKind",
    "Grant",
    "GrantProgramme",
    "GrantStatus",
    "PrizeShare",
    "TieRule",
]
