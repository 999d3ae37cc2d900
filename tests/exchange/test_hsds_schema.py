"""What is exported is valid by the official schema of HSDS 3.1, forms of addresses and moments included."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from desktop.exchange.export.hsds_book import FILES
from desktop.exchange.export.hsds_cells import mail, web
from desktop.exchange.export.told import Told
from desktop.exchange.guarding import unguarded
from desktop.services.demo import make_demo
from desktop.services.exports import export_map
from tests.helpers import rich_map
from tests.helpers.desks import make_workplace
from tests.helpers.shared import shared

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace

FORMATS = FormatChecker(("uuid", "uri", "email", "date-time", "date"))
NUMBERS = {"minimum_age", "maximum_age", "latitude", "longitude", "amount", "available"}


def validator(name: str) -> Draft202012Validator:
    folder = shared("hsds", "schema-3.1")
    parts = [(path.name, json.loads(path.read_text("utf-8"))) for path in folder.glob("*.json")]
    registry: Registry[Any] = Registry().with_resources(
        [(file, DRAFT202012.create_resource(schema)) for file, schema in parts]
    )
    return Draft202012Validator({"$ref": name}, registry=registry, format_checker=FORMATS)


def faults(name: str, documents: list[Any]) -> list[str]:
    schema = validator(name)
    return [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
        for document in documents
        for fault in schema.iter_errors(document)
    ]


def filled(workplace: Workplace, kind: str) -> None:
    if kind == "rich":
        rich_map.fill(workplace)
    else:
        make_demo(workplace, residents=30)


@pytest.mark.parametrize("kind", ["rich", "demonstration"])
def test_every_document_and_every_row_is_valid(tmp_path: Path, kind: str) -> None:
    schemas = {table: f"{table}.json" for table in FILES}
    shared("hsds", "schema-3.1")
    desk = make_workplace(tmp_path)
    filled(desk, kind)
    out = tmp_path / "uit"
    export_map(desk, "hsds", out)
    desk.store.close()
    services = json.loads((out / "services.json").read_text("utf-8"))
    assert len(services) > 5
    assert faults("service.json", services) == []
    assert faults("organization.json", json.loads((out / "organizations.json").read_text("utf-8"))) == []
    for table, file in FILES.items():
        # A capacity in the tables names its unit by id; the schema is of the document, which holds it whole.
        if table != "service_capacity":
            assert faults(schemas[table], rows(out / file)) == [], table


def test_the_schema_sees_what_is_wrong() -> None:
    service = {"id": "no uuid", "name": "x", "status": "open", "email": "no mail", "url": "no web"}
    found = faults("service.json", [service])
    assert len(found) == 4


def test_the_tables_have_the_columns_of_the_official_data_package(tmp_path: Path) -> None:
    official = json.loads(shared("hsds", "schema-3.1", "datapackage.json").read_text("utf-8"))
    known = {
        resource["path"]: {field["name"]: field["constraints"] for field in resource["schema"]["fields"]}
        for resource in official["resources"]
    }
    desk = make_workplace(tmp_path)
    rich_map.fill(desk)
    export_map(desk, "hsds", tmp_path / "uit")
    desk.store.close()
    for file in FILES.values():
        with (tmp_path / "uit" / file).open(encoding="utf-8", newline="") as table:
            header = next(csv.reader(table))
        # The official package leaves out columns that its schemas have, of units and capacity.
        if file not in ("units.csv", "service_capacity.csv"):
            assert set(header) <= set(known[file]), file
            assert {name for name, rule in known[file].items() if rule.get("required")} <= set(header), file


@given(st.text(max_size=60) | st.from_regex(r"(https?://|www\.)?[a-z.]{1,12}[/?#%:@ ]{0,3}.{0,12}", fullmatch=True))
def test_any_text_as_a_web_address_becomes_a_valid_one_or_is_told(text: str) -> None:
    told = Told()
    found = web(told, "1", text)
    assert FORMATS.conforms(found, "uri") if found else not text.strip() or len(told.left_out) == 1


@given(st.emails() | st.text(max_size=40))
def test_any_text_as_a_mail_address_is_kept_or_told(text: str) -> None:
    told = Told()
    found = mail(told, "1", text)
    assert found == text.strip() if found else not text.strip() or len(told.left_out) == 1
    assert not found or FORMATS.conforms(found, "email")


def rows(path: Path) -> list[dict[str, object]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: float(cell) if name in NUMBERS else unguarded(cell) for name, cell in row.items() if cell}
            for row in csv.DictReader(file)
        ]
