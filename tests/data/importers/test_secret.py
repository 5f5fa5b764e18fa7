"""Columns that hold passwords are known by what they are called, and others are not lost for sounding like one."""

from __future__ import annotations

import json

import pytest

from data.importers.catalog import KINDS
from data.importers.order import Choices, Order
from data.importers.preview import COVERED, covered
from data.importers.secret import is_secret
from data.importers.synonyms import FIELDS
from data.importers.take import take
from tests.data.importers.desk import Desk

SECRET = """Student PIN|pw|pass|Password|contrasena|Contraseña|Senha|Login code|Access code|secret|token|clave|mdp
Wachtwoord|Hasło|haslo|пароль|Пароль ученика|ＰＡＳＳＷＯＲＤ|ｐｉｎ|pаsswоrd|рassword|PASSWΟRD|ΡΙΝ
StudentPassword|PassWord
studentpassword|pass_word|PaSsWoRd|password1|pw2|p.w.
Pass\u00adword|Passwo\u0337rd|contrasen\u0303a|Mot de passe|PINCode
Passwort|E-Mail Password|initial_password|Kennwort|pwd|Lösenord|Salasana|パスワード|密码
비밀번호|סיסמה|كلمة المرور|Login-Code
group.password|group.PIN|Şifre|Zugangscode|Palavra-passe|Código de acceso|loginCode|APIKey|api key|User Pass"""
HARMLESS = """compass|Compass code|passage|Passages read|Passport|passed|Passing grade|Pass/Fail|Hall pass|opinion
Spin|Pinned
secretary|Secretaria|Tokens earned|enclave|class code|Course code|postal code|key stage|Access needs|login
Username|grade
We pass on what we have learned to others|Is there a secret of good teaching that you would share?|group.meals|"""


@pytest.mark.parametrize("header", [name for line in SECRET.splitlines() for name in line.split("|")])
def test_a_column_of_passwords_is_known_in_any_writing(header: str):
    assert is_secret(header)


@pytest.mark.parametrize("header", [name for line in HARMLESS.splitlines() for name in line.split("|")])
def test_other_columns_are_none(header: str):
    assert not is_secret(header)


def test_no_word_by_which_we_know_a_field_is_one():
    words = [word.strip() for table in FIELDS.values() for said in table.values() for word in said.split(",")]
    assert [
        word for word in [*words, *(f.name for kind in KINDS.values() for f in kind.fields)] if is_secret(word)
    ] == []


PEOPLE = "id,name,kind,school,group.meals,{}\ns1,Eve,student,oak,free,hunter2\ns2,Fay,wizard,oak,free,hunter3\n"


@pytest.mark.parametrize(
    "header", ["group.password", "group.PIN", "group. Paßwort", "Group.pаss", "group.ｐｗ", "Login code"]
)
def test_a_password_is_no_group_and_is_told_nowhere(desk: Desk, header: str):
    order = Order([desk.file("people.csv", PEOPLE.format(header))], keep_good_rows=True)
    receipt = take(desk.engine, order)
    assert receipt.taken
    assert "hunter" not in json.dumps(receipt.in_full())
    assert desk.rows("person_groups", "name", "value") == [("meals", "free")]
    said = "columns group.<name> that are called as passwords are were not read" in receipt.files[0].notes
    assert said == header.casefold().startswith("group.")


@pytest.mark.parametrize(
    "option", [("--map", "group.pin=Code"), ("--set", "group.pin=hunter2"), ("--map", "group.a=Pass")]
)
def test_a_password_is_made_no_group_by_options_either(desk: Desk, option: tuple[str, str]):
    text = "id,name,kind,school,Code,Pass\ns1,Eve,student,oak,hunter2,hunter2\n"
    outcome = desk.take(desk.file("people.csv", text), *option)
    assert outcome.code == 1
    assert "hunter" not in outcome.out
    assert desk.rows("person_groups", "value") == []


def test_a_password_that_was_taken_for_something_else_is_covered_even_with_names(desk: Desk):
    choices = Choices("people", (("name", "Password"), ("grade", "PIN")))
    text = f"id,Password,kind,school,PIN\ns1,hunter2,student,oak,{'9' * 300}\n"
    receipt = take(desk.engine, Order([desk.file("people.csv", text)], choices, dry_run=True)).in_full()
    seen = covered(receipt, names=True)
    assert seen["files"][0]["first"][0]["name"] == COVERED
    assert "hunter" not in json.dumps(seen) and "99" not in json.dumps(seen)
