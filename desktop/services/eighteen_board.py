"""The board of who turns eighteen: every youth from sixteen with youth help, and who left it within half a year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.models.audit import ShownList
from desktop.models.kinds import CareForm, CasePhase, ConsentPurpose, Law
from desktop.models.labels import label
from desktop.models.people import Colleague
from desktop.rules.consent import holds, purpose_of_reuse
from desktop.rules.dates import add_months
from desktop.rules.eighteen.becoming import Help
from desktop.rules.eighteen.standing import BEGINS_AT, Press, Standing, is_past, press_of, standing
from desktop.rules.eighteen.tasks import TaskCalendar
from desktop.rules.permissions import Act, require
from desktop.rules.prompts.youth import LAST_AGE, RESUME_MONTHS
from desktop.services.eighteen import as_it_ran, shipped_tasks
from desktop.services.names import ProfileNames, colleague_names, join_name
from desktop.services.shown import tell_list
from desktop.services.workplace import Workplace
from desktop.store.queries.eighteen import HelpRead, PlanRead, Whose, YouthRead, consents_of, helps_of, plans_of, youths
from desktop.store.reader import Reader

MONTHS = 12
_SEEN = purpose_of_reuse(Law.JEUGDWET, Law.WMO) or ConsentPurpose.FROM_WMO


@dataclass(frozen=True)
class BoardQuestion:
    """Who stands on the board; what is left empty does not narrow it."""

    team: bool = False
    """True: of the whole team; for who may see the team's cases."""
    without_plan: bool = False
    too_late: bool = False
    gap: bool = False
    within_months: int | None = None
    """Only who turns eighteen within so many months."""
    owner: str = ""
    """Colleague's id of who holds the plan, or the case while there is none."""
    municipality: str = ""
    text: str = ""
    """Is in the name."""


@dataclass(frozen=True, slots=True)
class YouthLine:
    """One young person on the board.

    Attributes:
        case_id: Of the youth help, the latest one; the plan hangs on it.
        owner: Colleague's id; see `BoardQuestion.owner`.
        owner_name: The same, by name.
        days: From today to the eighteenth birthday; negative after it.
        plan: None while there is none.
        is_hidden: There is a case under another act that the young person gave no consent to look into.
        is_closed: The case of the youth help is closed.
        lacking: So many steps of the rules are not on the plan yet; 0 without a plan, and in a closed case.
    """

    resident_id: str
    case_id: str
    name: str
    birth_date: date
    municipality: str
    owner: str
    owner_name: str
    days: int
    stands: Standing
    plan: PlanRead | None
    press: Press
    is_hidden: bool = False
    is_closed: bool = False
    lacking: int = 0

    @property
    def done(self) -> tuple[int, int]:
        """Tasks done, and all of them."""
        areas = self.plan.areas if self.plan else ()
        return sum(done for done, _all in areas), sum(every for _done, every in areas)


@dataclass(frozen=True)
class Board:
    """The lines as asked, the most pressing first.

    Attributes:
        total: How many there are without narrowing.
        owners: Names by id, of all lines.
        municipalities: Of all lines.
        today: The day it was read on.
    """

    lines: tuple[YouthLine, ...] = ()
    total: int = 0
    owners: Mapping[str, str] | None = None
    municipalities: tuple[str, ...] = ()
    today: date = date.min


def board(workplace: Workplace, asked: BoardQuestion = BoardQuestion()) -> Board:
    """Everyone on the board, in this colleague's cases or in the team's, narrowed as asked.

    Raises:
        RuleBroken: ``not-allowed`` for who may not see cases, or not the team's.
    """
    require(workplace.role, Act.SEE_TEAM_CASELOAD if asked.team else Act.SEE_CASES)
    whose = Whose(consultant="" if asked.team else workplace.colleague.id)
    with workplace.store.read() as reader:
        found = narrowed(whole_board(workplace, reader, whose), asked)
    tell_list(workplace, ShownList.EIGHTEEN, (line.case_id for line in found.lines), "team" if asked.team else "")
    return found


def narrowed(whole: Board, asked: BoardQuestion) -> Board:
    """The lines of a board that was read before which fit the question."""
    latest = add_months(whole.today, asked.within_months) if asked.within_months is not None else None
    text = asked.text.strip().casefold()
    lines = tuple(
        line
        for line in whole.lines
        if (not asked.without_plan or line.plan is None)
        and (not asked.too_late or line.press in {Press.TOO_LATE, Press.WITHOUT_HELP})
        and (not asked.gap or _is_ahead(line, whole.today))
        and (latest is None or whole.today <= line.stands.adult_on <= latest)
        and (not asked.owner or line.owner == asked.owner)
        and (not asked.municipality or line.municipality == asked.municipality)
        and text in line.name.casefold()
    )
    return Board(lines, whole.total, whole.owners, whole.municipalities, whole.today)


def _is_ahead(line: YouthLine, today: date) -> bool:
    return line.stands.gap is not None and not is_past(line.stands.gap, today) and not line.is_hidden


