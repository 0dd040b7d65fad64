"""Judges JSON texts by the published OpenAPI files of Edu-V, through python3-jsonschema.

judge.py FOLDER FILE: FOLDER holds the published files, FILE a line for each text: the service, a space, where its schema is
in the file (/components/schemas/Student), a space, the text. Answers "valid" or "invalid" for each. OpenAPI 3.0 counts as
JSON Schema 2020-12 here: these files use none of the keywords that differ.
"""

import datetime
import re
import sys

import json
import jsonschema
import yaml

FORMATS = jsonschema.FormatChecker(formats=())
LEAP_SECOND = re.compile(r":60(\.[0-9]+)?Z$")


@FORMATS.checks("date")
def is_date(value):
    if not isinstance(value, str):
        return True
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        return bool(datetime.date.fromisoformat(value))
    except ValueError:
        return value.startswith("0000") and is_date("2000" + value[4:])


@FORMATS.checks("date-time")
def is_date_time(value):
    if not isinstance(value, str):
        return True
    parts = re.fullmatch(
        r"([0-9-]{10})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?([Zz]|[+-]([0-9]{2}):([0-9]{2}))", value)
    if not parts or not is_date(parts[1]):
        return False
    hour, minute, second = (int(parts[i]) for i in (2, 3, 4))
    away_hour, away_minute = int(parts[7] or 0), int(parts[8] or 0)
    if hour > 23 or minute > 59 or away_hour > 23 or away_minute > 59:
        return False
    if second < 60:
        return True
    away = (away_hour * 60 + away_minute) * (-1 if parts[6].startswith("-") else 1)
    return second == 60 and (hour * 60 + minute - away) % 1440 == 1439


@FORMATS.checks("uuid")
def is_uuid(value):
    return not isinstance(value, str) or bool(re.fullmatch(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", value))


def load(folder, service):
    with open(f"{folder}/{service}-api.yaml", encoding="utf-8") as file:
        document = yaml.load(file, Loader=Words)
    PATCHES.get(service, lambda schemas: None)(document.get("components", {}).get("schemas", {}))
    return document


def chosen_by(schema, kind, specification, branches):
    """The type chooses the branch, instead of a oneOf that fits more than once."""
    schema["properties"][specification] = {"type": "object"}
    schema["allOf"] = [
        {"if": {"required": [kind], "properties": {kind: {"enum": names}}},
         "then": {"properties": {specification: {"$ref": "#/components/schemas/" + branch}}}}
        for branch, names in branches.items()]


def patch_delivery(schemas):
    order = schemas["DeliveryOrder"]
    order["properties"]["deliveryType"]["enum"] += ["customer-student", "customer-activationcode"]
    chosen_by(order, "deliveryType", "deliverySpecification", {
        "SchoolAllSpecification": ["school-all"],
        "SchoolAdminSpecification": ["school-admin"],
        "SchoolStudiesSpecification": ["school-studies"],
        "SchoolSubjectsSpecification": ["school-subjects"],
        "SchoolGroupsSpecification": ["school-groups"],
        "SchoolStudentsSpecification": ["school-students"],
        "SchoolEmployeesSpecification": ["school-employees"],
        "SchoolActivationCodesSpecification": ["school-activationcodes"],
        "CustomerStudentSpecification": ["customer-student", "customer-user"],
        "CustomerActivationCodeSpecification": ["customer-activationcode", "customer-activatoncode"]})
    schemas["Buyer"] = {"allOf": schemas["Buyer"]["oneOf"]}
    schemas["DeliveryOrderConfirmation"]["required"].remove("newDeliveryOrderStatus")


def patch_entitlement(schemas):
    entitlement = schemas["Entitlement"]
    for no_property in ("buyer", "entitlee", "urlStatus"):
        entitlement["required"].remove(no_property)
    schemas["EntitlementSchoolEmployee"]["required"] = ["school"]
    chosen_by(entitlement, "entitlementType", "entitlementSpecification", {
        "EntitlementSchoolStudent": ["school-student"],
        "EntitlementSchoolEmployee": ["school-employee"],
        "EntitlementSchoolActivationCode": ["school-activationcode"],
        "EntitlementCustomerStudent": ["customer-student"],
        "EntitlementCustomerActivationCode": ["customer-activationcode"]})


def patch_catalogue(schemas):
    product = schemas["Product"]["properties"]
    product["deliveryTypes"]["items"]["enum"].append("school-admin")
    words = product["copyrightType"]["enum"]
    product["copyrightType"]["enum"] = [{True: "yes", False: "no"}.get(one, one) for one in words]


PATCHES = {"delivery": patch_delivery, "entitlement": patch_entitlement, "catalogue": patch_catalogue}


class Words(yaml.SafeLoader):
    """Dates in examples stay text."""


Words.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in list_ if tag != "tag:yaml.org,2002:timestamp"]
    for first, list_ in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def main(folder, file):
    documents, validators = {}, {}
    for line in open(file, encoding="utf-8"):
        service, place, text = line.rstrip("\n").split(" ", 2)
        if service not in documents:
            documents[service] = load(folder, service)
        if (service, place) not in validators:
            root = {"$ref": "#" + place.replace("{", "%7B").replace("}", "%7D"), **documents[service]}
            validators[service, place] = jsonschema.Draft202012Validator(root, format_checker=FORMATS)
        print("valid" if validators[service, place].is_valid(json.loads(text)) else "invalid")


main(*sys.argv[1:])
