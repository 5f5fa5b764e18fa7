"""A provider of identities (OpenID Connect): where people prove who they are, and what we believe of what it says.

Authlib does the flow: authorization code with PKCE (S256), state and nonce, both kept in a signed cookie of the browser
that began it. Of the identity token only signed claims are believed, by keys that the provider publishes, in algorithms
with public keys; an account is issuer and subject, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, Response
from joserfc.errors import JoseError
from requests import RequestException

from data.settings import SignIn

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
PATIENCE = 10  # seconds for an answer of the provider
BACK = "/sign-in/back"


class NotSignedIn(ValueError):
    """Why somebody cannot be let in, in words for them."""


@dataclass(frozen=True)
class Identity:
    issuer: str
    subject: str
    called: str
    address: str | None  # only where the provider has verified it


class Provider:
    def __init__(self, server: Flask, sign_in: SignIn) -> None:
        self.sign_in = sign_in
        self.client = OAuth(server).register(
            "provider",
            client_id=sign_in.client_id,
            client_secret=sign_in.client_secret,
            server_metadata_url=f"{sign_in.issuer}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": PATIENCE},
        )

    def begin(self) -> Response:
        """Send the browser to the provider. Raises NotSignedIn where that does not answer."""
        try:
            self._know()
            return self.client.authorize_redirect(f"{self.sign_in.public_url}{BACK}")
        except (RequestException, RuntimeError, ValueError, TypeError, AttributeError) as error:
            raise NotSignedIn("The sign-in provider does not answer: try again in a minute.") from error

    def end(self) -> Identity:
        """Who came back. Raises NotSignedIn for whatever is not exactly as it must be."""
        try:
            self._know()
            token = self.client.authorize_access_token()
        except RequestException as error:
            raise NotSignedIn("The sign-in provider does not answer: try again in a minute.") from error
        except (OAuthError, JoseError, ValueError, KeyError, TypeError, RuntimeError, AttributeError) as error:
            raise NotSignedIn("The sign-in was not completed: begin again.") from error
        claims = token.get("userinfo")
        if not claims or not token.get("id_token"):  # claims that nobody signed are no identity
            raise NotSignedIn("The sign-in was not completed: begin again.")
        return self._believed(claims)

    def _know(self) -> None:
        """What the provider publishes about itself; which issuer it is and how it signs is not for it to say."""
        told = self.client.load_server_metadata()
        try:
            self._judge(told)
        except (RuntimeError, TypeError, AttributeError) as error:
            told.pop("_loaded_at", None)  # asked anew next time: what was wrong once need not stay so
            raise RuntimeError("the provider says something odd about itself") from error

    def _judge(self, told: dict[str, Any]) -> None:
        if not str(told.get("authorization_endpoint", "")).startswith((self.sign_in.issuer[:5], "https://")):
            raise RuntimeError("the provider sends people to no address of the web")
        if str(told.get("issuer", "")).rstrip("/") != self.sign_in.issuer:
            raise RuntimeError("the provider is another issuer than the settings say")
        offered = told.get("id_token_signing_alg_values_supported") or ALGORITHMS[:1]
        told["id_token_signing_alg_values_supported"] = [name for name in ALGORITHMS if name in offered]
        if not told["id_token_signing_alg_values_supported"]:
            raise RuntimeError("the provider signs by no algorithm with public keys")

    def _believed(self, claims: Mapping[str, Any]) -> Identity:
        subject = claims.get("sub")
        if type(subject) is not str or not 0 < len(subject) <= 255:
            raise NotSignedIn("The sign-in provider does not say who you are.")
        address = str(claims.get("email") or "").strip().lower()
        verified = address if claims.get("email_verified") is True and "@" in address else None
        if address and not verified and not self.sign_in.tenants and not claims.get("hd"):
            raise NotSignedIn("The provider has not verified your address: confirm it there, then sign in again.")
        if not self._is_ours(claims, verified):
            raise NotSignedIn("This account is not of this school: sign in with the one that your school gave you.")
        called = str(claims.get("name") or address or "somebody")[:200]
        return Identity(str(claims["iss"]), subject, called, verified or self._of_tenant(claims, address))

    def _is_ours(self, claims: Mapping[str, Any], verified: str | None) -> bool:
        """By the tenant where tenants are named, else by the domain."""
        if self.sign_in.tenants:
            return str(claims.get("tid", "")).lower() in self.sign_in.tenants
        domain = str(claims.get("hd") or (verified or "").rpartition("@")[2]).lower()
        return domain in self.sign_in.domains

    def _of_tenant(self, claims: Mapping[str, Any], address: str) -> str | None:
        """Microsoft Entra verifies no address; an own tenant's in one of its own domains is as good."""
        trusted = bool(self.sign_in.tenants) and address.rpartition("@")[2] in self.sign_in.domains
        return address if trusted else None
