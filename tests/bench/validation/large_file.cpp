// How much memory and time the validation of a file takes that need not fit in memory: an EDEXML file of the size given
// in MB (1000 without one) is written to the temporary folder, validated as a stream, and removed.
//
// Prints one line: bytes, MB/s, and the peak of resident memory (VmHWM, which counts mapped pages of the file as well).
#include "gateway/codec/mapped_file.hpp"
#include "gateway/validation/xsd_schema.hpp"
#include "schemas/bundled.hpp"
#include "tests/bench/messages/edexml_file.hpp"
#include "tests/support/peak_memory.hpp"
#include "tests/support/temporary_folder.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>

namespace {

using namespace schakel;

int measure(std::uint64_t megabytes) {
    const test::temporary_folder folder;
    const std::string path = folder.file("groot.xml");
    {
        std::ofstream out(path, std::ios::binary);
        bench::write_edexml(out, megabytes * 1'000'000);
    }
    const std::vector<std::string> names{"edexml/2.1/edexml.xsd"};
    const auto schema = validation::xsd_schema::compile(names, schemas::bundled);
    if (!schema) throw std::runtime_error(schema.error().message);
    const auto start = std::chrono::steady_clock::now();
    const auto file = mapped_file::open(path);
    if (!file) throw std::runtime_error(file.error().message);
    const auto outcome = schema->validate(*file, file_limits());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    const std::size_t size = file->bytes().size();
    std::printf(
        "%zu bytes   %.0f MB/s   peak %.1f MiB   %s, %zu findings\n", size,
        static_cast<double>(size) / 1e6 / took.count(), static_cast<double>(test::peak_memory()) / (1 << 20),
        outcome.well_formed ? "well-formed" : "not well-formed", outcome.schema_findings.size()
    );
    return outcome.well_formed && outcome.schema_findings.empty() ? 0 : 1;
}

} // namespace

int main(int count, char** arguments) {
    try {
        return measure(count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1000);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "%s\n", fault.what());
        return 2;
    }
}
