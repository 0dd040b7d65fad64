"""Somebody who asks for pupil data in UWLR, made without the product's help: builds the question, reads the answer."""

import http.client
import urllib.parse
import xml.etree.ElementTree as xml

DATA = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens"
AUTHORISATION = "http://www.edustandaard.nl/leerresultaten/2/autorisatie"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


def question(root="leerlinggegevens_verzoek", brin="99XX", key="sleutel", code="EA", name="Vrager", version="2.2",
             year="2026-2027", since=None, inside=""):
    last = f"<l:laatstontvangengegevens>{since}</l:laatstontvangengegevens>" if since else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="{SOAP}" xmlns:a="{AUTHORISATION}" xmlns:l="{DATA}"><s:Header><a:autorisatie>
<a:autorisatiesleutel>{key}</a:autorisatiesleutel><a:klantcode>{code}</a:klantcode><a:klantnaam>{name}</a:klantnaam>
</a:autorisatie></s:Header><s:Body><l:{root}><l:schooljaar>{year}</l:schooljaar><l:brincode>{brin}</l:brincode>
<l:xsdversie>{version}</l:xsdversie>{last}{inside}</l:{root}></s:Body></s:Envelope>""".encode()


def ask(url, body, action="HaalLeerlinggegevens"):
    """(status, root element of the SOAP body or None, bytes)"""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    try:
        connection.request("POST", parts.path, body, {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{action}"'})
        answer = connection.getresponse()
        text = answer.read()
    finally:
        connection.close()
    try:
        inside = xml.fromstring(text).find(f"{{{SOAP}}}Body")
    except xml.ParseError:
        return answer.status, None, text
    return answer.status, inside[0] if inside is not None and len(inside) else None, text


class Roster:
    """What an answer HaalLeerlinggegevens tells, as dictionaries by key."""

    def __init__(self, root):
        self.answer = local(root)
        data = root[0]
        self.kind = local(data)  # leerlinggegevens, geenwijzigingen, geengegevens
        self.school = {local(one): one.text for one in find(data, "school")}
        self.groups = {one.get("key"): self.group(one) for one in find(data, "groepen")}
        self.pupils = {one.get("key"): self.person(one) for one in find(data, "leerlingen")}
        self.teachers = {one.get("key"): self.person(one) for one in find(data, "leerkrachten")}

    @staticmethod
    def group(one):
        return {"kind": local(one), **{local(field): field.text for field in one}}

    @staticmethod
    def person(one):
        out = {"eckid": one.get("eckid"), "groups": []}
        for field in one:
            if local(field) == "groep":
                out["groups"].append(field.get("key"))
            elif local(field) in ("samengestelde_groepen", "groepen"):
                out["groups"] += [group.get("key") for group in field]
            elif local(field) == "vestiging":
                out["vestiging"] = field.get("key")
            elif local(field) == "rol":
                out.setdefault("rol", []).append(field.text)
            else:
                out[local(field)] = field.text
        return out


def local(element):
    return element.tag.rpartition("}")[2]


def find(parent, name):
    found = [one for one in parent if local(one) == name]
    return list(found[0]) if found else []
