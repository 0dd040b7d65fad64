#include "tests/unit/case/case_test.hpp"

namespace schakel::test {

namespace {

constexpr const char* id = "5d0c1f6e-3a44-4f0e-9d5b-00000000000"; // and one more digit

std::string named(const char* title, char digit, const char* collection) {
    const std::string identifier = id + std::string(1, digit);
    return std::string(R"({"title": ")") + title + R"(", "identifier": ")" + identifier +
           R"(", "uri": "https://doelen.example/ims/case/v1p1/)" + collection + "/" + identifier + "\"}";
}

std::string base(char digit, const char* collection) {
    const std::string identifier = id + std::string(1, digit);
    return R"("identifier": ")" + identifier + R"(", "uri": "https://doelen.example/ims/case/v1p1/)" + collection +
           "/" + identifier + R"(", "lastChangeDateTime": "2026-09-01T10:00:00Z")";
}

} // namespace

std::string full_package() {
    return R"({"CFDocument": {)" + base('0', "CFDocuments") +
           R"(, "frameworkType": "Leerlijn", "caseVersion": "1.1", "creator": "Stichting Doelen", "title": "Rekenen",
 "officialSourceURL": "https://doelen.example/rekenen.pdf", "publisher": "Uitgeverij Test", "description": "Een proef",
 "subject": ["Rekenen", "Wiskunde"], "subjectURI": [)" +
           named("Rekenen", 'a', "CFSubjects") + R"(], "language": "nl_NL", "version": "2026",
 "adoptionStatus": "Implemented", "statusStartDate": "2026-08-01", "statusEndDate": "2031-07-31", "licenseURI": )" +
           named("CC BY", 'b', "CFLicenses") + R"(, "notes": "Proef", "extensions": {"kleur": "blauw"}},
"CFItems": [{)" +
           base('1', "CFItems") +
           R"(, "fullStatement": "De leerling telt\ntot **twintig**.", "alternativeLabel": "Tellen", "CFItemType": "Doel",
 "CFItemTypeURI": )" +
           named("Doel", 'c', "CFItemTypes") +
           R"(, "humanCodingScheme": "R.1", "listEnumeration": "a", "abbreviatedStatement": "Telt tot 20",
 "conceptKeywords": ["tellen"], "conceptKeywordsURI": )" +
           named("tellen", 'd', "CFConcepts") + R"(, "notes": "Oefen", "subject": ["Rekenen"], "subjectURI": [)" +
           named("Rekenen", 'a', "CFSubjects") +
           R"(], "language": "nl_NL", "educationLevel": ["3", "4"], "licenseURI": )" +
           named("CC BY", 'b', "CFLicenses") +
           R"(, "statusStartDate": "2026-08-01", "statusEndDate": "2030-07-31", "extensions": {"bron": {"x": [1, 2.50]}}},
 {)" + base('2', "CFItems") +
           R"(, "fullStatement": "De leerling telt tot tien."}],
"CFAssociations": [{)" +
           base('3', "CFAssociations") + R"(, "associationType": "isChildOf", "sequenceNumber": 2, "originNodeURI": )" +
           named("R.1", '1', "CFItems") + R"(, "destinationNodeURI": )" + named("Rekenen", '0', "CFDocuments") +
           R"(, "CFAssociationGroupingURI": )" + named("Leerlijn", 'e', "CFAssociationGroupings") +
           R"(, "notes": "Eerst", "extensions": {"n": 1}},
 {)" + base('4', "CFAssociations") +
           R"(, "associationType": "isTranslationOf", "originNodeURI": )" + named("R.1", '1', "CFItems") +
           R"(, "destinationNodeURI": {"title": "Elders", "identifier": "vendor:77", "uri": "urn:fdc:elders:77",
 "targetType": "ext:vendor"}},
 {)" + base('5', "CFAssociations") +
           R"(, "associationType": "ext:oefentVoor", "originNodeURI": )" +
           named("De leerling telt tot tien.", '2', "CFItems") + R"(, "destinationNodeURI": )" +
           named("R.1", '1', "CFItems") + R"(}],
"CFDefinitions": {"CFConcepts": [{)" +
           base('d', "CFConcepts") +
           R"(, "title": "tellen", "keywords": "getallen", "hierarchyCode": "1", "description": "x"}],
 "CFSubjects": [{)" +
           base('a', "CFSubjects") + R"(, "title": "Rekenen", "hierarchyCode": "1", "description": "Vak"}, {)" +
           base('6', "CFSubjects") + R"(, "title": "Meten", "hierarchyCode": "1.2"}, {)" + base('7', "CFSubjects") +
           R"(, "title": "Taal", "hierarchyCode": "12"}],
 "CFLicenses": [{)" +
           base('b', "CFLicenses") +
           R"(, "title": "CC BY", "description": "Open", "licenseText": "Naamsvermelding"}],
 "CFItemTypes": [{)" +
           base('c', "CFItemTypes") +
           R"(, "title": "Doel", "description": "Een doel", "hierarchyCode": "1", "typeCode": "D", "extensions": {"q": true}}],
 "CFAssociationGroupings": [{)" +
           base('e', "CFAssociationGroupings") +
           R"(, "title": "Leerlijn", "description": "Volgorde"}], "extensions": {"z": null}},
"CFRubrics": [{)" +
           base('8', "CFRubrics") + R"(, "title": "Rubriek", "description": "Beoordeling", "CFRubricCriteria": [{)" +
           base('9', "CFRubricCriteria") + R"(, "category": "c", "description": "d", "CFItemURI": )" +
           named("R.1", '1', "CFItems") + R"(, "weight": 0.50, "position": 1, "rubricId": ")" + std::string(id) +
           R"(8", "CFRubricCriterionLevels": [{)" + base('f', "CFRubricCriterionLevels") +
           R"(, "description": "goed", "quality": "hoog", "score": 2.5, "feedback": "mooi", "position": 1,
 "rubricCriterionId": ")" +
           std::string(id) + R"(9", "extensions": [1]}]}]}],
"extensions": {"pakket": 1}})";
}

} // namespace schakel::test
