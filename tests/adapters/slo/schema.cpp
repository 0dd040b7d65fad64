// Our schema of the released data says of every type what the context.json of its data set says: the same properties,
// nothing demanded that SLO leaves open, the same words where it lists them.
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/mapped_file.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>

using namespace schakel;
namespace fs = std::filesystem;

namespace {

using names = std::set<std::string, std::less<>>;

json::document read(const fs::path& file) {
    const auto bytes = mapped_file::open(file.string());
    REQUIRE(bytes);
    findings unread;
    auto document = json::document::parse(bytes->bytes(), file_limits(), unread);
    REQUIRE(document);
    return std::move(*document);
}

// What a definition says of an entity, with what it refers to.
struct described {
    names properties, required;
    std::map<std::string, names, std::less<>> words; // of a property with an enumeration

    void add(json::value at, json::value definitions, json::value elsewhere) {
        if (at.is(json::kind::array))
            for (json::value each = at.first_child(); each; each = each.next_sibling())
                add(each, definitions, elsewhere);
        if (!at.is(json::kind::object)) return;
        if (const std::string_view link = at.member("$ref").text(); !link.empty()) {
            const std::string name(link.substr(link.rfind('/') + 1));
            const json::value own = definitions.member(name);
            add(own ? own : elsewhere.member(name), definitions, elsewhere);
        }
        const json::value inner = at.member("properties");
        for (json::value each = inner.first_child(); each; each = each.next_sibling()) {
            properties.insert(std::string(each.name()));
            const json::value list = each.member("enum");
            for (json::value word = list.first_child(); word; word = word.next_sibling())
                if (!word.text().empty()) words[std::string(each.name())].insert(std::string(word.text()));
        }
        const json::value demanded = at.member("required");
        for (json::value each = demanded.first_child(); each; each = each.next_sibling())
            required.insert(std::string(each.text()));
        for (const char* part : {"allOf", "anyOf"}) add(at.member(part), definitions, elsewhere);
    }
};

names without(const names& from, const names& known) {
    names rest;
    for (const std::string& one : from)
        if (!known.contains(one)) rest.insert(one);
    return rest;
}

std::string line_of(const names& all) {
    std::string line;
    for (const std::string& one : all) line += one + " ";
    return line;
}

} // namespace

TEST_CASE("the schema says what the descriptions of the released data sets say") {
    const fs::path folder = test::shared_folder() / "corpus" / "goals" / "slo" / "current";
    if (!fs::exists(folder)) {
        MESSAGE("skipped: the corpus of SLO is not at hand");
        return;
    }
    const json::document ours = read(fs::path(SCHAKEL_SOURCE_DIR) / "schemas" / "slo" / "slo.schema.json");
    const json::document backbone = read(folder / "basis" / "context.json");
    const json::value base = backbone.root().member("definitions"), defs = ours.root().member("$defs");
    std::size_t types = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const json::document theirs = read(entry.path() / "context.json");
        const json::value own = theirs.root().member("definitions"), lists = theirs.root().member("properties");
        for (json::value list = lists.first_child(); list; list = list.next_sibling()) {
            const std::string type(list.name());
            if (type == "deprecated") continue;
            CAPTURE(type);
            REQUIRE(ours.root().member("properties").member(type));
            described they, we;
            they.add(own.member(type), own, base);
            they.add(list.member("items"), own, base);
            we.add(defs.member(type), defs, defs);
            CHECK(line_of(without(they.properties, we.properties)) == "");
            CHECK(line_of(without(we.required, they.required)) == "");
            for (const auto& [property, words] : they.words)
                if (we.words.contains(property)) CHECK(line_of(without(words, we.words.at(property))) == "");
            ++types;
        }
    }
    CHECK(types > 40);
}
