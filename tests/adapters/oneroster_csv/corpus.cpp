// The packages of ../shared/corpus/oneroster are read with the verdict that their index or their notes tell.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/json_document.hpp"
#include "schemas/bundled.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace schakel;
namespace fs = std::filesystem;

namespace {

fs::path corpus() {
    const char* shared = std::getenv("SCHAKEL_SHARED");
    return fs::path(shared != nullptr ? shared : SCHAKEL_SOURCE_DIR "/../shared") / "corpus/oneroster";
}

std::unique_ptr<adapter> reader_of(const std::string& version) {
    const auto find = [](std::string_view name) { return schemas::bundled(name); };
    return version == "1.1" ? make_oneroster_1_1_csv(find) : make_oneroster_1_2_csv(find);
}

struct counting_sink final : roster_sink {
    void head(model::roster::head) override {}
    void add(model::roster::record&& one) override { ++count[one.index()]; }
    std::array<std::size_t, model::roster::record_kind_count> count{};
};

struct outcome {
    roster_reading read;
    std::array<std::size_t, model::roster::record_kind_count> count{};

    std::string ids() const {
        std::string all;
        for (const layer which : all_layers)
            for (const finding& one : read.report.at(which).findings)
                all += std::string(one.broken->id) + "(" + one.where.path + " " + one.got + ") ";
        return all;
    }
    bool has(std::string_view id) const {
        return ids().find("oneroster.csv." + std::string(id) + "(") != std::string::npos;
    }
};

outcome read(const fs::path& folder, const std::string& version, std::set<std::string, std::less<>> quirks = {}) {
    const std::string bytes = test::packed_folder(folder);
    decode_options options;
    options.quirks = std::move(quirks);
    counting_sink sink;
    const auto by = reader_of(version);
    outcome told{by->roster()->read({.bytes = bytes, .media_type = {}, .path = {}}, options, sink), {}};
    told.count = sink.count;
    return told;
}

// Our rule for each kind of failure in the index.
const std::map<std::string_view, std::string_view> rule_of{
    {"package.missing_manifest", "manifest-missing"},
    {"manifest.invalid_header", "manifest-header"},
    {"package.unknown_file", "unknown-file"},
    {"manifest.file_missing", "file-missing"},
    {"row.invalid_year", "year"},
    {"row.invalid_guid", "id"},
    {"row.missing_required_value", "required"},
    {"row.invalid_integer", "integer"},
    {"row.invalid_date", "date"},
    {"row.invalid_float", "number"},
    {"row.invalid_enum", "word"},
    {"row.invalid_boolean", "boolean"},
    {"row.invalid_list", "scale"},
    {"row.invalid_datetime", "moment"},
    {"row.field_required_in_delta", "lifecycle-missing"},
    {"reference.duplicate_sourced_id", "duplicate"},
    {"reference.missing_target_file", "reference-file"}};

} // namespace

TEST_CASE("every set of OneRoster 1.2 has the verdict of its index") {
    if (!fs::exists(corpus())) {
        MESSAGE("the corpus is not here");
        return;
    }
    std::ifstream file(corpus() / "csv-1p2/index.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    findings unread;
    const auto index = json::document::parse(text, {}, unread);
    REQUIRE(index);
    std::size_t seen = 0;
    for (auto set = index->root().first_child(); set; set = set.next_sibling(), ++seen) {
        const std::string name(set.find("/set").text());
        const outcome told = read(corpus() / "csv-1p2" / name, "1.2");
        CAPTURE(name);
        CAPTURE(told.ids());
        const auto kinds = set.find("/expected_failure_kinds");
        CHECK(told.read.report.rejects() == kinds.is(json::kind::array));
        if (!kinds.is(json::kind::array)) continue;
        for (auto kind = kinds.first_child(); kind; kind = kind.next_sibling()) {
            if (kind.text() == "csv.unescaped_quote")
                CHECK(told.ids().find("csv.quote-in-cell") != std::string::npos);
            else
                CHECK_MESSAGE(told.has(rule_of.at(kind.text())), kind.text());
        }
    }
    CHECK(seen == 16);
}

TEST_CASE("the valid sets become records") {
    if (!fs::exists(corpus())) return;
    const outcome told = read(corpus() / "csv-1p2/valid/rostering-bulk-package", "1.2");
    CHECK(told.count == std::array<std::size_t, 7>{2, 2, 1, 1, 2, 1, 0});
    CHECK(told.has("demographics"));
    CHECK(told.read.holds[4] == extent::full);
    const outcome checked = read(corpus() / "csv-1p2/valid/rostering-bulk-package", "1.2", {"demographics"});
    CHECK_FALSE(checked.has("demographics"));
    CHECK(checked.count == told.count);
    const outcome delta = read(corpus() / "csv-1p2/valid/full-delta-package", "1.2");
    CHECK(delta.read.holds[4] == extent::delta);
    CHECK(delta.count == std::array<std::size_t, 7>{2, 2, 1, 1, 2, 1, 0});
}

TEST_CASE("the sets of OneRoster 1.1 are read as their notes tell") {
    if (!fs::exists(corpus())) return;
    const outcome strict = read(corpus() / "csv-1p1/minimal-set", "1.1");
    CHECK(strict.read.report.rejects());
    for (const char* id : {"boolean", "word-case", "reference-file"}) CHECK_MESSAGE(strict.has(id), id);
    const outcome lenient = read(corpus() / "csv-1p1/minimal-set", "1.1", {"lenient"});
    CAPTURE(lenient.ids());
    CHECK_FALSE(lenient.read.report.rejects());
    CHECK(lenient.count == std::array<std::size_t, 7>{1, 5, 0, 2, 6, 6, 0});
    CHECK(lenient.has("reference-type"));

    const outcome empty = read(corpus() / "csv-1p1/classlink-headers-only", "1.1");
    CAPTURE(empty.ids());
    CHECK(empty.has("file-not-announced")); // demographics.csv is there and said to be absent
    CHECK(empty.count == std::array<std::size_t, 7>{});

    const outcome mock = read(corpus() / "csv-1p1/mock-school", "1.1", {"lenient", "no-manifest"});
    CAPTURE(mock.ids());
    CHECK(read(corpus() / "csv-1p1/mock-school", "1.1").has("manifest-missing"));
    CHECK(mock.has("tolerated"));
}
