from awards.models.award import Award
from awards.models.ballot import Ballot, Vote
from awards.models.candidate import (
    Candidate,
    CandidateStatus,
    Comment,
    ConflictAnswer,
    ConflictKind,
    Nomination,
    NominatorKind,
)
from awards.models.category import AwardCategory
from awards.models.certificate import Certificate, CertificateName, CertificateStatus, Signatory
from awards.models.code import CodeStatus, RegistrationCode
from awards.models.committee import CommitteeMember, MemberStatus, Seat
from awards.models.eligibility import Eligibility
from awards.models.entitlement import GrantRule, RuleKind
from awards.models.fund import Fund, FundKind
from awards.models.grant import Grant
from awards.models.grant_states import GrantStatus
from awards.models.ledger import Account, LedgerEntry
from awards.models.offer import Offer, OfferStatus
from awards.models.procedure import CategoryStatus
from awards.models.programme import Benefit, BenefitKind, GrantProgramme, Naming, OnePer, Promotion
from awards.models.rules import AwardStatus, BallotType, SplitRule, Telling, TieRule
from awards.models.share import PrizeShare, ShareStatus

__all__ = [
    "Account",
    "Award",
    "AwardCategory",
    "AwardStatus",
    "Ballot",
    "BallotType",
    "Benefit",
    "BenefitKind",
    "Candidate",
    "CandidateStatus",
    "CategoryStatus",
    "Certificate",
    "CertificateName",
    "CertificateStatus",
    "CodeStatus",
    "Comment",
    "CommitteeMember",
    "ConflictAnswer",
    "ConflictKind",
    "Eligibility",
    "Fund",
    "FundKind",
    "Grant",
    "GrantProgramme",
    "GrantRule",
    "GrantStatus",
    "LedgerEntry",
    "MemberStatus",
    "Naming",
    "Nomination",
    "NominatorKind",
    "Offer",
    "OfferStatus",
    "OnePer",
    "PrizeShare",
    "Promotion",
    "RegistrationCode",
    "RuleKind",
    "Seat",
    "ShareStatus",
    "Signatory",
    "SplitRule",
    "Telling",
    "TieRule",
    "Vote",
]
