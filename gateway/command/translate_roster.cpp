#include "gateway/command/translate_roster.hpp"

#include "gateway/command/input.hpp"
#include "gateway/command/validation_run.hpp"

#include "gateway/core/version.hpp"
#include "gateway/roster/memory_roster.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>

namespace schakel::command {

namespace {

constexpr std::uint64_t worth_progress = 50'000; // records

bool knows_progress(const adapter& one) {
    return std::ranges::find(one.info().families, family::progress) != one.info().families.end();
}

// The moment that the translation counts as made at, so that the same input gives the same bytes. Of a roster that
// names no date: the beginning of its school year, or of the year 2000.
instant moment_of(const model::roster::head& head) {
    if (head.made_at) return *head.made_at;
    if (head.reference_date) return start_of_day_in_amsterdam(*head.reference_date);
    const auto first = parse_date(head.school_year.substr(0, 4) + "-08-01");
    return start_of_day_in_amsterdam(first ? *first : std::chrono::year{2000} / 1 / 1);
}

void tell(const translate_options& options, const common_options& common, std::string_view standard, report told) {
    validation_run run{std::string(program_and_version), {}, common.lang, {}};
    run.files.push_back({shown_name(options.file), std::string(standard), {}, std::move(told)});
    std::fputs(write_human(run, stderr_is_terminal()).c_str(), stderr);
}

std::uint64_t records_in(const roster_view& view) {
    std::uint64_t sum = 0;
    for (const model::roster::record_kind which : model::roster::record_kinds) sum += view.count(which);
    return sum;
}

// Where the document goes: a file that is named, or standard output.
class destination {
public:
    explicit destination(const std::string& name) {
        if (!name.empty()) file_.reset(std::fopen(name.c_str(), "wb"));
        out_ = name.empty() ? stdout : file_.get();
    }
    bool is_open() const { return out_ != nullptr; }
    bool put(std::string_view bytes) { return std::fwrite(bytes.data(), 1, bytes.size(), out_) == bytes.size(); }
    bool finish() { return std::fflush(out_) == 0; }

private:
    struct closing {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, closing> file_;
    std::FILE* out_ = nullptr;
};

// False: the bytes could not be written, or the writer could not go on.
bool write_all(roster_writer& writer, destination& to, bool progress) {
    std::string piece;
    std::uint64_t bytes = 0, told = 0;
    for (bool more = true; more; piece.clear()) {
        more = writer.next(piece); // the last piece comes with false
        if (!to.put(piece)) return false;
        bytes += piece.size();
        if (progress && bytes >> 20 != told)
            std::fprintf(stderr, "\r%zu MB written", static_cast<std::size_t>(told = bytes >> 20));
    }
    if (progress) std::fputs("\r\x1b[K", stderr);
    return to.finish() && !writer.failed();
}

int write_roster(
    const translate_options& options, const common_options& common, const adapter& from, const adapter& to,
    const encode_options& target, const roster_view& view, const field_trace& trace
) {
    const std::string_view extension = to.roster()->abilities().file_extension;
    if (options.out.empty() && extension == ".zip" && stdout_is_terminal())
        return usage_error("the result is an archive: name a file with --out");
    destination out(options.out);
    if (!out.is_open()) return usage_error(options.out + ": cannot be written");
    const std::unique_ptr<roster_writer> writer = to.roster()->write(view, target);
    const bool progress = records_in(view) > worth_progress && stderr_is_terminal() && !options.out.empty();
    if (!write_all(*writer, out, progress))
        return usage_error((options.out.empty() ? "standard output" : options.out) + ": cannot be written");
    const loss_report loss = join(from.info().standard, to.info().standard, trace, writer->fate());
    if (!options.loss.empty()) {
        std::ofstream file(options.loss, std::ios::binary);
        if (!(file << loss.to_json() << '\n').flush()) return usage_error(options.loss + ": cannot be written");
    }
    if (writer->refused().empty()) return exit_code::fine;
    report refused;
    refused.add(layer::meaning, writer->refused());
    tell(options, common, to.info().standard, std::move(refused));
    return has_error(writer->refused()) ? exit_code::findings : exit_code::fine;
}

} // namespace

bool carries_rosters(const adapter& from, const adapter& to) {
    return from.roster() != nullptr && from.roster()->abilities().reads && to.roster() != nullptr &&
           to.roster()->abilities().writes;
}

bool carries_only_rosters(const adapter& from, const adapter& to) {
    return carries_rosters(from, to) && !(knows_progress(from) && knows_progress(to));
}

int translate_roster(
    const translate_options& options, const common_options& common, const adapter& from, const adapter& to,
    const std::map<std::string, std::string, std::less<>>& parameters
) {
    if (!options.config.empty())
        return usage_error("a roster is translated as it is; --config is for messages with results");
    const auto file = map_input(options.file);
    if (!file) return usage_error(file.error().message);
    decode_options how;
    how.bare = true;
    how.limits = file_limits();
    roster::memory_roster roster;
    roster_reading seen;
    {
        const progress_line progress(shown_name(options.file), *file);
        seen = from.roster()->read({file->bytes(), &*file, {}, {}}, how, roster);
    }
    if (file->changed()) return usage_error(options.file + ": was changed while it was read");
    if (seen.report.rejects()) {
        tell(options, common, from.info().standard, std::move(seen.report));
        return exit_code::findings;
    }
    encode_options target;
    target.parameters = parameters;
    target.school = roster.head().school;
    target.now = moment_of(roster.head());
    return write_roster(options, common, from, to, target, roster, seen.trace);
}

} // namespace schakel::command
