// A file is validated as its bytes are, in memory that does not grow with it.
#include "gateway/codec/mapped_file.hpp"
#include "gateway/validation/xsd_schema.hpp"
#include "schemas/bundled.hpp"
#include "tests/bench/messages/edexml_file.hpp"
#include "tests/support/peak_memory.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>

using namespace schakel;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool with_sanitizer = true;
#elif defined(__has_feature)
constexpr bool with_sanitizer = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool with_sanitizer = false;
#endif

const validation::xsd_schema& edexml() {
    static const auto made =
        validation::xsd_schema::compile(std::vector<std::string>{"edexml/2.1/edexml.xsd"}, schemas::bundled);
    REQUIRE(made);
    return *made;
}

void write(const std::string& path, std::uint64_t bytes) {
    std::ofstream out(path, std::ios::binary);
    bench::write_edexml(out, bytes);
}

void check_equal(const findings& a, const findings& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        CHECK(a[i].broken == b[i].broken);
        CHECK(a[i].where.offset == b[i].where.offset);
        CHECK(a[i].where.line == b[i].where.line);
        CHECK(a[i].where.column == b[i].where.column);
        CHECK(a[i].where.path == b[i].where.path);
        CHECK(a[i].expected == b[i].expected);
        CHECK(a[i].got == b[i].got);
    }
}

} // namespace

TEST_CASE("a mapped file gives the findings that its bytes give, those of keys far apart included") {
    const test::temporary_folder folder;
    const std::string path = folder.file("fouten.xml");
    write(path, 12'000'000);
    std::string bytes;
    {
        std::ifstream in(path, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    const auto replace = [&](std::string_view what, std::string_view with, bool last) {
        const std::size_t at = last ? bytes.rfind(what) : bytes.find(what);
        REQUIRE(at != std::string::npos);
        bytes.replace(at, what.size(), with);
    };
    replace("<leerling key=\"L", "<leerling key=\"L1\" onbekend=\"", true); // the first stands near the start
    replace("<groep key=\"G1\"/>", "<groep key=\"weg\"/>", false);
    replace("<geslacht>1", "<geslacht>7", true);
    replace("<rol>LRK", "<rol>XXX", true);
    std::ofstream(path, std::ios::binary) << bytes;

    const auto file = mapped_file::open(path);
    REQUIRE(file);
    const auto of_file = edexml().validate(*file, file_limits());
    const auto of_bytes = edexml().validate(bytes, file_limits());
    CHECK(of_file.well_formed);
    CHECK(of_file.schema_findings.size() == 5);
    check_equal(of_file.schema_findings, of_bytes.schema_findings);
    CHECK_FALSE(file->changed());

    std::ofstream(path, std::ios::binary) << bytes.substr(0, bytes.size() - 5);
    const auto cut = mapped_file::open(path);
    REQUIRE(cut);
    const auto of_cut = edexml().validate(*cut, file_limits());
    CHECK_FALSE(of_cut.well_formed);
    check_equal(
        of_cut.scan_findings,
        edexml().validate(std::string_view(bytes).substr(0, bytes.size() - 5), file_limits()).scan_findings
    );
}

TEST_CASE("100 MB are validated in 32 MiB of memory, pages of the file included") {
    if (with_sanitizer) {
        MESSAGE("skipped: a sanitizer takes memory of its own");
        return;
    }
    const test::temporary_folder folder;
    const std::string path = folder.file("groot.xml");
    write(path, 100'000'000);
    // A process of its own, so that what other tests took does not count.
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const auto file = mapped_file::open(path);
        const bool right = file && edexml().validate(*file, file_limits()).schema_findings.empty();
        const std::size_t peak = test::peak_memory();
        ::_exit(!right ? 1 : peak == 0 || peak > (std::size_t{32} << 20) ? 2 : 0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}
