"""Every place that shows or lets out something of a resident stands in the decision's table, with the line it leaves.

A function of the services that reads the store for a screen or a command must be put below, under a row of that table.
So a new one cannot be forgotten: it is named here as long as nobody said which line it leaves.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import desktop
from desktop.services.looking import seen_on_paper
from desktop.services.papers import ABOUT_NOBODY, PaperKind
from desktop.views.desk import Place
from tests.helpers.commands import command_words

ROOT = Path(desktop.__file__).parent
PAGE = ROOT.parent / "docs" / "decisions" / "what-leaves-a-line.md"
TELLS = {"tell_list", "tell_residents", "tell_opened"}

TOLD = {
    "case_reading.case_list": "palette",
    "case_reading.case_list_counted": "screen cases",
    "case_reading.case_page": "screen case",
    "conflicts.list_conflicts": "screen sync",
    "conversations.conversation_page": "screen conversation",
    "eighteen.transition_of_case": "command transition",
    "eighteen_board.board": "screen eighteen",
    "eighteen_page.youth_page": "screen eighteen",
    "indications.draft_page": "screen indication",
    "looking.paper_to_show": "screen paper",
    "messages_page.case_messages": "screen case",
    "messages_page.messages_page": "screen messages",
    "put_back.offered_again": "screen sync",
    "referrals.referrals_page": "screen referrals",
    "request_lines.list_requests": "command requests list",
    "residents.known_residents": "dialog housemates",
    "retention_page.retention_page": "screen retention",
    "subjects.subjects": "screen sync",
    "subjects.subjects_of_new": "screen sync",
    "team_page.cases_of": "screen team",
    "team_page.team_page": "screen team",
    "today.today": "screen today",
    "wait_list.waiting_list": "screen waiting",
}
"""They tell the log themselves, in every way they are called."""

LEAVES = {
    "calendars.write_calendar": "command export",
    "looking.let_leave": "screen paper",
    "looking.let_rows_leave": "screen cases",
    "looking.paper_to_keep": "command paper",
}
"""What leaves the program: they write its line with the reason."""

WITHIN = {
    "comparing.compare": "screen case",
    "draft_around.around": "screen indication",
    "indications.check": "screen indication",
    "instead.instead_of": "screen indication",
    "referrals.referral_choices": "screen case",
    "wait_prospects.wait_prospect": "screen indication",
    "choices.provider_choices": "screen indication",
    "conflicts.late_work": "screen sync",
    "subjects.applications_named": "screen sync",
}
"""They are asked on a screen that told of the dossier or the list before."""

FIGURES = {
    "dashboard.dashboard",
    "durations.how_long",
    "durations.how_long_like",
    "expected_waits.wait_forecast",
    "inflow.inflow_by_year",
    "keeping.export_dashboard",
    "keeping.export_figure",
    "team.caseload",
    "today.pressing_today",
}
"""Counts, of no fewer than the region allows where they leave the team; nobody is named."""

OWN_WORDS = {
    "conflicts.own_work",
    "drafting.check_draft",
    "forms.finish_beside",
    "forms.keep_beside",
    "forms.load",
    "forms.write_what_can_be",
    "saved_filters.saved_filters",
    "undo.last_act",
}
"""What this colleague typed, or did last, and nothing of it that another wrote."""

KEEPING = {
    "as_stored.as_it_stands",
    "auditing.audit_log",
    "auditing.let_log_go",
    "central_care.check_file",
    "central_desk.begin_access",
    "central_desk.list_members",
    "central_desk.look_over",
    "central_desk.shared_file_access",
    "inviting.accept",
    "inviting.create_store_by_invitation",
    "inviting.create_store_in_team",
    "keeping_away.days_apart",
    "keeping_away.kept_away",
    "keeping_away.settle_days_apart",
    "put_back.go_on",
    "retention.destroy",
    "syncing.is_due",
    "syncing.join",
    "syncing.leave",
    "syncing.meet_again",
    "syncing.start_central",
    "syncing.state_of_work",
    "syncing.sync_now",
    "syncing.team_code",
    "taking_up.take_up",
}
"""They move or count what is encrypted, and show nobody."""

ABOUT_PROVIDERS = {
    "amount_list.amount_lines",
    "amounts.provider_names",
    "availability_matrix.whole_matrix",
    "availability_page.offer_page",
    "contract_reading.has_contracts",
    "contract_reading.provider_contracts",
    "contract_reading.providers_by_name",
    "contract_reading.running_out",
    "contributions.amount_lines",
    "coverage.coverage",
    "coverage.coverage_cell",
    "coverage_export.export_coverage",
    "departures.team_departures",
    "doubles.open_register",
    "exports.export_map",
    "exports.read_map",
    "figure_age.figure_age",
    "holding.to_hold",
    "imports.imports_list",
    "imports.obstacles_to_undo",
    "imports.plan_again",
    "imports.read_file",
    "log_term.log_term",
    "map_entries.entry_form",
    "map_entries.kind_of",
    "mappings.look_into",
    "mappings.mappings",
    "merging.preview_merge",
    "norms.norm_lines",
    "phone_round.begin_round",
    "phone_round.confirm_answer",
    "phone_round.last_word",
    "phone_round.open_round",
    "purchase_measures.measures",
    "reach.reach_lines",
    "retention_terms.kept_by_act",
    "reviewing.checks_of",
    "reviewing.review",
    "reviewing.review_sources",
    "signals.doubts_in",
    "signals.every_signal",
    "signals.received",
    "signals.satisfaction_with",
    "signals.signals_of",
    "small_numbers.small_number_lines",
    "social_map.check_asked",
    "social_map.entry",
    "social_map.is_empty",
    "social_map.laws_of",
    "social_map.search",
    "term_settings.terms_of_region",
}
"""The social map, contracts, colleagues and settings: no resident stands in them."""


def test_every_function_that_reads_for_a_screen_or_a_command_has_said_which_line_it_leaves() -> None:
    said = {*TOLD, *LEAVES, *WITHIN, *FIGURES, *OWN_WORDS, *KEEPING, *ABOUT_PROVIDERS}
    assert {_short(name) for name in entries() if any(reads(one) for one in reached(name))} == said


def test_those_that_tell_do_so_and_no_others() -> None:
    telling = {_short(name) for name in entries() if {one[1] for one in reached(name)} & TELLS}
    assert telling == set(TOLD)


def test_each_of_them_is_of_a_row_of_the_table_that_has_a_line() -> None:
    rows = table()
    assert {row for row in (TOLD | LEAVES | WITHIN).values() if rows.get(row, "none").startswith("none")} == set()


def test_every_screen_every_paper_and_every_command_stands_in_the_table() -> None:
    places = {f"screen {place.value}" for place in Place} | {"palette", "dialog housemates"}
    papers = {f"paper {kind.value}" for kind in PaperKind}
    assert set(table()) == places | papers | {f"command {words}" for words in command_words()}


def test_every_paper_is_about_someone_or_about_nobody() -> None:
    silent = {kind for kind in PaperKind if seen_on_paper(kind, "one") is None}
    assert silent == ABOUT_NOBODY
    assert silent == {kind for kind in PaperKind if table()[f"paper {kind.value}"].startswith("none")}


def table() -> dict[str, str]:
    """The line by place, as the decision has it."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    return {row[0]: row[1] for row in rows[2:]}


