# Copyright: needle authors
# MIT License

"""What the PowerDNS modules of this role share: the API's client and the one spelling of names and contents."""

from __future__ import annotations

import ipaddress
import json
import re
import time
from urllib.error import HTTPError, URLError
from urllib.parse import quote

from ansible.module_utils.urls import open_url

ARGUMENTS = {
    "url": {"type": "str", "required": True},
    "api_key": {"type": "str", "required": True, "no_log": True},
    "patience": {"type": "int", "default": 30},
}


class ApiError(Exception):
    """The API said no, or said nothing."""


class Api:
    """One server's part of the HTTP API."""

    def __init__(self, params):
        self.url = params["url"].rstrip("/") + "/api/v1/servers/localhost"
        self.key = params["api_key"]
        self.deadline = time.monotonic() + params["patience"]

    def get(self, *path, query=""):
        """The object at the path, or None when there is none."""
        return self.call("GET", path, query=query, missing_is_none=True)

    def call(self, method, path, body=None, query="", missing_is_none=False):
        url = "/".join([self.url, *(quote(part, safe="") for part in path)]) + query
        data = None if body is None else json.dumps(body)
        while True:
            try:
                # Never through a proxy: the API is on this host.
                answer = open_url(
                    url,
                    method=method,
                    data=data,
                    headers={"X-API-Key": self.key, "Content-Type": "application/json"},
                    use_proxy=False,
                    timeout=30,
                ).read()
                return json.loads(answer) if answer.strip() else {}
            except HTTPError as error:
                if error.code == 404 and missing_is_none:
                    return None
                raise ApiError(f"{method} {url}: {error.code} {explain(error)}") from error
            except (URLError, OSError) as error:
                # A server that was started a moment ago may not listen yet. Every call states a whole wanted state,
                # so sending one again does no harm.
                if time.monotonic() > self.deadline:
                    raise ApiError(f"{method} {url}: no answer: {error}") from error
                time.sleep(0.5)


def explain(error):
    text = error.read().decode(errors="replace")
    try:
        return json.loads(text)["error"]
    except (ValueError, KeyError, TypeError):
        return text


def absolute(name):
    """A name as the API spells it."""
    return name.lower().rstrip(".") + "."


# Types whose last field is a name. Names compare without regard to case.
NAMED = {"CNAME", "DNAME", "NS", "PTR", "MX", "SRV", "ALIAS"}


def normal(kind, content):
    """A content in the one spelling two contents can be compared in."""
    if kind in ("A", "AAAA"):
        try:
            return str(ipaddress.ip_address(content.strip()))
        except ValueError:
            return content.strip()
    # Blanks between fields mean nothing, blanks inside of quotes do.
    fields = re.findall(r'"(?:[^"\\]|\\.)*"|\S+', content)
    if kind in NAMED and fields:
        fields[-1] = fields[-1].lower()
    return " ".join(fields)
