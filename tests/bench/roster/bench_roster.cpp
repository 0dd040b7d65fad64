// The school of promise L4 as files, and how long each way of reading or writing it takes.
//
//   bench_roster files FOLDER         school.xml (EDEXML 2.1) and roster.zip (OneRoster 1.2 CSV) of the same school
//   bench_roster pages FOLDER         every page that our OneRoster 1.2 client asks of our service for that school:
//   N.json,
//                                     and N.head with what was asked and the headers of the answer
//   bench_roster school PUPILS FILE [LESSONS]   OneRoster 1.2 CSV of a school of any size, with so many lesson groups
//                                     to a pupil besides the home group; 1 when not told
//   bench_roster TASK FILE            edexml-in, csv-in, edexml-out, csv-out; with the folder of pages rest-in,
//   rest-out:
//                                     one line for each line read from standard input, with seconds by the clock,
//                                     seconds of processor time and the most bytes that were resident
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/mapped_file.hpp"
#include "gateway/core/kept_memory.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"
#include "tests/bench/roster/rest_pages.hpp"
#include "tests/support/peak_memory.hpp"

#include <chrono>
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
    if (task.starts_with("rest")) return make_oneroster_1_2(find);
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

int make_school_file(std::size_t pupils, std::size_t lessons, const std::string& path) {
    roster::school_options options = roster::large_school();
    options.pupils = pupils;
    options.lessons = lessons;
    options.school = {
        {std::string(model::scheme::brin), "99XX", {}}}; // the one that a served gateway is configured for
    roster::memory_roster school;
    roster::generated_school(options).write(school);
    write_file(*adapter_for("csv"), school, path);
    return 0;
}

int make_pages(const std::string& folder) {
    roster::memory_roster school;
    make_school(school);
    bench::write_pages(*adapter_for("rest"), school, folder);
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

void once(const std::string& task, const adapter& by, const roster_view& school, const std::string& path) {
    if (task == "rest-in") return bench::fetch_pages(by, path);
    if (task == "rest-out") return bench::serve_pages(by, school, path);
    return task.ends_with("-out") ? write_once(by, school) : read_once(by, path);
}

int serve(const std::string& task, const std::string& path) {
    keep_freed_memory(); // as `schakel translate` does
    const auto by = adapter_for(task);
    roster::memory_roster school;
    if (task.ends_with("-out")) make_school(school);
    for (std::string line; std::getline(std::cin, line);) {
        const std::clock_t used = std::clock();
        const auto start = std::chrono::steady_clock::now();
        once(task, *by, school, path);
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
        const double processor = static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC;
        std::printf("%.6f %.6f %zu\n", passed.count(), processor, test::peak_memory());
        std::fflush(stdout);
    }
    return 0;
}

} // namespace

int main(int count, char** words) {
    const std::string task = count > 1 ? words[1] : "";
    const bool with_lessons = task == "school" && count == 5;
    if (count != (task == "school" ? 4 : 3) && !with_lessons) return 2;
    try {
        if (task == "files") return make_files(words[2]);
        if (task == "pages") return make_pages(words[2]);
        if (task == "school")
            return make_school_file(std::stoul(words[2]), with_lessons ? std::stoul(words[4]) : 1, words[3]);
        return serve(task, words[2]);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "bench_roster: %s\n", fault.what());
        return 1;
    }
}