Name = tuple[str, str]
"""Module and function."""


def _short(name: Name) -> str:
    return f"{name[0].rsplit('.', maxsplit=1)[-1]}.{name[1]}"


@cache
def modules() -> dict[str, ast.Module]:
    """Of the services, without the invented people."""
    found = (path for path in (ROOT / "services").rglob("*.py") if "demo" not in path.parts)
    return {".".join(path.relative_to(ROOT.parent).with_suffix("").parts): _tree(path) for path in found}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def functions() -> dict[Name, ast.AST]:
    """Functions and classes of the services, by module and name."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    every = ((name, node) for name, tree in modules().items() for node in tree.body)
    return {(name, node.name): node for name, node in every if isinstance(node, kinds)}


@cache
def brought_in(module: str) -> dict[str, Name]:
    """What a module takes from the services, by the name it has there."""
    return _imports(modules()[module])


def _imports(tree: ast.Module) -> dict[str, Name]:
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("desktop.services")
        for alias in node.names
    }


def _named(node: ast.AST, imports: dict[str, Name], module: str = "") -> set[Name]:
    """The functions of the services that a piece of code names."""
    found: set[Name] = set()
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            found.add(imports.get(one.id, (module, one.id)))
        elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in imports:
            found.add((".".join(imports[one.value.id]), one.attr))
    return found & functions().keys()


@cache
def reached(name: Name) -> frozenset[Name]:
    """A function with all that it comes to in the services."""
    found: set[Name] = set()
    ahead = {name}
    while ahead:
        one = ahead.pop()
        found.add(one)
        ahead |= _named(functions()[one], brought_in(one[0]), one[0]) - found
    return frozenset(found)


def reads(name: Name) -> bool:
    """True for what opens a reader of the store."""
    calls = (one.func for one in ast.walk(functions()[name]) if isinstance(one, ast.Call))
    return any(
        isinstance(call, ast.Attribute)
        and call.attr == "read"
        and isinstance(call.value, ast.Attribute)
        and call.value.attr == "store"
        for call in calls
    )


@cache
def entries() -> frozenset[Name]:
    """The functions that screens, commands and the wiring ask."""
    paths = [*(ROOT / "views").rglob("*.py"), *(ROOT / "cli").rglob("*.py"), ROOT / "bootstrap.py"]
    found: set[Name] = set()
    for path in paths:
        tree = _tree(path)
        imports = _imports(tree)
        found |= _named(tree, imports) | (set(imports.values()) & functions().keys())
    return frozenset(name for name in found if isinstance(functions()[name], ast.FunctionDef))
