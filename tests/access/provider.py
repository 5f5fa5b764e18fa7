"""A provider of identities that says whatever a test wants it to say, signed or not."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlparse

from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "staffroom", "a secret between the two"
Forge = Callable[["Forger", dict[str, Any]], Any]


class Forger:
    """``forge`` makes the identity token from the claims that would be right."""

    def __init__(self) -> None:
        self.key, self.other = (RSAKey.generate_key(2048, {"kid": name, "use": "sig"}) for name in ("one", "two"))
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.beside: dict[str, Any] = {}  # what the answer says beside the token
        self.forge: Forge = lambda forger, claims: forger.signed(claims)
        self.challenge = self.nonce = ""
        self.asked: list[dict[str, str]] = []
        self.url = ""

    def signed(self, claims: dict[str, Any], key: Any = None, **header: Any) -> str:
        key = key or self.key
        return jwt.encode(
            {"alg": "RS256", "kid": key.kid or "one"} | header, claims, key, algorithms=["RS256", "HS256"]
        )

    def unsigned(self, claims: dict[str, Any]) -> str:
        parts = (json.dumps(part).encode() for part in ({"alg": "none"}, claims))
        return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."

    def by_secret(self, claims: dict[str, Any], secret: bytes) -> str:
        return self.signed(claims, OctKey.import_key(secret), alg="HS256")

    def authorized(self, address: str) -> dict[str, str]:
        """What the browser was sent with; remembered as a provider would."""
        sent = {name: values[0] for name, values in parse_qs(urlparse(address).query).items()}
        self.challenge, self.nonce = sent.get("code_challenge", ""), sent.get("nonce", "")
        return sent

    def right(self) -> dict[str, Any]:
        now = int(time.time())
        return {"iss": self.url, "aud": CLIENT, "sub": "77", "exp": now + 300, "iat": now, "nonce": self.nonce,
                "email": "ada@oak.example", "email_verified": True, "name": "Ada"} | self.claims  # fmt: skip

    def app(self) -> Flask:
        app = Flask("provider")
        app.add_url_rule("/.well-known/openid-configuration", "about", self._about)
        app.add_url_rule("/jwks", "jwks", lambda: jsonify(keys=[self.key.as_dict(private=False)]))
        app.add_url_rule("/token", "token", self._token, methods=["POST"])
        return app

    def _about(self):
        told = {"issuer": self.url, "jwks_uri": f"{self.url}/jwks", "token_endpoint": f"{self.url}/token",
                "authorization_endpoint": f"{self.url}/authorize",
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}  # fmt: skip
        return jsonify(told | self.metadata)

    def _token(self):
        self.asked.append(request.form.to_dict())
        verifier = request.form.get("code_verifier", "").encode()
        proof = base64.urlsafe_b64encode(sha256(verifier).digest()).rstrip(b"=").decode()
        if proof != self.challenge:
            return jsonify(error="invalid_grant"), 400
        claims = {name: value for name, value in self.right().items() if value is not None}
        token = self.forge(self, claims)
        said = {"access_token": "x", "token_type": "Bearer"} | self.beside
        return jsonify(said | ({"id_token": token} if token else {}))


@contextmanager
def serving() -> Iterator[Forger]:
    forger = Forger()
    server = make_server("127.0.0.1", 0, forger.app(), threaded=True)
    forger.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield forger
    finally:
        server.shutdown()
        thread.join()
