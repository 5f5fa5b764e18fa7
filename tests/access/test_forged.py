"""Identities that a provider never signed so, or not for us: every one is refused."""

from __future__ import annotations

import time

import pytest
from joserfc.jwk import RSAKey

from tests.access.provider import CLIENT, SECRET
from tests.access.test_sign_in import app, asks, back, browser, forger, honest, seen, sent_away

FIXTURES = (app, forger, honest)  # what pytest finds by name here


def swapped(name: str, value: object):
    return lambda forger, claims: forger.signed({**claims, name: value})


FORGED = {
    "no signature": lambda forger, claims: forger.unsigned(claims),
    "signed by the public key": lambda forger, claims: forger.by_secret(claims, forger.key.as_pem(private=False)),
    "signed by the client's secret": lambda forger, claims: forger.by_secret(claims, SECRET.encode()),
    "signed by another key": lambda forger, claims: forger.signed(claims, forger.stranger),
    "signed by another key that says it is ours": lambda forger, claims: forger.signed(
        claims, forger.stranger, kid="one"
    ),
    "a signature of other claims": lambda forger, claims: ".".join(
        [*forger.signed({**claims, "sub": "1"}).split(".")[:2], forger.signed(claims).split(".")[2]]
    ),
    "another issuer": swapped("iss", "https://evil.example"),
    "for another client": swapped("aud", "another"),
    "for several clients, by another": lambda forger, claims: forger.signed(
        {**claims, "aud": [CLIENT, "another"], "azp": "another"}
    ),
    "out of date": swapped("exp", int(time.time()) - 600),
    "from the future": swapped("nbf", int(time.time()) + 9000),
    "without an end": lambda forger, claims: forger.signed({n: v for n, v in claims.items() if n != "exp"}),
    "another nonce": swapped("nonce", "another"),
    "no nonce": lambda forger, claims: forger.signed({n: v for n, v in claims.items() if n != "nonce"}),
    "nobody": swapped("sub", ""),
    "a number for somebody": swapped("sub", 77),
    "a subject without an end": swapped("sub", "x" * 300),
    "an address that is not verified": swapped("email_verified", False),
    "an address that is said to be verified": swapped("email_verified", "true"),
    "an address of another domain": swapped("email", "ada@evil.example"),
    "a domain inside another": swapped("email", "ada@oak.example.evil.example"),
    "an account of another school's domain": swapped("hd", "evil.example"),
    "no identity at all": lambda _forger, _claims: None,
    "no token": lambda _forger, _claims: "not a token",
    "a token of five parts": lambda forger, claims: forger.signed(claims) + ".x.y",
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_identity_is_refused(app, forger, how: str):
    forger.stranger = RSAKey.generate_key(2048, {"kid": "stranger"})
    client = browser(app)
    state = sent_away(client, forger)["state"]
    forger.forge = FORGED[how]
    answer = back(client, state=state)
    assert answer.status_code == 403 and 'role="alert"' in answer.text
    assert client.get_cookie("__Host-staffroom", domain="staffroom.example") is None
    assert asks(app, client).status_code == 401
    assert seen(app) == ["sign-in refused"]
