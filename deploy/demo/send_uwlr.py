"""Toetsprogramma De Meetlat: sends its class over UWLR 2.2, one message for each group."""

import xml.etree.ElementTree as xml

import school
import web

PATH = "/soap/uwlr/2.2/leerresultaten"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
AUT = "http://www.edustandaard.nl/leerresultaten/2/autorisatie"
RESULTS = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten"
OSO = "http://www.edustandaard.nl/oso_gegevensset/1.2/dossier"
for prefix, space in (("soap", SOAP), ("aut", AUT), ("lr", RESULTS), ("oso", OSO)):
    xml.register_namespace(prefix, space)

COUNTS = (("number-of-items", "aantalopgaven"), ("number-correct", "aantalgoed"), ("number-incorrect", "aantalfout"),
          ("duration", "tijd"), ("skill", "vaardigheidsscore"))


def add(parent, name, text=None, space=RESULTS, **attributes):
    child = xml.SubElement(parent, f"{{{space}}}{name}", attributes)
    child.text = text
    return child


def add_norms(parent, name, points):
    norms = add(parent, name)
    for term, low, high in school.norms(points):
        norm = add(norms, "norm")
        add(norm, "term", term)
        add(norm, "beginnormwaarde", str(low))
        add(norm, "eindnormwaarde", str(high))


def add_test(parent, test):
    toets = add(parent, "toets")
    add(toets, "toetscode", test.code)
    add(toets, "versie", test.version)
    add(toets, "toetsnaam", test.name)
    add(toets, "leerjaar", str(test.group))
    add(toets, "vakgebied", school.SUBJECTS[test.subject][0], vocabulaire=school.VAKGEBIEDEN)
    if test.subject == "lez":  # measured on a skill scale, so norms would mean nothing
        return
    add_norms(toets, "toetsnormering", test.points)
    parts = add(toets, "toetsonderdelen")
    for number, part in enumerate(test.parts, 1):
        item = add(parts, "toetsonderdeel")
        add(item, "toetsonderdeelvolgnummer", str(number))
        add(item, "toetsonderdeelcode", part.code)
        add(item, "toetsonderdeelnaam", part.name)
        add_norms(item, "toetsonderdeelnormering", part.points)


def add_oso(parent, result):
    oso = add(parent, "osoresultaat")
    counts = add(oso, "toetsscore", space=OSO)
    for kind, name in COUNTS:
        add(counts, name, result.scores[kind], OSO)
    add(counts, "codevaardigheidsschaal", "BL-2025", OSO)
    interval = add(counts, "betrouwbaarheidsinterval", space=OSO)
    add(interval, "bivlaag", f"{float(result.scores['skill']) - 4:.1f}", OSO)
    add(interval, "bivhoog", f"{float(result.scores['skill']) + 4:.1f}", OSO)
    for mark in result.marks:
        reference = add(oso, "referentiescore", space=OSO)
        add(reference, "codereferentiescore", mark.type, OSO)
        add(reference, "codevergelijkingsgroep", "Landelijk", OSO)
        add(reference, "waarde", mark.value, OSO)
        if mark.remark:
            add(reference, "kwalificatie", mark.remark, OSO)


def add_result(parent, sitting, result):
    name = result.part or sitting.test.code
    one = add(parent, "resultaat", key=f"{sitting.pupil.key}.{name}")
    add(one, "afnamedatum", sitting.test.day)
    add(one, "toetscode", sitting.test.code)
    add(one, "versie", sitting.test.version)
    if result.part:
        add(one, "toetsonderdeelcode", result.part)
    if "points" in result.scores:
        add(one, "score", result.scores["points"])
    else:
        add_oso(one, result)


def add_pupils(parent, sittings):
    """One toetsafname for each pupil. Who was absent is not mentioned: UWLR has no form for it."""
    of_pupil = {}
    for sitting in sittings:
        if not sitting.absent:
            of_pupil.setdefault(sitting.pupil, []).append(sitting)
    for pupil, own in of_pupil.items():
        taken = add(parent, "toetsafname")
        add(taken, "leerlingid", pupil.key)
        add(taken, "eckid", pupil.eckid)
        add(taken, "resultaatverwerkerid", f"lk-{pupil.group}")
        results = add(taken, "resultaten")
        for sitting in own:
            for result in sitting.results:
                add_result(results, sitting, result)


def message(sittings, key):
    envelope = xml.Element(f"{{{SOAP}}}Envelope")
    header = add(add(envelope, "Header", space=SOAP), "autorisatie", space=AUT)
    add(header, "autorisatiesleutel", key, AUT)
    add(header, "klantcode", "meetlat", AUT)
    add(header, "klantnaam", "De Meetlat", AUT)
    request = add(add(envelope, "Body", space=SOAP), "leerresultaten_verzoek")
    place = add(request, "school")
    add(place, "schooljaar", school.SCHOOL_YEAR)
    add(place, "brincode", school.BRIN)
    add(place, "aanmaakdatum", "2025-11-03T16:00:00+01:00")
    add(place, "auteur", "De Meetlat")
    add(place, "xsdversie", "2.2")
    add_pupils(add(request, "toetsafnames"), sittings)
    tests = add(request, "toetsen")
    for test in dict.fromkeys(sitting.test for sitting in sittings):
        add_test(tests, test)
    return xml.tostring(envelope, encoding="utf-8", xml_declaration=True)


def messages(key):
    sittings = school.class_of_meetlat()
    for group in school.GROUPS:
        yield message([one for one in sittings if one.test.group == group], key)


def send(url, key):
    tally = web.Tally()
    connection = web.Connection(url)
    for body in messages(key):
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"BrengLeerresultaten"'}
        status, told = connection.request("POST", PATH, body, headers)
        tally.note(status == 200 and "leerresultaten_bevestiging" in told, f"{status} {told[:2000]}")
    connection.close()
    return tally
