#include "tests/bench/validation/documents.hpp"

#include "tests/bench/messages/edexml_file.hpp"
#include "tests/bench/messages/uwlr_message.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace schakel::bench {

namespace {

struct size {
    const char* name;
    unsigned pupils;     // of the UWLR message
    unsigned kilobytes;  // of the EDEXML file, of which the smallest has 18
    unsigned statements; // of the JSON array
};
constexpr std::array<size, 3> sizes{
    size{"10KB", 3, 10, 11}, {"1MB", 421, 1'000, 1'080}, {"25MB", 10'560, 25'000, 26'800}};

struct fault {
    const char* name;
    std::string_view good, bad; // the first of these becomes the second
};

constexpr std::array<fault, 6> uwlr_faults{
    fault{"value", "<score>", "<score>many"},   {"pattern", "<brincode>99XX", "<brincode>99-XX"},
    {"child", "<auteur>", "<author/><auteur>"}, {"keyref", "<toetscode>SPL-5-1", "<toetscode>SPL-9-9"},
    {"key", "key=\"1-1-1-", "key=\"1-0-1-"},    {"form", "</school>", "</schools>"}};

constexpr std::array<fault, 6> edexml_faults{
    fault{"value", "<geslacht>", "<geslacht>x"},
    {"pattern", "<brincode>99XX", "<brincode>99-XX"},
    {"child", "<roepnaam>", "<nickname/><roepnaam>"},
    {"keyref", "<vestiging key=\"V1\"/>", "<vestiging key=\"V9\"/>"},
    {"key", "<vestiging key=\"V2\"><naam>", "<vestiging key=\"V1\"><naam>"},
    {"form", "</school>", "</schools>"}};

constexpr std::array<fault, 7> statement_faults{
    fault{"pattern", "\"id\":\"0", "\"id\":\"x"},          {"enum", "\"Agent\"", "\"Agency\""},
    {"required", "\"homePage\"", "\"homepage\""},          {"extra", "\"completion\":", "\"complete\":"},
    {"type", "\"scaled\":0.5", "\"scaled\":\"0.5\""},      {"bound", "\"scaled\":0.5", "\"scaled\":1.5"},
    {"form", "\"completion\":true", "\"completion\":True"}};

std::string statement(unsigned number) {
    static constexpr std::array verbs{"scored", "completed", "passed", "failed"};
    char id[40];
    std::snprintf(id, sizeof id, "%08x-1a2b-4c3d-8e4f-%012x", number * 2654435761U, number);
    const std::string uuid(id), count = std::to_string(number);
    const std::string verb = verbs[number % verbs.size()];
    return R"({"id":")" + uuid +
           R"(","actor":{"objectType":"Agent","account":{"homePage":"https://school.example","name":"ll-)" + count +
           R"("}},"verb":{"id":"http://adlnet.gov/expapi/verbs/)" + verb + R"(","display":{"nl":")" + verb +
           R"("}},"object":{"objectType":"Activity","id":"urn:schakel:toets:REK-5-1","definition":{"name":{"nl":)" +
           R"("Rekenen groep 5 blok 1"},"type":"http://adlnet.gov/expapi/activities/assessment","extensions":)" +
           R"({"urn:schakel:subjects":[{"value":"Rekenen en wiskunde"}]}}},"result":{"score":{"scaled":0.5,"raw":)" +
           std::to_string(number % 20) +
           R"(,"min":0,"max":20},"completion":true,"duration":"PT25M30S","extensions":{"urn:schakel:result-key":"k-)" +
           count + R"("}},"context":{"registration":")" + uuid +
           R"(","contextActivities":{"grouping":[{"objectType":"Activity","id":"urn:schakel:toets:REK-5"}]},)" +
           R"("platform":"De Meetlat","language":"nl-NL","extensions":{"urn:schakel:school":{"brin":"99XX"}}},)" +
           R"("timestamp":"2025-10-05T22:00:00.000Z","version":"1.0.3"})";
}

std::string statements(unsigned number) {
    std::string out = "[";
    for (unsigned i = 0; i < number; ++i) (out += i == 0 ? "" : ",") += statement(i);
    return out + "]";
}

std::string results(unsigned pupils) {
    return uwlr_message(pupils, 1).numbered(1);
}

std::string pupils(unsigned kilobytes) {
    std::ostringstream out;
    write_edexml(out, kilobytes * 1000ULL);
    return out.str();
}

void write(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream out(file, std::ios::binary);
    out << bytes;
    if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

template <std::size_t N>
void write_faults(const std::string& place, const std::array<fault, N>& faults, const std::string& good) {
    for (const auto& [name, from, to] : faults) {
        std::string bytes = good;
        const std::size_t at = bytes.find(from);
        if (at == std::string::npos) throw std::runtime_error("nothing to spoil for " + place + name);
        write(place + name, bytes.replace(at, from.size(), to));
    }
}

} // namespace

void write_documents(const std::filesystem::path& folder) {
    for (const size& one : sizes) {
        write(folder / (std::string("uwlr-good-") + one.name), results(one.pupils));
        write(folder / (std::string("edexml-good-") + one.name), pupils(one.kilobytes));
        write(folder / (std::string("statements-good-") + one.name), statements(one.statements));
    }
    write_faults(folder / "uwlr-fault-", uwlr_faults, results(sizes[0].pupils));
    write_faults(folder / "edexml-fault-", edexml_faults, pupils(sizes[0].kilobytes));
    write_faults(folder / "statements-fault-", statement_faults, statements(sizes[0].statements));
}

} // namespace schakel::bench