def whole_board(workplace: Workplace, reader: Reader, whose: Whose) -> Board:
    """All lines, the most pressing first."""
    found = _lines(workplace, reader, whose)
    found.sort(key=lambda line: (line.press, line.days < 0, abs(line.days), line.name, line.resident_id))
    owners = sorted({(line.owner_name, line.owner) for line in found if line.owner})
    return Board(
        lines=tuple(found),
        total=len(found),
        owners={owner: name for name, owner in owners},
        municipalities=tuple(sorted({line.municipality for line in found if line.municipality})),
        today=workplace.today,
    )


def line_of(workplace: Workplace, reader: Reader, resident_id: str) -> YouthLine | None:
    """One young person's line; None for who is not on the board."""
    return next(iter(_lines(workplace, reader, Whose(resident_id=resident_id))), None)


def _lines(workplace: Workplace, reader: Reader, whose: Whose) -> list[YouthLine]:
    today = workplace.today
    since = add_months(today, -RESUME_MONTHS)
    born = (add_months(since, -LAST_AGE * MONTHS) - timedelta(days=1), add_months(today, -BEGINS_AT * MONTHS))
    found = youths(reader, whose, born, (since - timedelta(days=1), today))
    ids = [one.resident_id for one in found]
    seen = _Seen(workplace, reader, ids)
    lines = (seen.line(one) for one in found)
    return [line for line in lines if line is not None]


class _Seen:
    """What was read of all of them, by resident."""

    def __init__(self, workplace: Workplace, reader: Reader, ids: Collection[str]) -> None:
        self._today, self._names = workplace.today, ProfileNames.of(workplace.profile)
        self._named: dict[tuple[str, str, str, CareForm | None], str] = {}
        self._colleagues = colleague_names(reader.find(Colleague))
        rules = shipped_tasks()
        keeping = tuple(rule for rule in rules if rule.keeps)
        self._calendar = TaskCalendar(keeping, workplace.profile.terms)
        self._every = TaskCalendar(rules, workplace.profile.terms)
        self._helps: dict[str, list[HelpRead]] = {}
        for one in helps_of(reader, ids):
            self._helps.setdefault(one.resident_id, []).append(one)
        self._plans = {p.resident_id: p for p in plans_of(reader, ids, self._today, [rule.code for rule in keeping])}
        elsewhere = [i for i, known in self._helps.items() if any(one.case_law is not Law.JEUGDWET for one in known)]
        self._elsewhere = frozenset(elsewhere)
        self._consents = consents_of(reader, elsewhere, _SEEN) if elsewhere else {}

    def line(self, youth: YouthRead) -> YouthLine | None:
        """As the board shows it; None for who is not on it after all."""
        known = self._helps.get(youth.resident_id, [])
        plan = self._plans.get(youth.resident_id)
        shown = self._shown(youth, known) if youth.resident_id in self._elsewhere else known
        taken = plan.taken.split() if plan else ()
        helps = [self._help(one) for one in shown]
        stands = standing(helps, youth.birth_date, self._today, self._calendar, taken)
        if stands is None:
            return None
        case = _case(shown, plan)
        owner = (plan.owner if plan else "") or case.consultant
        late, hidden = plan.late if plan else 0, len(shown) < len(known)
        return YouthLine(
            resident_id=youth.resident_id,
            case_id=case.case_id,
            name=join_name(youth.first_names or youth.initials, youth.prefix, youth.last_name),
            birth_date=youth.birth_date,
            municipality=case.municipality,
            owner=owner,
            owner_name=self._colleagues.get(owner, ""),
            days=(stands.adult_on - self._today).days,
            stands=stands,
            plan=plan,
            press=press_of(stands, self._today, has_plan=plan is not None, late_tasks=late, is_hidden=hidden),
            is_hidden=hidden,
            is_closed=case.phase is CasePhase.CLOSED,
            lacking=self._lacking(stands, plan) if plan and case.phase is not CasePhase.CLOSED else 0,
        )

    def _lacking(self, stands: Standing, plan: PlanRead) -> int:
        """Steps that the rules ask for since the plan was begun."""
        asked = self._every.codes(stands.youth, stands.adult_on, self._today)
        return len(asked.difference(plan.codes.split()))

    def _shown(self, youth: YouthRead, known: list[HelpRead]) -> list[HelpRead]:
        """Without the help under another act that may not be looked into."""
        may = holds(self._consents.get(youth.resident_id, ()), _SEEN, self._today, youth.birth_date)
        return [one for one in known if one.case_law is Law.JEUGDWET or (one.case_law is Law.WMO and may)]

    def _help(self, one: HelpRead) -> Help:
        given = (one.product, one.segment, one.lot, one.care_form)
        if given not in self._named:
            self._named[given] = self._names.help(*given[:3]) or _form_name(one.care_form)
        how = one.care_form, one.extended, one.provision, one.decided_on
        return as_it_ran(Help(one.id, one.law, self._named[given], one.start, one.end, *how), one.stopped_on)


def _form_name(form: CareForm | None) -> str:
    """For help of which the region names no product; empty where nobody chose a form either."""
    return "" if form is None or form is CareForm.OTHER else label(form).capitalize()


def _case(shown: Iterable[HelpRead], plan: PlanRead | None) -> HelpRead:
    """Help of the case that the plan hangs on, else of the case with the latest youth help."""
    youth = [one for one in shown if one.case_law is Law.JEUGDWET]
    if len(youth) == 1:
        return youth[0]
    return max(youth, key=lambda one: (plan is not None and one.case_id == plan.case_id, one.start, one.id))
