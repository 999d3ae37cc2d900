from desktop.services.parts import PROGRAM, distributions, parts


def test_the_program_comes_first_and_every_part_has_a_version_a_licence_and_its_text() -> None:
    found = parts()
    assert found[0].name == PROGRAM
    assert [part.name for part in found if not part.licence] == []
    assert [part.name for part in found if not part.text] == []
    assert [part.name for part in found if not (part.version or part.inside or "Source" in part.name)] == []


def test_what_the_tests_need_is_no_part_of_the_program() -> None:
    names = {package.name.lower() for package in distributions()}
    assert {"pyside6_essentials", "psycopg-binary", "sqlalchemy"} <= names
    assert not names & {"pytest", "mypy", "ruff", "hypothesis"}


def test_what_a_package_holds_of_others_is_a_part_too() -> None:
    held = {part.name: part.inside for part in parts() if part.inside}
    assert {"Qt", "SQLCipher", "OpenSSL", "libpq", "PDFium", "OpenBLAS"} <= set(held)
    assert all(" " in inside for inside in held.values())


def test_what_two_packages_hold_is_named_with_each() -> None:
    holders = {part.inside.split()[0] for part in parts() if part.name == "OpenSSL"}
    assert holders == {"cryptography", "psycopg-binary", "sqlcipher3"}


def test_the_text_of_what_a_package_holds_comes_from_that_package() -> None:
    texts = {(part.name, part.inside.split()[0]): part.text for part in parts() if part.inside}
    assert "GCC RUNTIME LIBRARY EXCEPTION" in texts["libgfortran", "numpy"].upper()
    assert "LIBPNG" in texts["libpng", "pillow"].upper()
    assert "Independent JPEG Group" in texts["libjpeg-turbo", "pikepdf"]
