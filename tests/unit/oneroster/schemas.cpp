// Our schemas and tables against the facts of the published 1.2 descriptions: every object, field, mark, word and
// operation; and the samples of the corpus against our schemas.
#include "adapters/common/oneroster/fields.hpp"
#include "adapters/common/oneroster/operations.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/validation/json_schema.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace schakel;
using namespace schakel::oneroster;

namespace {

const std::filesystem::path corpus = test::shared_folder() / "corpus/oneroster";

std::optional<std::string> content_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return std::nullopt;
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::optional<json::document> parsed(const std::optional<std::string>& text) {
    findings found;
    if (!text) return std::nullopt;
    auto document = json::document::parse(*text, {}, found);
    REQUIRE(document);
    return document;
}

// The objects of rostering: their names in the published descriptions and in our schema.
const std::map<std::string_view, std::string_view> names{
    {"AcademicSession", "academic_session"},
    {"Class", "class"},
    {"Course", "course"},
    {"Credential", "credential"},
    {"Demographics", "demographics"},
    {"Enrollment", "enrollment"},
    {"Org", "org"},
    {"Role", "role"},
    {"User", "user"},
    {"UserId", "user_id"},
    {"UserProfile", "user_profile"},
    {"AcadSessionGUIDRef", "session_reference"},
    {"ClassGUIDRef", "class_reference"},
    {"CourseGUIDRef", "course_reference"},
    {"OrgGUIDRef", "org_reference"},
    {"ResourceGUIDRef", "resource_reference"},
    {"UserGUIDRef", "user_reference"}};

// What a fact says of a field's type, as our schema writes it.
void check_type(json::value fact, json::value schema) {
    if (fact.is(json::kind::object) && fact.member("list_of")) {
        CHECK(schema.member("type").text() == "array");
        CHECK(schema.member("minItems").integer().value_or(0) == fact.member("min").integer().value_or(0));
        check_type(fact.member("list_of"), schema.member("items"));
    } else if (fact.is(json::kind::object)) {
        std::set<std::string> words;
        for (auto one = fact.member("enum").first_child(); one; one = one.next_sibling()) words.emplace(one.text());
        if (fact.member("extensible").boolean()) {
            std::string pattern = "^(";
            for (auto one = fact.member("enum").first_child(); one; one = one.next_sibling())
                pattern.append(one.text()).append("|");
            CHECK(schema.member("pattern").text() == pattern + "ext:[A-Za-z0-9._-]+)$");
        } else {
            std::set<std::string> ours;
            for (auto one = schema.member("enum").first_child(); one; one = one.next_sibling())
                ours.emplace(one.text());
            CHECK(ours == words);
        }
    } else if (const auto named = names.find(fact.text()); named != names.end())
        CHECK(schema.member("$ref").text() == "#/$defs/" + std::string(named->second));
    else if (fact.text() == "Metadata")
        CHECK(schema.member("type").text() == "object");
    else {
        const std::map<std::string_view, std::string_view> formats{
            {"string", ""}, {"uri", "uri"}, {"date", "date"}, {"dateTime", "date-time"}};
        REQUIRE(formats.contains(fact.text()));
        CHECK(schema.member("type").text() == "string");
        CHECK(schema.member("format").text() == formats.at(fact.text()));
    }
}

void check_object(json::value fact, json::value schema) {
    std::set<std::string> required, ours_required;
    for (auto one = schema.member("required").first_child(); one; one = one.next_sibling())
        ours_required.emplace(one.text());
    for (auto field = fact.member("fields").first_child(); field; field = field.next_sibling()) {
        CAPTURE(field.name());
        const json::value ours = schema.member("properties").member(field.name());
        REQUIRE(ours);
        if (field.member("required").boolean()) required.emplace(field.name());
        check_type(field.member("type"), ours);
    }
    CHECK(required == ours_required);
    CHECK(schema.member("properties").size() == fact.member("fields").size());
    const bool closed = schema.member("additionalProperties") && !schema.member("additionalProperties").boolean(true);
    CHECK(closed == fact.member("closed").boolean());
}

template <class Object>
void check_table(json::value fact) {
    for (auto one = fact.member("fields").first_child(); one; one = one.next_sibling()) {
        CAPTURE(one.name());
        const field<Object>* found = find_field<Object>(version::v1_2, one.name());
        REQUIRE(found);
        CHECK(holds(found->required, version::v1_2) == one.member("required").boolean());
        const json::value words = one.member("type").member("enum");
        if (found->form == form::word) {
            for (auto word = words.first_child(); word; word = word.next_sibling())
                CHECK(knows(*found->words, version::v1_2, word.text()));
        }
    }
    std::size_t of_version = 0;
    for (const field<Object>& one : fields_of<Object>()) of_version += holds(one.versions, version::v1_2) ? 1 : 0;
    CHECK(of_version == fact.member("fields").size());
}

} // namespace

