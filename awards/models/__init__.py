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
from awards.models.committee import CommitteeMember, MemberStatus, Seat
from awards.models.eligibility import Eligibility
from awards.models.fund import Fund, FundKind
from awards.models.grant import Grant, GrantProgramme, GrantStatus
from awards.models.procedure import CategoryStatus
from awards.models.rules import AwardStatus, BallotType, SplitRule, Telling, TieRule
from awards.models.share import PrizeShare, ShareStatus

__all__ = [
    "Award",
    "AwardCategory",
    "AwardStatus",
    "Ballot",
    "BallotType",
    "Candidate",
    "CandidateStatus",
    "CategoryStatus",
    "Certificate",
    "CertificateName",
    "CertificateStatus",
    "Comment",
    "CommitteeMember",
    "ConflictAnswer",
    "ConflictKind",
    "Eligibility",
    "Fund",
    "FundKind",
    "Grant",
    "GrantProgramme",
    "GrantStatus",
    "MemberStatus",
    "Nomination",
    "NominatorKind",
    "PrizeShare",
    "Seat",
    "ShareStatus",
    "Signatory",
    "SplitRule",
    "Telling",
    "TieRule",
    "Vote",
]
