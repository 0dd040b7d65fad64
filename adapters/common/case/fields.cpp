#include "adapters/common/case/fields.hpp"

#include "gateway/model/goal_field.hpp"

#include <algorithm>
#include <array>

namespace schakel::cf {

namespace {

using namespace wire;
namespace named = model::goal_field;

constexpr auto newer = version::v1_1;
constexpr auto older = version::v1_0;
constexpr bool needed = true, optional = false;

template <class Object>
constexpr field<Object> plain(
    std::string_view name, std::string Object::*at, std::string_view meaning = {}, version since = older,
    form how = form::text
) {
    return {name, how, at, optional, since, place::everywhere, meaning};
}

template <class Object>
constexpr field<Object> key_field(std::string_view meaning) {
    return {"identifier", form::uuid, static_cast<std::string Object::*>(&base::identifier), needed, older,
            {},           meaning};
}
template <class Object>
constexpr field<Object> uri_field(std::string_view meaning = {}) {
    return {"uri", form::uri, static_cast<std::string Object::*>(&base::uri), needed, older, {}, meaning};
}
template <class Object>
constexpr field<Object> change_field() {
    return {"lastChangeDateTime", form::moment, static_cast<std::string Object::*>(&base::changed), needed, older, {},
            named::modified};
}
template <class Object>
constexpr field<Object> extensions_field(form how = form::extensions) {
    return {"extensions", how, static_cast<std::string Object::*>(&base::extensions), optional, newer, {}, {}};
}

constexpr std::array document_table{
    key_field<document>(named::framework_id),
    uri_field<document>(),
    plain("frameworkType", &document::framework_type, {}, newer),
    plain("caseVersion", &document::case_version, {}, newer, form::case_version),
    field<document>{"creator", form::text, &document::creator, needed, older, {}, named::framework_publisher},
    field<document>{"title", form::text, &document::title, needed, older, {}, named::framework_title},
    change_field<document>(),
    plain("officialSourceURL", &document::official_source, {}, older, form::uri),
    plain("publisher", &document::publisher),
    plain("description", &document::description, named::framework_description),
    field<document>{"subject", form::texts, &document::subjects, optional, older, {}, named::framework_subject},
    field<document>{"subjectURI", form::links, &document::subject_links, optional, older, {}, {}},
    plain("language", &document::language, named::framework_language),
    plain("version", &document::version, named::release_label),
    plain("adoptionStatus", &document::status, named::framework_status),
    plain("statusStartDate", &document::begin, named::release_validity, older, form::day),
    plain("statusEndDate", &document::end, named::release_validity, older, form::day),
    field<document>{"licenseURI", form::link, &document::licence, optional, older, {}, named::framework_licence},
    plain("notes", &document::notes),
    extensions_field<document>(),
    field<document>{"CFPackageURI", form::link, &document::package, needed, older, place::alone, {}}};

constexpr std::array item_table{
    key_field<item>(named::goal_id),
    uri_field<item>(named::goal_uri),
    field<item>{"fullStatement", form::text, &item::statement, needed, older, {}, named::goal_statement},
    plain("alternativeLabel", &item::label),
    plain("CFItemType", &item::type, named::goal_kind),
    field<item>{"CFItemTypeURI", form::link, &item::type_link, optional, older, {}, {}},
    plain("humanCodingScheme", &item::code, named::goal_code),
    plain("listEnumeration", &item::enumeration),
    plain("abbreviatedStatement", &item::abbreviated, named::goal_title),
    field<item>{"conceptKeywords", form::texts, &item::keywords, optional, older, {}, named::goal_keyword},
    field<item>{"conceptKeywordsURI", form::link, &item::keyword_link, optional, older, {}, {}},
    plain("notes", &item::notes, named::goal_note),
    field<item>{"subject", form::texts, &item::subjects, optional, newer, {}, named::goal_subject},
    field<item>{"subjectURI", form::links, &item::subject_links, optional, newer, {}, {}},
    plain("language", &item::language, named::goal_language),
    field<item>{"educationLevel", form::texts, &item::levels, optional, older, {}, named::goal_level},
    field<item>{"licenseURI", form::link, &item::licence, optional, older, {}, {}},
    plain("statusStartDate", &item::begin, named::goal_validity, older, form::day),
    plain("statusEndDate", &item::end, named::goal_validity, older, form::day),
    change_field<item>(),
    extensions_field<item>(),
    field<item>{"CFDocumentURI", form::link, &item::document, needed, older, place::alone, {}}};

constexpr std::array association_table{
    key_field<association>(named::association_id),
    uri_field<association>(),
    field<association>{
        "associationType", form::association_type, &association::type, needed, older, {}, named::association_relation},
    plain("sequenceNumber", &association::sequence, named::association_sequence, older, form::integer),
    field<association>{"originNodeURI", form::end, &association::origin, needed, older, {}, named::association_title},
    field<association>{
        "destinationNodeURI", form::end, &association::destination, needed, older, {}, named::association_title},
    field<association>{"CFAssociationGroupingURI", form::link, &association::grouping, optional, older, {}, {}},
    change_field<association>(),
    plain("notes", &association::notes, named::association_note, newer),
    extensions_field<association>(),
    field<association>{"CFDocumentURI", form::link, &association::document, optional, older, place::alone, {}}};

constexpr auto d_title = field<definition>{"title", form::text, &definition::title, needed, older, {}, {}};
constexpr auto d_code = field<definition>{"hierarchyCode", form::text, &definition::code, needed, older, {}, {}};
constexpr auto d_text = plain("description", &definition::description);

constexpr std::array concept_table{
    key_field<definition>(named::definition),
    uri_field<definition>(),
    d_title,
    plain("keywords", &definition::keywords),
    d_code,
    d_text,
    change_field<definition>(),
    extensions_field<definition>()};
constexpr std::array subject_table{
    key_field<definition>(named::definition),
    uri_field<definition>(),
    d_title,
    d_code,
    d_text,
    change_field<definition>(),
    extensions_field<definition>()};
constexpr std::array licence_table{
    key_field<definition>(named::definition),
    uri_field<definition>(),
    d_title,
    d_text,
    field<definition>{"licenseText", form::text, &definition::licence_text, needed, older, {}, {}},
    change_field<definition>(),
    extensions_field<definition>()};
constexpr std::array item_type_table{
    key_field<definition>(named::definition),
    uri_field<definition>(),
    d_title,
    field<definition>{"description", form::text, &definition::description, needed, older, {}, {}},
    d_code,
    plain("typeCode", &definition::type_code),
    change_field<definition>(),
    extensions_field<definition>()};
constexpr std::array grouping_table{
    key_field<definition>(named::definition),
    uri_field<definition>(),
    d_title,
    d_text,
    change_field<definition>(),
    extensions_field<definition>()};

constexpr std::array rubric_table{
    key_field<rubric>(named::definition),
    uri_field<rubric>(),
    plain("title", &rubric::title),
    plain("description", &rubric::description),
    change_field<rubric>(),
    field<rubric>{"CFRubricCriteria", form::children, &rubric::criteria, optional, older, {}, {}},
    extensions_field<rubric>()};
constexpr std::array criterion_table{
    key_field<criterion>(named::definition),
    uri_field<criterion>(),
    plain("category", &criterion::category),
    plain("description", &criterion::description),
    field<criterion>{"CFItemURI", form::link, &criterion::item, optional, older, {}, {}},
    plain("weight", &criterion::weight, {}, older, form::number),
    plain("position", &criterion::position, {}, older, form::integer),
    plain("rubricId", &criterion::rubric, {}, older, form::uuid),
    change_field<criterion>(),
    field<criterion>{"CFRubricCriterionLevels", form::children, &criterion::levels, optional, older, {}, {}},
    extensions_field<criterion>()};
constexpr std::array level_table{
    key_field<level>(named::definition),
    uri_field<level>(),
    plain("description", &level::description),
    plain("quality", &level::quality),
    plain("score", &level::score, {}, older, form::number),
    plain("feedback", &level::feedback),
    plain("position", &level::position, {}, older, form::integer),
    plain("rubricCriterionId", &level::criterion, {}, older, form::uuid),
    change_field<level>(),
    extensions_field<level>(form::extension_list)};

constexpr std::array<std::string_view, object_class_count> names{
    "CFConcept", "CFSubject",     "CFLicense", "CFItemType",        "CFAssociationGrouping", "CFDocument",
    "CFItem",    "CFAssociation", "CFRubric",  "CFRubricCriterion", "CFRubricCriterionLevel"};
constexpr std::array<std::string_view, object_class_count> collections{
    "CFConcepts", "CFSubjects",     "CFLicenses", "CFItemTypes",      "CFAssociationGroupings", "CFDocuments",
    "CFItems",    "CFAssociations", "CFRubrics",  "CFRubricCriteria", "CFRubricCriterionLevels"};

static_assert(document_table.size() <= most_fields && item_table.size() <= most_fields);

constexpr std::array<std::string_view, 9> types_of_1_0{"isChildOf",    "isPeerOf", "isPartOf",
                                                       "exactMatchOf", "precedes", "isRelatedTo",
                                                       "replacedBy",   "exemplar", "hasSkillLevel"};

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    });
}

} // namespace

