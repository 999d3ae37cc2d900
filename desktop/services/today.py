"""What must I do today: one list, every line of which opens the thing it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from desktop.language import _, ngettext
from desktop.language.forms import long_day, number, short_day
from desktop.models.audit import ShownList
from desktop.models.casework import Application, Case, Conversation, NeedReport, Referral, WarmHandover
from desktop.models.course import TermChange
from desktop.models.indications import Decision, Evaluation, Indication, Trajectory
from desktop.models.kinds import SignalStatus
from desktop.models.labels import label
from desktop.models.people import Resident
from desktop.models.waiting import ContactMoment, WaitingListEntry
from desktop.rules.answers import left_by
from desktop.rules.availability import Mark
from desktop.rules.dates import add_months
from desktop.rules.next_steps import (
    ENDING_DAYS,
    HEARD_DAYS,
    TURNS_18_MONTHS,
    CaseView,
    NextStep,
    StepKind,
    next_steps,
    stopped,
    term_steps,
)
from desktop.rules.passing_on import passing_on
from desktop.rules.permissions import Act, may
from desktop.rules.prompts.youth import ADULT
from desktop.services.availability_matrix import Cell, MatrixQuestion, matrix
from desktop.services.contract_reading import running_out
from desktop.services.ended_covers import ended_covers
from desktop.services.names import ProfileNames, full_name, join_name
from desktop.services.open_terms import open_deadlines
from desktop.services.request_lines import requests_that_run, stands_text
from desktop.services.reviewing import ReviewFilter, ReviewLine, review
from desktop.services.second_person import remarks_told
from desktop.services.shown import tell_list
from desktop.services.signals import open_signals
from desktop.services.team import to_approve
from desktop.services.today_lines import Today, TodayGroup, TodayKind, TodayLine
from desktop.services.told_handovers import UnreceivedHelp, unreceived_help
from desktop.services.wording import field_name
from desktop.services.workplace import Workplace
from desktop.store.queries.caseload import Ahead, Moment, pressing_cases, resident_names
from desktop.store.queries.open_conflicts import OpenConflict, open_conflicts
from desktop.store.reader import Reader

__all__ = ["MONTHS", "Today", "TodayGroup", "TodayKind", "TodayLine", "case_views", "pressing_today", "today"]

MONTHS = 12
"""In a year."""
MOST_CASES = 1000
"""Of one colleague, that are read with all that hangs on them: ten full caseloads, in a fifth of a second."""
CONTRACT_MONTHS = 3
"""So far ahead a contract that ends asks for attention: too short to buy anew, long enough to extend or to bridge."""


def today(workplace: Workplace) -> Today:
    """What waits for this colleague.

    Own cases; for a team lead what others handed in for approval; for a contract manager new signals, contracts that
    end, providers over a norm, and what must be checked on the map. The log is told that residents were shown.
    """
    found = _waiting(workplace)
    tell_list(workplace, ShownList.TODAY, (line.case_id for group in found.groups for line in group.lines))
    return found


def pressing_today(workplace: Workplace) -> int:
    """How many things are for today or late: the number at the side, which names nobody."""
    return _waiting(workplace).pressing


def _waiting(workplace: Workplace) -> Today:
    lines = [
        *_own(workplace),
        *_requests(workplace),
        *_approvals(workplace),
        *_covers(workplace),
        *_conflicts(workplace),
    ]
    if may(workplace.role, Act.CHANGE_CONTRACTS):
        lines += [*_signals(workplace), *_contracts(workplace), *_over_norm(workplace), *_checks(workplace)]
    groups = ((kind, tuple(line for line in lines if line.kind is kind)) for kind in TodayKind)
    return Today(workplace.today, tuple(TodayGroup(kind, found) for kind, found in groups if found))


def case_views(reader: Reader, case_ids: Iterable[str]) -> list[CaseView]:
    """Cases with all that the next steps hang on."""
    cases = reader.find(Case, id=tuple(case_ids))
    ids = tuple(case.id for case in cases)
    by_case = _by(
        "case_id",
        *(reader.find(kind, case_id=ids) for kind in (NeedReport, Referral, Conversation, Application, TermChange)),
        reader.find(Indication, case_id=ids),
        reader.find(WaitingListEntry, case_id=ids),
        reader.find(WarmHandover, case_id=ids),
    )
    residents = {r.id: r for r in reader.find(Resident, id=tuple({case.resident_id for case in cases}))}
    given = [i.id for of_case in by_case.values() for i in of_case if isinstance(i, Indication)]
    waits = [w.id for of_case in by_case.values() for w in of_case if isinstance(w, WaitingListEntry)]
    by_help = _by(
        "indication_id",
        reader.find(Decision, indication_id=given),
        reader.find(Evaluation, indication_id=given),
        reader.find(Trajectory, indication_id=given),
    )
    by_wait = _by("entry_id", reader.find(ContactMoment, entry_id=waits))
    return [_view(case, residents.get(case.resident_id), by_case.get(case.id, []), by_help | by_wait) for case in cases]


def _own(workplace: Workplace) -> Iterator[TodayLine]:
    if not may(workplace.role, Act.SEE_CASES):
        return
    day, rule = workplace.today, workplace.profile.referral_follow
    adult_from, adult_to = add_months(day, -ADULT * MONTHS), add_months(day, TURNS_18_MONTHS - ADULT * MONTHS)
    ahead = Ahead(day + timedelta(days=ENDING_DAYS), adult_from, adult_to + timedelta(days=1))
    with workplace.store.read() as reader:
        moment = Moment(day, {}, HEARD_DAYS, rule.within_days)
        pressing = pressing_cases(reader, workplace.colleague.id, moment, ahead, MOST_CASES)
        views = case_views(reader, pressing.ids)
        terms = term_steps(open_deadlines(workplace.profile, reader, day, workplace.colleague.id), day)
        asked = [one for one in unreceived_help(workplace, reader) if one.case.consultant == workplace.colleague.id]
        yield from (_handed_on_to_nobody(one, reader.get(Resident, one.case.resident_id), day) for one in asked)
        who = resident_names(reader, workplace.colleague.id) if terms else {}
    for step in terms:
        yield _term_line(step, join_name(*who[step.case_id]), day)
    yield from _lines(workplace, views)
    if pressing.more:
        told = ngettext(
            "In 1 other case something is to be done, later than in these: see Cases.",
            "In {n} other cases something is to be done, later than in these: see Cases.",
            pressing.more,
        )
        yield TodayLine(TodayKind.MORE, "", told)


def _term_line(step: NextStep, who: str, day: date) -> TodayLine:
    kind = TodayKind(step.kind.value)
    return TodayLine(kind, who, step.what, step.due, step.days_left(day), case_id=step.case_id)


def _lines(workplace: Workplace, views: list[CaseView]) -> Iterator[TodayLine]:
    day = workplace.today
    steps = next_steps(views, day) + passing_on(views, workplace.profile.referral_follow, day)
    untold = {step.about for step in steps if step.kind is StepKind.CLIENT_SUPPORT}
    cases = {view.case.id: view for view in views}
    names = ProfileNames.of(workplace.profile)
    for step in steps:
        if step.kind is not StepKind.CLIENT_SUPPORT:
            yield _line(step, cases[step.case_id], names, day, told=step.about not in untold)


def _handed_on_to_nobody(one: UnreceivedHelp, resident: Resident, day: date) -> TodayLine:
    what = _("{provider} began on {day}: who received it, and when?", provider=one.provider, day=long_day(one.began))
    left = (one.began - day).days
    return TodayLine(TodayKind.HANDOVER, full_name(resident), what, one.began, left, case_id=one.case.id)


def _line(step: NextStep, view: CaseView, names: ProfileNames, day: date, *, told: bool) -> TodayLine:
    kind = TodayKind(step.kind.value)
    indications = {i.id: i for i in view.indications}
    about = indications.get(step.about)
    return TodayLine(
        kind=kind,
        who=full_name(view.resident) if view.resident else "",
        what=_what(step, view, names) if told else _("Point out free client support first."),
        due=step.due,
        days_left=step.days_left(day),
        case_id=view.case.id,
        indication_id=about.id if about else "",
        conversation_id=step.about if kind is TodayKind.VISIT else "",
    )


def _what(step: NextStep, view: CaseView, names: ProfileNames) -> str:
    about = next((i for i in view.indications if i.id == step.about), None)
    if step.kind in {StepKind.REFERRAL, StepKind.HANDOVER}:
        return step.what or view.case.question
    if about is not None:
        return _what_help(step, about, view, names)
    if step.kind is StepKind.WAITING:
        return names.help(step.what, "", "") or view.case.question
    return view.case.question


def _what_help(step: NextStep, about: Indication, view: CaseView, names: ProfileNames) -> str:
    told = names.help(about.product, about.segment, about.lot) or view.case.question
    if step.kind is StepKind.RETURNED and remarks_told(about):
        told = remarks_told(about).replace("\n", " · ")
    if step.kind in {StepKind.RETURNED, StepKind.DRAFT}:
        left = left_by(view.applications, view.decisions)
        return _withdrawn(told, left.withdrawn_on if left else None)
    run = stopped(about, view.trajectories) if step.kind is StepKind.STOPPED else None
    if run is not None:
        return _("{help} · stopped on {day}: does the indication end?", help=told, day=short_day(run.ended_on))
    cold = step.kind is StepKind.ENDING and not view.handovers
    return _("{help} · no warm handover agreed yet", help=told) if cold else told


def _withdrawn(what: str, day: date | None) -> str:
    return _("{what} · the application was withdrawn on {day}", what=what, day=short_day(day)) if day else what


def _requests(workplace: Workplace) -> Iterator[TodayLine]:
    """To destroy a dossier: of one's own cases, and for who decides of all."""
    for one in requests_that_run(workplace):
        yield TodayLine(
            TodayKind.REQUEST, one.resident, stands_text(one), one.until, one.days_left, case_id=one.case.id
        )


