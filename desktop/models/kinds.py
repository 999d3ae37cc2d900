"""The closed lists: one word per thing, as in the glossary."""

from __future__ import annotations

from enum import StrEnum


class Law(StrEnum):
    """The act that help is given under."""

    WMO = "WMO"
    JEUGDWET = "JEUGDWET"
    WLZ = "WLZ"
    ZVW = "ZVW"
    PARTICIPATIEWET = "PARTICIPATIEWET"


class Role(StrEnum):
    """What a colleague is to the program; permissions hang on it."""

    CONSULTANT = "consultant"
    TEAM_LEAD = "team-lead"
    CONTRACT_MANAGER = "contract-manager"
    ADMINISTRATOR = "administrator"


class PurchasingLevel(StrEnum):
    """On which scale a product is bought."""

    LOCAL = "local"
    REGIONAL = "regional"
    SUPRA_REGIONAL = "supra-regional"
    NATIONAL = "national"


class FundingModel(StrEnum):
    """How a provider is paid."""

    EFFORT = "effort"
    OUTPUT = "output"
    TASK = "task"
    LUMP_SUM = "lump-sum"
    POPULATION = "population"


class MapStatus(StrEnum):
    """Whether one may send a resident to an entry of the social map."""

    ACTIVE = "active"
    DO_NOT_REFER = "do-not-refer"
    INACTIVE = "inactive"


class AvailabilityStatus(StrEnum):
    """Whether a provider takes new residents. Unknown is never the same as a wait of 0."""

    OPEN = "open"
    LIMITED = "limited"
    INTAKE_STOP = "intake-stop"
    ASSESSMENT_FIRST = "assessment-first"
    ON_CONSULTATION = "on-consultation"
    UNKNOWN = "unknown"


class ContractKind(StrEnum):
    """Framework agreement, an agreement for one resident, or one that bridges to the next purchase."""

    FRAMEWORK = "framework"
    BESPOKE = "bespoke"
    BRIDGING = "bridging"


class Unit(StrEnum):
    """What a volume counts (iWmo/iJw WJ756: 01, 04, 16, 14, 82/84, 83)."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY_PART = "day-part"
    ETMAAL = "etmaal"
    PIECE = "piece"
    EURO = "euro"


class Frequency(StrEnum):
    """Per what a volume is given (iWmo/iJw: 1, 2, 4, 6)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    WHOLE_PERIOD = "whole-period"


class Provision(StrEnum):
    """In kind, or a personal budget."""

    IN_KIND = "in-kind"
    PGB = "pgb"


class AlternativeKind(StrEnum):
    """What is looked at before custom care (Wmo 2015 art. 2.3.2 lid 4; Jeugdwet art. 2.3)."""

    OWN_STRENGTH = "own-strength"
    USUAL_HELP = "usual-help"
    INFORMAL_CARE = "informal-care"
    NETWORK = "network"
    GENERALLY_USUAL = "generally-usual"
    COMMUNITY_SERVICE = "community-service"
    OTHER_LAW = "other-law"


class CareForm(StrEnum):
    """Form of youth help as the Jeugdwet art. 1.1 tells them apart; decides what may continue after 18."""

    TREATMENT_HELP = "treatment-help"
    GUIDANCE = "guidance"
    PERSONAL_CARE = "personal-care"
    FOSTER_CARE = "foster-care"
    FAMILY_HOME = "family-home"
    YOUTH_PROBATION = "youth-probation"
    OTHER = "other"


class EndReason(StrEnum):
    """Why help ended: who moved on got other help under the same act, another domain is help under another."""

    AS_PLANNED = "as-planned"
    EARLY = "early"
    BY_PROVIDER = "by-provider"
    MOVED_ON = "moved-on"
    OTHER_DOMAIN = "other-domain"
    MOVED_AWAY = "moved-away"
    DECEASED = "deceased"
    OTHER = "other"