std::string_view to_string(version which) {
    return which == version::v1_0 ? "1.0" : "1.1";
}

shape<document> document_shape() {
    return {object_class::document, document_table};
}
shape<item> item_shape() {
    return {object_class::item, item_table};
}
shape<association> association_shape() {
    return {object_class::association, association_table};
}
shape<rubric> rubric_shape() {
    return {object_class::rubric, rubric_table};
}
shape<criterion> criterion_shape() {
    return {object_class::criterion, criterion_table};
}
shape<level> level_shape() {
    return {object_class::level, level_table};
}

shape<definition> definition_shape(definition_kind kind) {
    switch (kind) {
    case definition_kind::concept_: return {class_of(kind), concept_table};
    case definition_kind::subject: return {class_of(kind), subject_table};
    case definition_kind::licence: return {class_of(kind), licence_table};
    case definition_kind::item_type: return {class_of(kind), item_type_table};
    case definition_kind::grouping: break;
    }
    return {object_class::grouping, grouping_table};
}

std::string_view name_of(object_class which) {
    return names[static_cast<std::size_t>(which)];
}

std::string_view collection_of(object_class which) {
    return collections[static_cast<std::size_t>(which)];
}

std::optional<definition_kind> definition_of(std::string_view class_name) {
    const auto last = names.begin() + definition_kind_count;
    const auto found = std::find(names.begin(), last, class_name);
    if (found == last) return std::nullopt;
    return static_cast<definition_kind>(found - names.begin());
}

std::string canonical_name(object_class which, std::string_view member, std::string_view meaning) {
    if (!meaning.empty()) return std::string(meaning);
    return "case." + std::string(name_of(which)) + "." + std::string(member);
}

bool is_association_type(version which, std::string_view word) {
    if (std::ranges::find(types_of_1_0, word) != types_of_1_0.end()) return true;
    if (which == version::v1_0) return false;
    return word == "isTranslationOf" || (word.starts_with("ext:") && is_token(word.substr(4)));
}

bool is_identifier(version which, std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    if (which == version::v1_1) return true;
    const bool known_version = text[14] >= '1' && text[14] <= '5';
    return known_version && std::string_view("89ab").find(text[19]) != std::string_view::npos;
}

} // namespace schakel::cf
