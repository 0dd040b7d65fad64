"""Settings of a gateway as a tree, written as TOML; and the school, senders and receivers that the tests share."""

import json

SCHOOL = "de-akker"
BRIN = "99XX"
UWLR_KEY = "test-sleutel-0001"
UWLR_CODE = "TEST-EA"
UWLR_NAME = "Testuitgever"
XAPI_LOGIN = ("speler", "oefenwachtwoord-0001")
ISSUER = "https://schakel.voorbeeld.example"
HOME_PAGE = "https://las.voorbeeld.example"


def _value(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return json.dumps(str(value))  # a JSON string is a TOML basic string


def _is_tables(value):
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _write(tree, path, out):
    for key, value in tree.items():
        if not isinstance(value, dict) and not _is_tables(value):
            out.append(f"{json.dumps(key)} = {_value(value)}")
    for key, value in tree.items():
        name = ".".join(json.dumps(part) for part in (*path, key))
        if isinstance(value, dict):
            out.append(f"\n[{name}]")
            _write(value, (*path, key), out)
        elif _is_tables(value):
            for one in value:
                out.append(f"\n[[{name}]]")
                _write(one, (*path, key), out)


def toml_text(settings):
    out = []
    _write(settings, (), out)
    return "\n".join(out) + "\n"


def uwlr_sender(name="toets", **more):
    keys = [{"key": UWLR_KEY, "schools": [SCHOOL]}]
    return {"id": name, "receive": {"client_code": UWLR_CODE, "client_name": UWLR_NAME, "keys": keys, **more}}


def xapi_sender(name="speler", **more):
    user, password = XAPI_LOGIN
    receive = {"default_school": SCHOOL, "basic": {"user": user, "password": password}, "accounts": {HOME_PAGE: "las.key"}}
    return {"id": name, "receive": {**receive, **more}}


def edu_v_sender(public_keys_file, name="platform", **more):
    token = {"client_id": name, "public_keys_file": str(public_keys_file), "scopes": ["eduv.result"]}
    return {"id": name, "receive": {"token": token, **more}}


def receiver(name, standard, url, **more):
    """A system that gets messages in a standard, with the credentials that the standard asks for."""
    send = {"standard": standard, "url": url, "retry_delays": ["1s", "1s"], "time_out": "2s"}
    if standard.startswith("uwlr"):
        send.update(client_code="ONTV", client_name="Ontvanger", keys=[{"key": "ontvangersleutel", "schools": [SCHOOL]}])
    elif standard.startswith("xapi"):
        send.update(pseudonym_key="pseudoniemsleutel-van-de-test-0001", account_home_page="https://pseudoniem.example")
        send["basic"] = {"user": "schakel", "password": "ontvangerwachtwoord"}
    send.update(more)
    return {"id": name, "send": send}


def school_with_rosters():
    return {"id": SCHOOL, "name": "De Akker", "brin": BRIN, "retention": {"rosters": "90d"}}


def gateway(folder, systems, routes, listeners=None, **more):
    settings = {
        "gateway": {"data_directory": str(folder / "data"), "allow_private": ["127.0.0.0/8"]},
        "admin": {"address": "127.0.0.1:0"},
        "listener": listeners or [{"name": "data", "address": "127.0.0.1:0"}],
        "school": [{"id": SCHOOL, "name": "De Akker", "brin": BRIN}],
        "system": systems,
        "route": routes,
    }
    if any("token" in system.get("receive", {}) for system in systems):
        settings["tokens"] = {"issuer": ISSUER}
    settings.update(more)
    return settings
