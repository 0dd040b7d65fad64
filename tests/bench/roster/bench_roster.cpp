// The school of promise L4 as files, and how long each way of reading or writing it takes.
//
//   bench_roster files FOLDER         school.xml (EDEXML 2.1) and roster.zip (OneRoster 1.2 CSV) of the same school
//   bench_roster TASK FILE            edexml-in, csv-in, edexml-out, csv-out: one line for each line read from standard
//                                     input, with seconds of processor time and the most bytes that were resident
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/mapped_file.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/peak_memory.hpp"

#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

using namespace schakel;

namespace {

std::unique_ptr<adapter> adapter_for(const std::string& task) {
    const auto find = [](std::string_view name) { return schemas::bundled(name); };
    return task.starts_with("edexml") ? make_edexml_2_1(find) : make_oneroster_1_2_csv(find);
}

// What both standards can carry.
void make_school(roster_sink& into) {
    roster::school_options options = roster::large_school();
    options.what = roster::school_options::detail::edex;
    roster::generated_school(options).write(into);
}

void write_file(const adapter& by, const roster_view& view, const std::string& path) {
    std::ofstream file(path, std::ios::binary);
    const auto writer = by.roster()->write(view, {});
    std::string piece;
    for (bool more = true; more;) {
        piece.clear();
        more = writer->next(piece);
        file << piece;
    }
}

int make_files(const std::string& folder) {
    roster::memory_roster school;
    make_school(school);
    write_file(*adapter_for("edexml"), school, folder + "/school.xml");
    write_file(*adapter_for("csv"), school, folder + "/roster.zip");
    return 0;
}

void read_once(const adapter& by, const std::string& path) {
    const auto file = mapped_file::open(path);
    if (!file) throw std::runtime_error(file.error().message);
    decode_options options;
    options.limits = file_limits();
    discarding_sink nobody;
    const roster_reading seen = by.roster()->read({file->bytes(), &*file, {}, {}}, options, nobody);
    if (const finding* first = seen.report.first_error())
        throw std::runtime_error("refused: " + std::string(first->broken->id) + " " + first->where.path);
}

void write_once(const adapter& by, const roster_view& view) {
    const auto writer = by.roster()->write(view, {});
    std::string piece;
    do piece.clear();
    while (writer->next(piece));
}

int serve(const std::string& task, const std::string& path) {
    const auto by = adapter_for(task);
    const bool writes = task.ends_with("-out");
    roster::memory_roster school;
    if (writes) make_school(school);
    for (std::string line; std::getline(std::cin, line);) {
        const std::clock_t start = std::clock();
        if (writes)
            write_once(*by, school);
        else
            read_once(*by, path);
        std::printf("%.6f %zu\n", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, test::peak_memory());
        std::fflush(stdout);
    }
    return 0;
}

} // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    try {
        return std::string(words[1]) == "files" ? make_files(words[2]) : serve(words[1], words[2]);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "bench_roster: %s\n", fault.what());
        return 1;
    }
}
