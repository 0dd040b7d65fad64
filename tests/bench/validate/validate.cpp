// How fast our validators read and judge a document beside their peers, in MB/s: the median of nine interleaved rounds,
// and its spread.
//
//   xml   our scan and XSD engine in one pass           | libxml2's xmlSchemaValidateStream   the same bundled schemas
//   json  our parser and JSON Schema engine on its tree | RapidJSON's parser and SchemaValidator   the same schema
//
// Both sides of a pair judge the same bytes, and both must find them valid. Ours keeps the place of everything it
// reads, so that findings have line, column and path.
#include "gateway/codec/json_document.hpp"
#include "gateway/validation/json_schema.hpp"
#include "gateway/validation/xsd_schema.hpp"
#include "schemas/bundled.hpp"
#include "tests/bench/messages/uwlr_message.hpp"
#include "tests/bench/validate/peers.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace schakel;
using timer = std::chrono::steady_clock;

constexpr std::size_t rounds = 9;
const std::string folder = SCHAKEL_SOURCE_DIR;

const std::vector<std::string> xsd_files{
    "soap/1.1/envelope.xsd", "uwlr/2.2/autorisatie.xsd", "uwlr/2.2/leerresultaten.xsd", "uwlr/2.2/toetsdefinities.xsd"};

document_limits no_small_limits() {
    document_limits limits;
    limits.bytes = 64U << 20;
    return limits;
}

bench::verdict our_xsd() {
    auto compiled = validation::xsd_schema::compile(xsd_files, schemas::bundled);
    if (!compiled) throw std::runtime_error(compiled.error().message);
    return [schema = *compiled](std::string_view bytes) {
        const auto outcome = schema.validate(bytes, no_small_limits());
        return outcome.well_formed && outcome.scan_findings.empty() && outcome.schema_findings.empty();
    };
}

// libxml2 wants one schema document: one that imports the others.
bench::verdict libxml2_xsd() {
    static constexpr std::array names{
        "http://schemas.xmlsoap.org/soap/envelope/", "http://www.edustandaard.nl/leerresultaten/2/autorisatie",
        "http://www.edustandaard.nl/leerresultaten/2/leerresultaten",
        "http://www.edustandaard.nl/leerresultaten/2/toetsdefinities"};
    const auto file =
        std::filesystem::temp_directory_path() / ("bench_validate_" + std::to_string(::getpid()) + ".xsd");
    std::ofstream out(file);
    out << R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">)";
    for (std::size_t i = 0; i < names.size(); ++i) {
        out << "<xs:import namespace=\"" << names[i] << "\" schemaLocation=\"" << folder << "/schemas/" << xsd_files[i]
            << "\"/>";
    }
    out << "</xs:schema>";
    out.close();
    auto made = bench::libxml2_stream(file);
    std::filesystem::remove(file);
    return made;
}

std::string read(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bench::verdict our_json_schema(const std::string& text) {
    auto compiled = validation::json_schema::compile("statement.schema.json", [&text](std::string_view) {
        return std::optional(text);
    });
    if (!compiled) throw std::runtime_error(compiled.error().message);
    return [schema = *compiled](std::string_view bytes) {
        findings found;
        const auto document = json::document::parse(bytes, no_small_limits(), found);
        return document && schema.validate(*document).empty();
    };
}

std::string statements(unsigned number) {
    std::string out = "[";
    for (unsigned i = 0; i < number; ++i) {
        char id[40];
        std::snprintf(id, sizeof id, "%08x-1a2b-4c3d-8e4f-%012x", i * 2654435761U, i);
        const std::string uuid(id), count = std::to_string(i);
        out +=
            (i == 0 ? "" : ",") + std::string(R"({"id":")") + uuid +
            R"(","actor":{"objectType":"Agent","account":{"homePage":"https://school.example","name":"ll-)" + count +
            R"("}},"verb":{"id":"http://adlnet.gov/expapi/verbs/scored","display":{"nl":"behaalde een score voor"}},)" +
            R"("object":{"objectType":"Activity","id":"urn:schakel:toets:REK-5-1","definition":{"name":{"nl":"Rekenen groep )" +
            R"(5 blok 1"},"type":"http://adlnet.gov/expapi/activities/assessment","extensions":{"urn:schakel:subjects":)" +
            R"([{"value":"Rekenen en wiskunde"}]}}},"result":{"score":{"scaled":0.5,"raw":)" + std::to_string(i % 20) +
            R"(,"min":0,"max":20},"completion":true,"extensions":{"urn:schakel:result-key":"k-)" + count +
            R"("}},"context":{"registration":")" + uuid + R"(","extensions":{"urn:schakel:school":{"brin":"99XX"},)" +
            R"("urn:schakel:author":"De Meetlat"}},"timestamp":"2025-10-05T22:00:00Z"})";
    }
    return out + "]";
}

// Short documents are judged many times in a round.
double speed(const bench::verdict& judge, const std::string& bytes) {
    const std::size_t times = std::max<std::size_t>(1, 4'000'000 / bytes.size());
    const auto start = timer::now();
    for (std::size_t i = 0; i < times; ++i) {
        if (!judge(bytes)) throw std::runtime_error("a valid document is refused");
    }
    const std::chrono::duration<double> took = timer::now() - start;
    return static_cast<double>(times * bytes.size()) / 1e6 / took.count();
}

void compare(
    const char* what, const std::string& bytes, const char* peer, const bench::verdict& ours,
    const bench::verdict& theirs
) {
    std::array<double, rounds> our_speeds{}, their_speeds{};
    for (std::size_t round = 0; round < rounds; ++round) {
        our_speeds[round] = speed(ours, bytes);
        their_speeds[round] = speed(theirs, bytes);
    }
    std::ranges::sort(our_speeds);
    std::ranges::sort(their_speeds);
    const auto middle = rounds / 2;
    std::printf(
        "%-22s %9zu bytes   schakel %6.0f MB/s [%.0f-%.0f]   %s %6.0f MB/s [%.0f-%.0f]   ratio %.2f\n", what,
        bytes.size(), our_speeds[middle], our_speeds.front(), our_speeds.back(), peer, their_speeds[middle],
        their_speeds.front(), their_speeds.back(), our_speeds[middle] / their_speeds[middle]
    );
    std::fflush(stdout);
}

} // namespace

int main() {
    try {
        const bench::verdict xsd = our_xsd(), stream = libxml2_xsd();
        compare("xml, 100 results", bench::uwlr_message(20, 1).numbered(1), "libxml2", xsd, stream);
        compare("xml, 2,500 results", bench::uwlr_message(500, 1).numbered(1), "libxml2", xsd, stream);
        const std::string schema = read(folder + "/tests/bench/validate/statement.schema.json");
        const bench::verdict tree = our_json_schema(schema), validator = bench::rapidjson_validator(schema);
        compare("json, 50 statements", statements(50), "RapidJSON", tree, validator);
        compare("json, 1,000 statements", statements(1000), "RapidJSON", tree, validator);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_validate: %s\n", error.what());
        return 1;
    }
    return 0;
}
