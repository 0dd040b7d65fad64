"""Leermiddelenplank: asks for a school's roster in UWLR 2.2 (HaalLeerlinggegevens), and says what the answer holds."""

import xml.etree.ElementTree as xml

import web

PATH = "/soap/uwlr/2.2/leerlinggegevens"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
AUTHORISATION = "http://www.edustandaard.nl/leerresultaten/2/autorisatie"
DATA = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens"
L = f"{{{DATA}}}"


def question(brin, key, code, name):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="{SOAP}" xmlns:aut="{AUTHORISATION}" xmlns:llg="{DATA}">
  <soap:Header><aut:autorisatie><aut:autorisatiesleutel>{key}</aut:autorisatiesleutel><aut:klantcode>{code}</aut:klantcode>
    <aut:klantnaam>{name}</aut:klantnaam></aut:autorisatie></soap:Header>
  <soap:Body><llg:leerlinggegevens_verzoek><llg:schooljaar>2026-2027</llg:schooljaar><llg:brincode>{brin}</llg:brincode>
    <llg:xsdversie>2.2</llg:xsdversie></llg:leerlinggegevens_verzoek></soap:Body>
</soap:Envelope>"""


def ask(url, *who):
    """The element leerlinggegevens of the answer."""
    status, text = web.Connection(url).request("POST", PATH, question(*who).encode(), {
        "Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"HaalLeerlinggegevens"'})
    found = xml.fromstring(text).find(f".//{L}leerlinggegevens") if status == 200 else None
    if found is None:
        raise RuntimeError(f"no leerlinggegevens: {status} {text[:500]}")
    return found


# ---------------------------------------------------------------- what the answer says

PERSON = {"achternaam": "family name", "voorvoegsel": "prefix", "voornamen": "given names", "voorletters-1": "initials",
          "roepnaam": "called", "gebruikersnaam": "user name", "emailadres": "e-mail", "jaargroep": "level",
          "geboortedatum": "birth date", "geslacht": "sex", "start_ondw_jgr3": "begin of year 3", "instroomdatum": "begin",
          "uitstroomdatum": "end"}
# What UWLR has no place for.
NO_PLACE = {*((kind, what) for kind in ("home group", "lesson group") for what in ("room", "code", "course")),
            ("lesson group", "level")}
GROUP = {"naam": "name", "jaargroep": "level", "omschrijving": "description"}


def facts(data):
    """(kind, key in the administration, what) -> value"""
    out = {}
    locations = {one.get("key"): one.findtext(f"{L}naam") for one in data.iterfind(f"{L}vestigingen/{L}vestiging")}
    for one in data.iterfind(f"{L}groepen/*"):
        kind = "home group" if one.tag == f"{L}groep" else "lesson group"
        for field in one:
            if what := GROUP.get(field.tag.removeprefix(L)):
                out[kind, one.get("key"), what] = field.text
    for kind, path in (("pupil", f"{L}leerlingen/{L}leerling"), ("teacher", f"{L}leerkrachten/{L}leerkracht")):
        for one in data.iterfind(path):
            add_person(out, kind, one, locations)
    return out


def add_person(out, kind, one, locations):
    key = one.get("key")
    if one.get("eckid"):
        out[kind, key, "ECK iD"] = one.get("eckid")
    for field in one:
        name = field.tag.removeprefix(L)
        if what := PERSON.get(name):
            out[kind, key, what] = field.text
        elif name == "vestiging":
            out[kind, key, "location"] = locations[field.get("key")]
        elif name == "groep":
            out[kind, key, f"in group {field.get('key')}"] = "yes"
        elif name in ("samengestelde_groepen", "groepen"):
            out.update({(kind, key, f"in group {group.get('key')}"): "yes" for group in field})