def _approvals(workplace: Workplace) -> Iterator[TodayLine]:
    if not may(workplace.role, Act.APPROVE):
        return
    for one in to_approve(workplace):
        if not one.own_work:
            what = " · ".join(part for part in (one.product, one.author) if part)
            told = _withdrawn(what, one.withdrawn_on)
            yield TodayLine(
                TodayKind.TO_APPROVE, one.resident, told, case_id=one.case_id, indication_id=one.indication_id
            )


def _covers(workplace: Workplace) -> Iterator[TodayLine]:
    """A cover that is over does not end by itself: until someone gives the cases back, mail and terms go astray."""
    for one in ended_covers(workplace):
        what = ngettext(
            "1 case is still with {by}: the cover is over",
            "{n} cases are still with {by}: the cover is over",
            one.cases,
            by=one.by,
        )
        yield TodayLine(TodayKind.COVER, one.whose, what, one.until, (one.until - workplace.today).days)


def _signals(workplace: Workplace) -> Iterator[TodayLine]:
    """By kind only: the text is told in confidence, and Today lies open on many a desk."""
    for page in open_signals(workplace):
        if page.status is SignalStatus.NEW:
            yield TodayLine(TodayKind.SIGNAL, page.provider, label(page.signal.kind), entry_id=page.signal.provider_id)


