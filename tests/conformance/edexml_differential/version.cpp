#include "version.hpp"

#include "changes.hpp"
#include "message.hpp"
#include "values.hpp"

namespace schakel::differential::edexml {

namespace {

std::vector<qualified_name> in_no_namespace(const words& names) {
    std::vector<qualified_name> all;
    for (const std::string& name : names) all.push_back({space::none, name});
    return all;
}

// What xsi:type may try: types of people and groups, of references, of values, and names that are no types.
std::vector<qualified_name> types() {
    return in_no_namespace(
        {"SchoolType",
         "GroepType",
         "SamengesteldeGroepType",
         "VestigingType",
         "LeerlingType",
         "LeerkrachtType",
         "GroepReferentieType",
         "GroepsReferentieType",
         "VestigingReferentieType",
         "GroepenReferentieType",
         "SamengesteldeGroepenReferentieType",
         "LeerkrachtGroepReferentieType",
         "LeerkrachtGroepenReferentieType",
         "LeerlingReferentieType",
         "SchoolReferentieType",
         "ToevoegingsBlokType",
         "OpmerkingGegevensType",
         "EDEXType",
         "EDEXKeyType",
         "EDEXString32Type",
         "EDEXString64Type",
         "EDEXString128Type",
         "EDEXString256Type",
         "EDEXJaNeeType",
         "EDEXBrincodeType",
         "EDEXBsnType",
         "EDEXLandType",
         "EDEXJaargroepType",
         "EDEXGeslachtType",
         "EDEXGebruikersnaamType",
         "EDEXSchooljaarType",
         "role",
         "EDEX",
         ""}
    );
}

std::multimap<std::string, qualified_name, std::less<>> fitting_types() {
    const std::multimap<std::string, std::string> pairs = {
        {"EDEX", "EDEXType"},
        {"school", "SchoolType"},
        {"vestiging", "VestigingType"},
        {"vestiging", "VestigingReferentieType"},
        {"groep", "GroepType"},
        {"groep", "GroepReferentieType"},
        {"groep", "LeerkrachtGroepReferentieType"},
        {"samengestelde_groep", "SamengesteldeGroepType"},
        {"samengestelde_groep", "GroepReferentieType"},
        {"samengestelde_groep", "LeerkrachtGroepReferentieType"},
        {"samengestelde_groepen", "SamengesteldeGroepenReferentieType"},
        {"groepen", "LeerkrachtGroepenReferentieType"},
        {"groepen", "GroepenReferentieType"},
        {"leerling", "LeerlingType"},
        {"leerkracht", "LeerkrachtType"},
        {"commentaar", "EDEXJaNeeType"},
        {"commentaar", "EDEXString32Type"},
        {"opmerking", "EDEXString64Type"},
        {"opmerking", "EDEXLandType"},
        {"naam", "EDEXString64Type"},
        {"achternaam", "EDEXAchternaamType"},
        {"roepnaam", "EDEXString64Type"},
        {"auteur", "EDEXString128Type"},
        {"schoolkey", "EDEXKeyType"},
        {"schooljaar", "EDEXSchooljaarType"},
        {"geslacht", "EDEXGeslachtType"},
        {"jaargroep", "EDEXJaargroepType"},
        {"rolomschrijving", "EDEXRolOmschtijvingType"},
        {"rol", "EDEXLeerkrachtRolType"},
        {"land", "EDEXLandType"},
        {"code", "EDEXString64Type"}};
    std::multimap<std::string, qualified_name, std::less<>> all;
    for (const auto& [name, type] : pairs) all.insert({name, {space::none, type}});
    for (const char* day : {"geboortedatum", "peildatum"}) all.insert({day, {space::schema, "date"}});
    all.insert({"mutatiedatum", {space::schema, "dateTime"}});
    all.insert({"commentaar", {space::schema, "token"}});
    return all;
}

std::vector<qualified_name> attributes() {
    std::vector<qualified_name> all = in_no_namespace({"key", "key", "eckid", "eckid", "code", "versie"});
    all.push_back({space::foreign, "key"});
    return all;
}

} // namespace

version version_1_03() {
    version made;
    made.number = "1.0.3";
    made.published = "schema-1.0.3";
    made.second = false;
    made.longest_surname = 70;
    made.last_year = 2019;
    return made;
}

version version_2_0() {
    version made;
    made.number = "2.0";
    made.published = "schema-2.0";
    return made;
}

version version_2_1() {
    version made;
    made.number = "2.1";
    made.published = "schema-2.1";
    made.eckid = true;
    made.tal = true;
    made.longest_key = 256;
    return made;
}

standard standard_of(const version& which) {
    const auto kind = [&](use degree) {
        return [which, degree](const standard& of, chance& random) { return make_file(which, degree, of, random); };
    };
    standard made;
    made.name = "edexml-" + which.number;
    made.kinds = {
        {"pupils", 20, kind(use::minimal)},
        {"and groups", 30, kind(use::simple)},
        {"and teachers", 50, kind(use::full)}};
    made.published = {{"", "edexml/" + which.published + "/EDEXML.structuur.xsd"}};
    made.bundled = {{"", "edexml/" + which.number + "/edexml.xsd"}};
    made.values = values(which);
    made.other_names = {"groep",      "samengestelde_groep", "leerling", "leerkracht", "naam",         "roepnaam",
                        "achternaam", "jaargroep",           "bsn",      "vestiging",  "schoolkey",    "Groep",
                        "groepen",    "toevoegingen",        "blok",     "opmerking",  "omschrijving", "x"};
    made.other_attributes = attributes();
    made.types = types();
    made.fitting_types = fitting_types();
    made.changes = changes();
    return made;
}

} // namespace schakel::differential::edexml