class CasePhase(StrEnum):
    """Where a case stands, from the report of need to the end."""

    REPORTED = "reported"
    CONVERSATION = "conversation"
    APPLICATION = "application"
    DECIDED = "decided"
    RUNNING = "running"
    CLOSED = "closed"


class IndicationStatus(StrEnum):
    """A draft until approved. Refused: decided not to be given; lapsed: withdrawn before anyone decided."""

    DRAFT = "draft"
    HANDED_IN = "handed-in"
    RETURNED = "returned"
    APPROVED = "approved"
    ENDED = "ended"
    REFUSED = "not-granted"
    LAPSED = "lapsed"


class PromptLevel(StrEnum):
    """How strongly a prompt speaks: keeps the draft back, asks for a reason, or only informs."""

    BLOCK = "block"
    ASK = "ask"
    INFORM = "inform"


class SegmentDuration(StrEnum):
    """What a segment expects of the length of an indication."""

    BOUNDED = "bounded"
    LONG = "long"
    FREE = "free"


class Gender(StrEnum):
    """As iWmo/iJw knows it."""

    UNKNOWN = "unknown"
    MALE = "male"
    FEMALE = "female"


class ReferrerKind(StrEnum):
    """Who opened the way to help (iJw TypeVerwijzer)."""

    MUNICIPALITY = "municipality"
    GENERAL_PRACTITIONER = "general-practitioner"
    YOUTH_DOCTOR = "youth-doctor"
    CERTIFIED_INSTITUTION = "certified-institution"
    MEDICAL_SPECIALIST = "medical-specialist"
    SELF = "self"
    COURT = "court"


class TaskArea(StrEnum):
    """The five areas of a plan for eighteen and after."""

    SUPPORT = "support"
    HOUSING = "housing"
    SCHOOL_AND_WORK = "school-and-work"
    INCOME = "income"
    WELL_BEING = "well-being"


class Destination(StrEnum):
    """Where a resident may go on to outside the region's own products and segments."""

    COMMUNITY_SERVICE = "community-service"
    SHELTERED_HOUSING = "sheltered-housing"
    WLZ = "wlz"
    ZVW = "zvw"
    PARTICIPATIEWET = "participatiewet"
    SCHOOL = "school"
    WORK = "work"
    SHELTERED_WORK = "sheltered-work"
    INDEPENDENCE = "independence"


class MeasureKind(StrEnum):
    """How a municipality keeps the number of providers in hand."""

    CLOSED = "closed"
    """The product group is closed: no new provider, no new resident with one that has no contract yet."""
    MAXIMUM = "maximum-providers"
    MINIMUM = "minimum-providers"
    """Fewer accepting ones than this is a gap."""


class CooperationKind(StrEnum):
    """How two providers work together."""

    SUBCONTRACTOR = "subcontractor"
    COOPERATION = "cooperation"


class CheckOutcome(StrEnum):
    """What someone found who looked whether an entry of the social map is right."""

    STILL_RIGHT = "still-right"
    CORRECTED = "corrected"
    NOT_REACHED = "not-reached"
    GONE = "gone"
    WRONG = "wrong"
    """Something is not right, said by who may not put it right themselves; what it is stands in the note."""


class SignalKind(StrEnum):
    """What a signal about a provider is about."""

    QUALITY = "quality"
    LAWFULNESS = "lawfulness"


class SignalStatus(StrEnum):
    """How far the follow-up of a signal is."""

    NEW = "new"
    IN_HAND = "in-hand"
    CLOSED = "closed"


class WaitPhase(StrEnum):
    """Which wait a norm or a figure is about; kept apart (Regeling Jeugdwet art. 8f)."""

    INTAKE = "intake"
    START = "start"
    WHOLE = "whole"
    """From report or allocation to the first help."""


class WaitEnd(StrEnum):
    """Why a place on a waiting list came to its end."""

    PLACED = "placed"
    PLACED_ELSEWHERE = "placed-elsewhere"
    WITHDREW = "withdrew"
    OTHER = "other"