TEST_CASE("every object, field, required mark and word of 1.2 is in our schema and in our tables") {
    const auto facts = parsed(content_of(corpus / "facts-1p2.json"));
    if (!facts) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    const json::value objects = facts->root().member("objects");
    const auto schema = parsed(schemas::bundled("oneroster/1.2/rostering.schema.json"));
    REQUIRE(schema);
    for (const auto& [published, ours] : names) {
        CAPTURE(published);
        const json::value definition = schema->root().member("$defs").member(ours);
        REQUIRE(definition);
        check_object(objects.member(published), definition);
    }
    const auto status = parsed(schemas::bundled("oneroster/1.2/status.schema.json"));
    REQUIRE(status);
    const json::value definitions = status->root().member("$defs");
    CHECK(
        definitions.member("status").member("properties").size() ==
        objects.member("imsx_StatusInfo").member("fields").size()
    );

    check_table<academic_session>(objects.member("AcademicSession"));
    check_table<org>(objects.member("Org"));
    check_table<course>(objects.member("Course"));
    check_table<class_object>(objects.member("Class"));
    check_table<user>(objects.member("User"));
    check_table<enrollment>(objects.member("Enrollment"));
}

TEST_CASE("every rostering operation of 1.2 is in our table, with what it returns and who may") {
    const auto facts = parsed(content_of(corpus / "facts-1p2.json"));
    if (!facts) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    std::size_t seen = 0;
    for (auto one = facts->root().member("operations").first_child(); one; one = one.next_sibling()) {
        if (one.member("service").text() != "rostering") continue;
        ++seen;
        std::string path(one.member("path").text());
        for (std::size_t open = 0; (open = path.find('{')) != std::string::npos && path[open + 1] != '}';)
            path.replace(open, path.find('}', open) - open + 1, "\x02");
        std::string ours;
        for (const char c : path) ours += c == '\x02' ? std::string("{}") : std::string(1, c);
        CAPTURE(ours);
        const auto found = std::ranges::find(operations(), std::string_view(ours), &operation::path);
        REQUIRE(found != operations().end());
        const std::string_view returns = one.member("response_property").text();
        CHECK((found->single ? word_of(found->returns) : collection_of(found->returns)) == returns);
        CHECK(found->single == (one.member("query").size() == 1));
        const auto scopes = scopes_of(*found, version::v1_2);
        for (auto scope = one.member("any_scope_of").first_child(); scope; scope = scope.next_sibling()) {
            const auto has = [&](const std::string& given) { return given.ends_with("/" + std::string(scope.text())); };
            CHECK(std::ranges::any_of(scopes, has));
        }
    }
    CHECK(seen == operations().size());
}

TEST_CASE("the samples of the corpus have the verdict that their provenance tells") {
    if (!content_of(corpus / "facts-1p2.json")) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    const auto newer = validation::json_schema::compile("oneroster/1.2/rostering.schema.json", schemas::bundled);
    const auto older = validation::json_schema::compile("oneroster/1.1/rostering.schema.json", schemas::bundled);
    REQUIRE(newer);
    REQUIRE(older);
    std::size_t valid = 0;
    for (const auto& file : std::filesystem::directory_iterator(corpus / "json-1p2")) {
        if (!file.path().filename().string().starts_with("rostering-")) continue;
        CAPTURE(file.path().filename().string());
        const auto document = parsed(content_of(file.path()));
        CHECK(newer->validate(*document).empty());
        ++valid;
    }
    CHECK(valid == 9);
    for (const auto& file : std::filesystem::directory_iterator(corpus / "json-1p1-vendor-quirks")) {
        const auto document = parsed(content_of(file.path()));
        CHECK_FALSE(older->validate(*document).empty()); // they deviate on purpose
    }
}