def _contracts(workplace: Workplace) -> Iterator[TodayLine]:
    for one in running_out(workplace, CONTRACT_MONTHS):
        what = ngettext("contract with 1 product", "contract with {n} products", one.products)
        provider = one.contract.provider_id
        yield TodayLine(TodayKind.CONTRACT, one.name, what, one.contract.end, one.days_left, entry_id=provider)


def _over_norm(workplace: Workplace) -> Iterator[TodayLine]:
    """The one furthest over a norm first; of each product by how many weeks."""
    found = matrix(workplace, MatrixQuestion(only=frozenset({Mark.OVER_NORM})))
    titles = {column.key: column.title for column in found.columns}
    far: list[tuple[float, TodayLine]] = []
    for row in found.rows:
        over = {title: _weeks_over(found.cells.get((row.id, key))) for key, title in titles.items()}
        told = [_("{what}: {n} wk over the norm", what=what, n=number(n)) for what, n in over.items() if n]
        if told:
            line = TodayLine(TodayKind.OVER_NORM, row.name, " · ".join(told), entry_id=row.id)
            far.append((max(over.values()), line))
    yield from (line for _weeks, line in sorted(far, key=lambda one: -one[0]))


def _weeks_over(cell: Cell | None) -> float:
    """Of the worse of both waits; 0 within the norm."""
    norms = (cell.intake_norm, cell.start_norm) if cell is not None and Mark.OVER_NORM in cell.marks else ()
    return max((one.over or 0 for one in norms if one.is_over), default=0)


