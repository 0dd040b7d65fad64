// Turtle in and out. Counts of real files are those of Debian's rapper, an independent parser.
#include "gateway/codec/turtle_reader.hpp"
#include "gateway/codec/turtle_writer.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace schakel;
using namespace schakel::rdf;

namespace {

struct told {
    std::vector<triple> triples;
    findings found;
    bool good = false;
};

told read(std::string_view text, const document_limits& limits = {}, std::string_view base = {}) {
    told out;
    out.good = read_turtle(
        text, base, limits, [&](triple&& one) { out.triples.push_back(std::move(one)); }, out.found
    );
    return out;
}

std::string only_rule(std::string_view text, const document_limits& limits = {}) {
    const told seen = read(text, limits);
    CHECK_FALSE(seen.good);
    REQUIRE(seen.found.size() == 1);
    return std::string(seen.found.front().broken->id);
}

std::string shared_folder() {
    const char* named = std::getenv("SCHAKEL_SHARED");
    return named ? named : SCHAKEL_SOURCE_DIR "/../shared";
}

} // namespace

TEST_CASE("Turtle is told statement by statement, with whole IRIs and the line of each") {
    const told seen = read("@prefix ex: <https://voorbeeld.example/> .\n"
                           "ex:een a ex:Doel ;\n"
                           "  ex:naam \"Rekenen\"@nl , 'Een\\u0020twee' ;\n"
                           "  ex:getal 5 ; ex:met [ ex:naam \"\"\"lang\n\"quote\" \"\"\" ] .\n");
    REQUIRE(seen.good);
    REQUIRE(seen.triples.size() == 6);
    CHECK(seen.triples[0].subject.text == "https://voorbeeld.example/een");
    CHECK(seen.triples[0].predicate == type_iri);
    CHECK(seen.triples[0].where.line == 2);
    CHECK(seen.triples[1].object == node{node_kind::literal, "Rekenen", "nl", {}});
    CHECK(seen.triples[2].object.text == "Een twee");
    CHECK(seen.triples[3].object.datatype == "http://www.w3.org/2001/XMLSchema#integer");
    CHECK(seen.triples[4].object.kind == node_kind::blank);
    CHECK(seen.triples[5].object.text == "lang\n\"quote\" ");
    CHECK(seen.triples[5].subject == seen.triples[4].object);
}

TEST_CASE("A base resolves relative IRIs; without one they are refused") {
    CHECK(
        read("<een> <twee> <drie> .", {}, "https://voorbeeld.example/a/").triples.at(0).object.text ==
        "https://voorbeeld.example/a/drie"
    );
    CHECK(read("@base <https://voorbeeld.example/> . <een> <twee> <drie> .").good);
    CHECK(only_rule("<een> <https://e.example/p> <https://e.example/o> .") == "rdf.relative-iri");
}

TEST_CASE("What is no Turtle is one finding with its place") {
    CHECK(only_rule("ex:een ex:twee ex:drie .") == "rdf.turtle-syntax");
    CHECK(only_rule("<https://e.example/s> <https://e.example/p> \"open") == "rdf.turtle-syntax");
    CHECK(only_rule("<https://e.example/s> <https://e.example/p> <https://e.example/o>") == "rdf.turtle-syntax");
    CHECK(only_rule("<https://e.example/s> \"x\" \"y\" .") == "rdf.turtle-syntax");
    CHECK(only_rule("{}") == "rdf.turtle-syntax");
    CHECK(only_rule(std::string_view("# \0", 3)) == "rdf.encoding");
    CHECK(only_rule("<https://e.example/s> <https://e.example/p> \"caf\xE9\" .") == "rdf.encoding");
    const told placed = read("@prefix a: <https://e.example/> .\n\na:b a:c .\n");
    REQUIRE(placed.found.size() == 1);
    CHECK(placed.found.front().where.line == 3);
}

TEST_CASE("Turtle that costs too much is refused before it costs it") {
    document_limits small;
    small.depth = 10;
    std::string deep = "<https://e.example/s> <https://e.example/p> ";
    deep += std::string(100'000, '[');
    CHECK(only_rule(deep, small) == "rdf.limit-depth");
    CHECK(read("<https://e.example/s> <https://e.example/p> \"[[[[[[[[[[[[[[[[[[[[\" .", small).good);
    small.nodes = 2;
    CHECK(only_rule("<https://e.example/s> <https://e.example/p> 1, 2, 3 .", small) == "rdf.limit-statements");
    small.bytes = 5;
    CHECK(only_rule("# comment", small) == "rdf.limit-bytes");
}

TEST_CASE("What the writer wrote, the reader reads back, whatever the text") {
    std::string out;
    turtle_writer writer(out);
    writer.prefix("skos", "http://www.w3.org/2004/02/skos/core#");
    writer.begin("https://voorbeeld.example/doel 1");
    writer.iri(type_iri, "http://www.w3.org/2004/02/skos/core#Concept");
    writer.text("http://www.w3.org/2004/02/skos/core#prefLabel", "Een \"doel\"\\\n\twaarde\x01 \xC3\xA9", "nl");
    writer.text("http://www.w3.org/2004/02/skos/core#prefLabel", "plain");
    writer.typed("http://purl.org/dc/terms/date", "2026-11-22", "http://www.w3.org/2001/XMLSchema#date");
    writer.end();
    const told seen = read(out);
    REQUIRE(seen.good);
    REQUIRE(seen.triples.size() == writer.triples());
    CHECK(seen.triples[0].subject.text == "https://voorbeeld.example/doel%201");
    CHECK(seen.triples[1].object.text == "Een \"doel\"\\\n\twaarde\x01 \xC3\xA9");
    CHECK(seen.triples[1].object.language == "nl");
    CHECK(seen.triples[3].object.datatype == "http://www.w3.org/2001/XMLSchema#date");
}

TEST_CASE("Real files have the statements that rapper counts") {
    constexpr std::pair<const char*, std::size_t> files[] = {
        {"bs-to-vak.ttl", 967},     {"curr1.ttl", 715},
        {"curr2.ttl", 490},         {"elem.ttl", 55},
        {"onddoel.ttl", 16293},     {"onderwijsstructuur-final.skos.ttl", 745},
        {"ostr-additions.ttl", 37}, {"vak-norelated-final.skos.ttl", 1717}};
    for (const auto& [name, count] : files) {
        std::ifstream in(shared_folder() + "/corpus/goals/flanders/skos/" + name, std::ios::binary);
        if (!in) {
            MESSAGE(name, " is not here: not counted");
            return;
        }
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const told seen = read(text);
        CHECK_MESSAGE(seen.good, name, " ", seen.found.empty() ? "" : seen.found.front().got);
        CHECK_MESSAGE(seen.triples.size() == count, name);
    }
}