class InterimKind(StrEnum):
    """What can bridge a wait."""

    COMMUNITY_SERVICE = "community-service"
    TEMPORARY_CARE = "temporary-care"
    DIGITAL_GUIDANCE = "digital-guidance"
    OTHER = "other"


class CourseCheck(StrEnum):
    """What the acts ask to be done in a case besides deciding, and to be able to show."""

    CONFIRMED = "receipt-confirmed"
    CLIENT_SUPPORT = "client-support"
    IDENTITY = "identity-checked"
    REPORT_GIVEN = "report-given"
    ANNOUNCED = "decision-sent"


class TermChangeKind(StrEnum):
    """How the run of a legal term was changed."""

    PAUSED = "paused"
    """Its days do not count, as while the resident must supply something (Awb art. 4:15)."""
    EXTENDED = "extended"
    """It runs out later, told to the resident before it would have (Awb art. 4:14)."""


class PauseGround(StrEnum):
    """Why the days of a term do not count (Awb art. 4:15)."""

    SUPPLEMENT = "supplement-asked"
    """The applicant is asked to complete the application (lid 1 under a)."""
    ABROAD = "asked-abroad"
    """Information was asked of an authority abroad (lid 1 under b)."""
    AGREED = "agreed-in-writing"
    """The applicant agreed in writing to wait (lid 2 under a)."""
    APPLICANT = "delay-of-applicant"
    """The delay is the applicant's (lid 2 under b)."""
    BEYOND_CONTROL = "beyond-control"
    """Nobody can decide for reasons beyond control (lid 2 under c)."""


class ConsentPurpose(StrEnum):
    """For what a resident's data may be used beyond the act they were given under (Wmo 2015 art. 5.1.1 lid 4 and 5)."""

    FROM_YOUTH_HELP = "from-youth-help"
    FROM_PARTICIPATION = "from-participation"
    FROM_DEBT_HELP = "from-debt-help"
    FROM_INSURER = "from-insurer"
    FROM_CARE_PROVIDER = "from-care-provider"
    TO_PROVIDER = "to-provider"
    TO_NETWORK = "to-network"
    FROM_WMO = "from-wmo"  # told under the Wmo, used for youth help in the same household
    TO_WMO = "to-wmo"  # from youth help on to the Wmo, towards the eighteenth birthday


class ConsentBy(StrEnum):
    """Who consented (Wmo 2015 art. 5.3.2; Jeugdwet art. 7.3.4 and 7.3.5)."""

    RESIDENT = "resident"
    PARENT = "parent"
    BOTH = "resident-and-parent"
    REPRESENTATIVE = "representative"


class IndicationChange(StrEnum):
    """What an indication changes in the one before it."""

    PROLONGED = "prolonged"
    MORE = "more-help"
    LESS = "less-help"
    OTHER_PRODUCT = "other-product"
    OTHER_PROVIDER = "other-provider"
    OTHER_PROVISION = "other-provision"
    ENDED_EARLIER = "ended-earlier"


class NextStep(StrEnum):
    """What an evaluation leads to."""

    STOP = "stop"
    LESS = "less"
    THE_SAME = "the-same"
    MORE = "more"
    OTHER = "something-else"


class HandoverTo(StrEnum):
    """To whom something is handed on."""

    COLLEAGUE = "colleague"
    PROVIDER = "provider"
    OTHER_LAW = "under-another-act"


class MessageKind(StrEnum):
    """The messages of iWmo 3.2 and iJw 3.2 that Naober writes or reads."""

    WMO301 = "WMO301"
    WMO305 = "WMO305"
    WMO307 = "WMO307"
    WMO315 = "WMO315"
    WMO317 = "WMO317"
    JW301 = "JW301"
    JW305 = "JW305"
    JW307 = "JW307"
    JW315 = "JW315"
    JW317 = "JW317"


class MessageState(StrEnum):
    """How far one line of a message came; of what is to do it was read, and a person must act on it."""

    WRITTEN = "written"
    MATCHED = "matched"
    """Read, found its allocation, and what it told was taken over."""
    TO_DO = "to-do"
    DONE = "done"
    REFUSED = "refused"