def _checks(workplace: Workplace) -> Iterator[TodayLine]:
    """What a colleague found gone or wrong by name; the rest as one number, for it is a queue of its own."""
    queue = review(workplace, ReviewFilter())
    told = [line for line in queue.lines if line.said_gone or line.remarks]
    for line in told:
        yield TodayLine(TodayKind.CHECK, line.entry.name, _told(line), entry_id=line.entry.id)
    rest = queue.due - len(told)
    if rest:
        yield TodayLine(TodayKind.CHECK, "", ngettext("1 entry to check", "{n} entries to check", rest))


def _told(line: ReviewLine) -> str:
    if line.said_gone:
        return _("{name} says: it does not exist any more", name=line.entry.looked_by)
    return _("{name} says: {text}", name=line.remarks[0].by, text=line.remarks[0].text)


def _conflicts(workplace: Workplace) -> Iterator[TodayLine]:
    with workplace.store.read() as reader:
        for conflict in open_conflicts(reader):
            case = reader.maybe(Case, conflict.case_id) if conflict.case_id else None
            resident = reader.maybe(Resident, case.resident_id) if case else None
            yield _conflict(conflict, full_name(resident) if resident else "")


def _conflict(conflict: OpenConflict, who: str) -> TodayLine:
    return TodayLine(
        TodayKind.CONFLICT, who, field_name(conflict.field), case_id=conflict.case_id, conflict_id=conflict.id
    )


def _by(owner: str, *found: Iterable[object]) -> dict[str, list[object]]:
    grouped: dict[str, list[object]] = {}
    for records in found:
        for record in records:
            grouped.setdefault(str(getattr(record, owner)), []).append(record)
    return grouped


def _view(case: Case, resident: Resident | None, own: list[object], hanging: dict[str, list[object]]) -> CaseView:
    indications = tuple(r for r in own if isinstance(r, Indication))
    waiting = tuple(r for r in own if isinstance(r, WaitingListEntry))
    owners = [*(i.id for i in indications), *(w.id for w in waiting)]
    below = [record for owner in owners for record in hanging.get(owner, [])]
    return CaseView(
        case=case,
        resident=resident,
        need_reports=tuple(r for r in own if isinstance(r, NeedReport)),
        referrals=tuple(r for r in own if isinstance(r, Referral)),
        conversations=tuple(r for r in own if isinstance(r, Conversation)),
        applications=tuple(r for r in own if isinstance(r, Application)),
        indications=indications,
        decisions=tuple(r for r in below if isinstance(r, Decision)),
        evaluations=tuple(r for r in below if isinstance(r, Evaluation)),
        waiting=waiting,
        contacts=tuple(r for r in below if isinstance(r, ContactMoment)),
        term_changes=tuple(r for r in own if isinstance(r, TermChange)),
        handovers=tuple(r for r in own if isinstance(r, WarmHandover)),
        trajectories=tuple(r for r in below if isinstance(r, Trajectory)),
    )
