from awards.models.answers import Answer, BenefitRequest, Revision, SpecialAnswer
from awards.models.application import Application, ApplicationStatus, Stage
from awards.models.award import Award
from awards.models.ballot import Ballot, Vote
from awards.models.call import AnswerKind, Criterion, Question, Sensitivity
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
from awards.models.plan import Plan
from awards.models.procedure import CategoryStatus
from awards.models.programme import Benefit, BenefitKind, GrantProgramme, Naming, OnePer, Promotion
from awards.models.refereeing import Referee, Review, ReviewStatus, Score
from awards.models.rules import AwardStatus, BallotType, SplitRule, Telling, TieRule
from awards.models.screening import Check, Finding
from awards.models.share import PrizeShare, ShareStatus

__all__ = [
    "Account",
    "Answer",
    "AnswerKind",
    "Application",
    "ApplicationStatus",
    "Award",
    "AwardCategory",
    "AwardStatus",
    "Ballot",
    "BallotType",
    "Benefit",
    "BenefitKind",
    "BenefitRequest",
    "Candidate",
    "CandidateStatus",
    "CategoryStatus",
    "Certificate",
    "CertificateName",
    "CertificateStatus",
    "Check",
    "CodeStatus",
    "Comment",
    "CommitteeMember",
    "ConflictAnswer",
    "ConflictKind",
    "Criterion",
    "Eligibility",
    "Finding",
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
    "Plan",
    "PrizeShare",
    "Promotion",
    "Question",
    "Referee",
    "RegistrationCode",
    "Review",
    "ReviewStatus",
    "Revision",
    "RuleKind",
    "Score",
    "Seat",
    "Sensitivity",
    "ShareStatus",
    "Signatory",
    "SpecialAnswer",
    "SplitRule",
    "Stage",
    "Telling",
    "TieRule",
    "Vote",
]
