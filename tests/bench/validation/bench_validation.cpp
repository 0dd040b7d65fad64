// One engine as a process that answers questions on standard input; tests/bench/validation/run asks them.
//
//   bench_validation documents FOLDER   writes the documents
//   bench_validation engine NAME SET    compiles the schemas (uwlr, edexml or statements) and says "ready"; then
//       load FILE      -> loaded BYTES
//       judge TIMES    -> accepted|refused SECONDS CPU_SECONDS
//       memory         -> peak BYTES: the most that one judgement had resident above the process with the file loaded
#include "tests/bench/validation/documents.hpp"
#include "tests/bench/validation/engines.hpp"

#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

namespace {

using namespace schakel::bench;

const schema_set uwlr{
    {"soap/1.1/envelope.xsd", "http://schemas.xmlsoap.org/soap/envelope/"},
    {"uwlr/2.2/autorisatie.xsd", "http://www.edustandaard.nl/leerresultaten/2/autorisatie"},
    {"uwlr/2.2/leerresultaten.xsd", "http://www.edustandaard.nl/leerresultaten/2/leerresultaten"},
    {"uwlr/2.2/toetsdefinities.xsd", "http://www.edustandaard.nl/leerresultaten/2/toetsdefinities"}};

const schema_set edexml{{"edexml/2.1/edexml.xsd", ""}};

const schema_set& set_named(const std::string& name) {
    static const schema_set none;
    return name == "uwlr" ? uwlr : name == "edexml" ? edexml : none;
}

std::string read(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string statement_schema() {
    return read(SCHAKEL_SOURCE_DIR "/tests/bench/validation/statement.schema.json");
}

struct named_engine {
    const char* name;
    engine (*make)(const schema_set& schemas); // an engine for JSON takes none
};
struct named_parsed_engine {
    const char* name;
    parsed_engine (*make)();
};

constexpr std::array<named_engine, 16> engines{
    named_engine{"schakel", schakel_xsd},
    {"libxml2-stream", libxml2_stream},
    {"libxml2-dom", libxml2_tree},
    {"xerces", xerces_sax},
    {"schakel-scan", [](const schema_set&) { return schakel_scan(); }},
    {"schakel-events", [](const schema_set&) { return schakel_events(); }},
    {"schakel-structure", schakel_structure},
    {"schakel-values", schakel_values},
    {"expat", [](const schema_set&) { return expat(); }},
    {"libxml2-sax", [](const schema_set&) { return libxml2_sax(); }},
    {"pugixml", [](const schema_set&) { return pugixml(); }},
    {"schakel-json", [](const schema_set&) { return schakel_json(statement_schema()); }},
    {"schakel-json-parse", [](const schema_set&) { return schakel_json_parse(); }},
    {"rapidjson-reader", [](const schema_set&) { return rapidjson_reader(statement_schema()); }},
    {"rapidjson-parse", [](const schema_set&) { return rapidjson_parse(); }},
    {"simdjson", [](const schema_set&) { return simdjson_parse(); }}};

constexpr std::array<named_parsed_engine, 2> parsed_engines{
    named_parsed_engine{"schakel-json-tree", [] { return schakel_json_tree(statement_schema()); }},
    {"rapidjson-tree", [] { return rapidjson_tree(statement_schema()); }}};

// Empty when the engine judges documents whole.
parsed_engine parsed_engine_named(const std::string& name) {
    for (const auto& one : parsed_engines)
        if (name == one.name) return one.make();
    for (const auto& one : engines)
        if (name == one.name) return {nullptr, nullptr};
    throw std::runtime_error("no such engine: " + name);
}

double cpu_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

std::size_t status_bytes(const std::string& field) {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(field)) return std::strtoull(line.c_str() + field.size() + 1, nullptr, 10) * 1024;
    throw std::runtime_error("no " + field);
}

// The high-water mark starts again at what is resident now.
void reset_peak() {
    malloc_trim(0);
    if (!(std::ofstream("/proc/self/clear_refs") << "5").flush()) throw std::runtime_error("cannot reset the peak");
}

// What runs the engine: a document is judged whole, or parsed when it is loaded and then only validated.
class subject {
public:
    subject(const std::string& name, const std::string& set) : parsed_(parsed_engine_named(name)) {
        for (const auto& one : engines)
            if (name == one.name) whole_ = one.make(set_named(set));
    }

    std::size_t load(const std::string& file) {
        bytes_ = read(file);
        well_formed_ = whole_ || parsed_.parse(bytes_);
        return bytes_.size();
    }
    bool judge() { return whole_ ? whole_(bytes_) : well_formed_ && parsed_.validate(); }

private:
    engine whole_;
    parsed_engine parsed_;
    std::string bytes_;
    bool well_formed_ = false;
};

void judge(subject& of, long times) {
    const auto start = std::chrono::steady_clock::now();
    const double cpu = cpu_seconds();
    bool good = true;
    for (long i = 0; i < times; ++i) good = of.judge() && good;
    const double cpu_used = cpu_seconds() - cpu;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("%s %.6f %.6f\n", good ? "accepted" : "refused", took.count(), cpu_used);
}

void memory(subject& of) {
    reset_peak();
    const std::size_t before = status_bytes("VmRSS:");
    of.judge();
    std::printf("peak %zu\n", std::max(status_bytes("VmHWM:"), before) - before);
}

void serve(subject& of) {
    std::puts("ready");
    std::fflush(stdout);
    for (std::string question; std::cin >> question;) {
        std::string file;
        long times = 0;
        if (question == "load" && std::cin >> file)
            std::printf("loaded %zu\n", of.load(file));
        else if (question == "judge" && std::cin >> times)
            judge(of, times);
        else if (question == "memory")
            memory(of);
        else
            throw std::runtime_error("not understood: " + question);
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> words(argv + 1, argv + argc);
        if (words.size() == 2 && words[0] == "documents") {
            write_documents(words[1]);
        } else if (words.size() == 3 && words[0] == "engine") {
            subject one(words[1], words[2]);
            serve(one);
        } else {
            throw std::runtime_error("documents FOLDER | engine NAME SET");
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_validation: %s\n", error.what());
        return 1;
    }
    return 0;
}
