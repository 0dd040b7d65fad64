#include "gateway/command/goals_import.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/command/goals_files.hpp"
#include "gateway/command/input.hpp"
#include "gateway/command/progress_bar.hpp"
#include "gateway/command/validation_run.hpp"
#include "gateway/goals/dangling_ends.hpp"

#include <map>

namespace schakel::command {

namespace {

using model::goals::record_kind;

// What is read goes into the load, and its ends are counted.
class import_sink final : public goal_sink {
public:
    import_sink(goals::goal_load& load, goals::dangling_ends& ends) : load_(load), ends_(ends) {}
    void add(model::goals::record&& what) override {
        ends_.saw(what);
        load_.add(std::move(what));
    }

private:
    goals::goal_load& load_;
    goals::dangling_ends& ends_;
};

class known_goals final : public goal_sink {
public:
    explicit known_goals(goals::dangling_ends& ends) : ends_(ends) {}
    void add(model::goals::record&& what) override {
        if (const auto* goal = std::get_if<model::goals::goal>(&what)) ends_.knows(goal->id);
    }

private:
    goals::dangling_ends& ends_;
};

struct read_file {
    std::string name, standard;
    report told;
};

struct reading {
    std::vector<read_file> files;
    bool rejected = false;
};

reading read_all(const std::vector<goals_file>& files, const goal_reading_options& how, goal_sink& into) {
    reading all;
    std::size_t total = 0;
    for (const goals_file& one : files) total += one.content.bytes().size();
    progress_bar bar(total);
    for (const goals_file& one : files) {
        bar.tell(one.name);
        goal_reading seen = one.by->goals()->read({one.content.bytes(), &one.content, {}, one.name}, how, into);
        bar.advance(one.content.bytes().size());
        all.rejected = all.rejected || seen.report.rejects();
        all.files.push_back({one.name, std::string(one.by->info().standard), std::move(seen.report)});
    }
    return all;
}

// Ends that the files leave open may be known from an import before.
std::vector<goals::dangling_ends::count> missing(goals::dangling_ends& ends, const goals::goal_store& store) {
    auto counts = ends.missing();
    if (counts.empty() || store.newest() == 0) return counts;
    known_goals known(ends);
    if (!store.replay(known)) return counts;
    return ends.missing();
}

// One line for each rule, with its first place and how often.
void print_warnings(const reading& all, language lang) {
    struct told {
        std::string first;
        std::size_t times = 0;
    };
    std::map<std::string_view, told> rules;
    for (const read_file& file : all.files) {
        for (const layer which : all_layers) {
            for (const finding& one : file.told.at(which).findings) {
                told& of = rules[one.broken->id];
                if (of.times++ == 0)
                    of.first = file.name + ":" + std::to_string(one.where.line) + ":" +
                               std::to_string(one.where.column) + ": " + one.text(lang);
            }
        }
    }
    for (const auto& [id, of] : rules)
        std::fprintf(stderr, "%s [%s, %zu times]\n", of.first.c_str(), std::string(id).c_str(), of.times);
}

void print_rejected(const reading& all, const common_options& common) {
    for (const read_file& file : all.files) {
        if (!file.told.rejects()) continue;
        validation_run run{{}, {}, common.lang, {}};
        run.files.push_back({file.name, file.standard, {}, file.told});
        std::fputs(write_human(run, stderr_is_terminal()).c_str(), stderr);
    }
    std::fprintf(stderr, "schakel: nothing was imported\n");
}

std::uint64_t count_of(const goals::imported_owner& one, record_kind kind) {
    return one.counts[static_cast<std::size_t>(kind)];
}

std::string_view word_of(goals::imported_owner::outcome what) {
    return what == goals::imported_owner::outcome::added ? "added" : "unchanged";
}

void print_outcome(
    const goals::import_outcome& outcome, const std::vector<goals::dangling_ends::count>& open, language lang
) {
    for (const goals::imported_owner& one : outcome.owners)
        std::printf(
            "%-40s %8llu goals %8llu associations  %s\n", one.id.c_str(),
            static_cast<unsigned long long>(count_of(one, record_kind::goal)),
            static_cast<unsigned long long>(count_of(one, record_kind::association)),
            std::string(word_of(one.what)).c_str()
        );
    if (outcome.left_out > 0)
        std::printf("%llu records belong to no release\n", static_cast<unsigned long long>(outcome.left_out));
    for (const finding& one : goals::as_findings(open))
        std::fprintf(stderr, "%s [%s]\n", one.text(lang).c_str(), std::string(one.broken->id).c_str());
}

void write_findings(json::writer& out, const reading& all, language lang) {
    out.name("findings").begin_array();
    for (const read_file& file : all.files) {
        for (const layer which : all_layers) {
            for (const finding& one : file.told.at(which).findings) {
                out.begin_object().member("file", file.name).member("standard", file.standard);
                out.member("layer", to_string(which)).member("rule", one.broken->id);
                out.member("severity", to_string(one.broken->level));
                out.member("line", std::int64_t{one.where.line}).member("column", std::int64_t{one.where.column});
                out.member("path", one.where.path).member("text", one.text(lang)).end_object();
            }
        }
    }
    out.end_array();
}

void print_json(
    const goals::import_outcome& outcome, const std::vector<goals::dangling_ends::count>& open, const reading& all,
    language lang
) {
    json::writer out(true);
    out.begin_object().member("import", outcome.import);
    out.name("owners").begin_array();
    for (const goals::imported_owner& one : outcome.owners) {
        out.begin_object().member("id", one.id).member("kind", one.mapping ? "mapping-set" : "release");
        out.member("outcome", word_of(one.what)).name("counts").begin_object();
        for (std::size_t kind = 0; kind < one.counts.size(); ++kind)
            if (one.counts[kind] > 0) out.member(to_string(static_cast<record_kind>(kind)), one.counts[kind]);
        out.end_object().end_object();
    }
    out.end_array().member("left_out", outcome.left_out).name("dangling").begin_array();
    for (const auto& one : open)
        out.begin_object()
            .member("framework", one.framework)
            .member("property", one.property)
            .member("ends", one.ends)
            .end_object();
    out.end_array();
    write_findings(out, all, lang);
    out.end_object();
    std::printf("%s\n", out.finish().c_str());
}

int refuse(const std::string& why) {
    std::fprintf(stderr, "schakel: %s\nschakel: nothing was imported\n", why.c_str());
    return exit_code::findings;
}

// False after a usage error. No standard is asked for: null.
bool asked_standard(const std::string& name, const adapter_registry& adapters, const adapter*& standard) {
    standard = nullptr;
    if (name.empty()) return true;
    standard = find_adapter(adapters, name);
    if (standard == nullptr) return false;
    if (standard->goals() != nullptr && standard->goals()->abilities().reads) return true;
    usage_error(std::string(standard->info().standard) + " holds no learning goals");
    return false;
}

void tell(
    const goals_import_options& options, const common_options& common, const goals::import_outcome& outcome,
    const std::vector<goals::dangling_ends::count>& open, const reading& all, std::uint64_t records
) {
    if (options.json) return print_json(outcome, open, all, common.lang);
    if (all.rejected) return print_rejected(all, common);
    print_warnings(all, common.lang);
    print_outcome(outcome, open, common.lang);
    if (options.dry_run)
        std::printf("%llu records read, nothing was imported\n", static_cast<unsigned long long>(records));
}

int import_files(
    const goals_import_options& options, const common_options& common, const goal_reading_options& how,
    const std::vector<goals_file>& files, goals::goal_store& into
) {
    const auto load = into.begin(options.paths.front());
    goals::dangling_ends ends;
    import_sink sink(*load, ends);
    const reading all = read_all(files, how, sink);
    const auto open = missing(ends, into);
    goals::import_outcome outcome;
    if (!all.rejected && !options.dry_run) {
        auto published = load->publish("operator");
        if (!published) return refuse(published.error().message);
        outcome = std::move(*published);
    }
    tell(options, common, outcome, open, all, load->records());
    return all.rejected ? exit_code::findings : exit_code::fine;
}

} // namespace

int import_goals(
    const goals_import_options& options, const goals_place& place, const common_options& common,
    const adapter_source& adapters
) {
    goal_reading_options how;
    how.document.limits = file_limits();
    how.document.bare = true;
    how.framework = options.framework;
    how.release = options.release;
    if (!read_day(options.published, how.published)) return exit_code::usage;
    const adapter_registry registry = adapters();
    const adapter* standard = nullptr;
    if (!asked_standard(options.standard, registry, standard)) return exit_code::usage;
    const auto file = store_file(place, adapters);
    if (!file) return exit_code::bad_configuration;
    const auto files = goals_files(options.paths, standard, registry);
    if (!files) return usage_error(files.error().message);
    const auto opened = open_for_import(*file);
    if (!opened) return refuse(opened.error().message);
    return import_files(options, common, how, *files, *opened->goals);
}

} // namespace schakel::command
