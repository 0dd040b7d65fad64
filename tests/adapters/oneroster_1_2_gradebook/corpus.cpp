// Our tables against the facts of the published descriptions, and messages that others wrote against our decoder.
#include "adapters/common/oneroster_gradebook/fields.hpp"
#include "adapters/common/oneroster_gradebook/operations.hpp"
#include "gateway/codec/json_document.hpp"
#include "tests/adapters/oneroster_gradebook.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

using namespace schakel;
using namespace schakel::test::gradebook;
using namespace schakel::oneroster_gradebook;

namespace {

const std::filesystem::path corpus = test::shared_folder() / "corpus/oneroster";

std::optional<std::string> content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

struct facts {
    facts() : text(content_of(corpus / "facts-1p2.json").value_or("null")), document(parsed(text)) {}
    static std::optional<json::document> parsed(const std::string& text) {
        findings found;
        return json::document::parse(text, {}, found);
    }
    bool there() const { return document->root().is(json::kind::object); }
    json::value root() const { return document->root(); }

    std::string text;
    std::optional<json::document> document;
};

// The name of an object in the descriptions: "AssessmentLineItem".
std::string described(object_kind kind) {
    std::string name(word_of(kind));
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
}

} // namespace

TEST_CASE("every member of the published description is known, and the required ones are what a writer fills") {
    const facts published;
    if (!published.there()) {
        MESSAGE("the facts of the descriptions are not here");
        return;
    }
    for (const object_kind kind : all_kinds) {
        CAPTURE(word_of(kind));
        const json::value fields = published.root().member("objects").member(described(kind)).member("fields");
        REQUIRE(fields.size() > 0);
        for (json::value one = fields.first_child(); one; one = one.next_sibling()) {
            if (one.name() != "metadata") CHECK_MESSAGE(is_member(version::v1_2, kind, one.name()), one.name());
        }
        CHECK_FALSE(is_member(version::v1_2, kind, "leerling"));
    }
}

TEST_CASE("every write of the gradebook service but DELETE is an operation, with the scope that is published") {
    const facts published;
    if (!published.there()) {
        MESSAGE("the facts of the descriptions are not here");
        return;
    }
    std::size_t writes = 0;
    const json::value all = published.root().member("operations");
    for (json::value one = all.first_child(); one; one = one.next_sibling()) {
        const std::string_view method = one.member("method").text();
        if (one.member("service").text() != "gradebook" || method == "GET" || method == "DELETE") continue;
        ++writes;
        std::string path(one.member("path").text());
        for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{', at + 2))
            path.replace(at, path.find('}', at) - at + 1, "{}");
        CAPTURE(path);
        const auto& list = operations(version::v1_2);
        const auto known =
            std::ranges::find_if(list, [&](const operation& o) { return o.method == method && o.path == path; });
        REQUIRE(known != list.end());
        CHECK(known->scope == one.find("/any_scope_of/0").text());
        const std::string_view envelope = one.member("request_property").text();
        CHECK(envelope == (method == "PUT" ? word_of(known->kind) : collection_of(known->kind)));
    }
    if (writes) CHECK(writes == operations(version::v1_2).size());
}

TEST_CASE("objects that others wrote are taken") {
    std::size_t taken = 0;
    for (const char* folder : {"json-1p2", "json-1p2-gradebook-writes"}) {
        std::error_code none;
        for (const auto& file : std::filesystem::directory_iterator(corpus / folder, none)) {
            const std::string name = file.path().filename().string();
            const bool of_gradebook = name.starts_with("gradebook-") || name.starts_with("put-");
            if (!of_gradebook) continue;
            CAPTURE(name);
            exchange received;
            received.body = content_of(file.path()).value_or("");
            const decoded read = subject().decode(received, {});
            const finding* fault = read.report.first_error();
            CHECK_MESSAGE(!fault, (fault ? fault->broken->id : ""), " ", (fault ? fault->where.path : ""));
            CHECK(read.records.size() == 1);
            ++taken;
        }
    }
    if (!taken) MESSAGE("the samples of the corpus are not here");
}
