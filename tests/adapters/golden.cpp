#include "tests/adapters/golden.hpp"

#include "gateway/adapter/entitlements.hpp"
#include "gateway/adapter/goals.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/codec/zip_writer.hpp"
#include "gateway/entitlement/memory_holdings.hpp"
#include "gateway/entitlement/record_json.hpp"
#include "gateway/goals/memory_goals.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "tests/support/goal_json.hpp"
#include "tests/support/model_json.hpp"
#include "tests/support/roster_json.hpp"

#include <toml++/toml.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace schakel::test {

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool regenerating() {
    const char* wish = std::getenv("SCHAKEL_REGENERATE");
    return wish && std::string_view(wish) == "1";
}

fs::path input_of(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().stem() == "input") return entry.path();
    }
    throw std::runtime_error("no input file in " + folder.string());
}

// ---------------------------------------------------------------- options

std::vector<std::pair<std::string, std::string>> pairs(const toml::node_view<const toml::node>& table) {
    std::vector<std::pair<std::string, std::string>> list;
    if (const toml::table* entries = table.as_table()) {
        for (const auto& [key, value] : *entries)
            list.emplace_back(std::string(key.str()), value.value_or(std::string()));
    }
    return list;
}

std::vector<std::string> texts(const toml::node_view<const toml::node>& array) {
    std::vector<std::string> list;
    if (const toml::array* entries = array.as_array()) {
        for (const toml::node& one : *entries) list.push_back(one.value_or(std::string()));
    }
    return list;
}

instant time_of(const toml::node_view<const toml::node>& text) {
    const auto when = parse_rfc3339(text.value_or(std::string("2026-11-21T09:30:00Z")));
    if (!when) throw std::runtime_error("a time in options.toml is no RFC 3339 text");
    return *when;
}

void read_arrival(golden_case& one, const toml::table& file, const adapter_info& subject) {
    const toml::node_view<const toml::node> options(&file);
    one.decoding.bare = options["bare"].value_or(false);
    one.decoding.profile = options["profile"].value_or(std::string());
    for (std::string& quirk : texts(options["quirks"])) one.decoding.quirks.insert(std::move(quirk));
    one.framework = options["framework"].value_or(std::string());
    one.release = options["release"].value_or(std::string());
    for (auto& [name, value] : pairs(options["signers"])) one.signers.emplace(name, value);
    one.received.method = options["method"].value_or(std::string(one.decoding.bare ? "" : "POST"));
    for (const endpoint& known : subject.endpoints) {
        if (known.use == endpoint::purpose::message && known.method == one.received.method && one.received.path.empty())
            one.received.path = known.path;
    }
    one.received.path = options["path"].value_or(std::string(one.received.path));
    one.received.query = pairs(options["query"]);
    for (auto& [name, value] : pairs(options["headers"])) one.received.headers.add(name, value);
    const std::string media = subject.media_types.empty() ? "" : std::string(subject.media_types.front());
    const std::string type = options["content_type"].value_or(one.received.method.empty() ? std::string() : media);
    if (!type.empty()) one.received.headers.add("Content-Type", type);
    one.received.received_at = time_of(options["received_at"]);
}

void read_sending(golden_case& one, const toml::table& file) {
    const toml::node_view<const toml::node> options(&file);
    one.becomes = texts(options["becomes"]);
    one.encoding.now = time_of(options["encode"]["now"]);
    for (std::string& quirk : texts(options["encode"]["quirks"])) one.encoding.quirks.insert(std::move(quirk));
    for (auto& [name, value] : pairs(options["encode"]["parameters"])) one.encoding.parameters.emplace(name, value);
    for (auto& [scheme, value] : pairs(options["encode"]["school"])) one.encoding.school.push_back({scheme, value, {}});
}

golden_case read_case(const fs::path& folder, const adapter_info& subject) {
    golden_case one;
    one.name = folder.filename().string();
    one.folder = folder;
    one.received.id = "01890000-0000-7000-8000-000000000001";
    one.received.standard = subject.standard;
    const fs::path input = input_of(folder);
    one.received.body = fs::is_directory(input) ? packed_folder(input) : read_file(input);
    const fs::path options = folder / "options.toml";
    const toml::table file = fs::exists(options) ? toml::parse_file(options.string()) : toml::table{};
    read_arrival(one, file, subject);
    read_sending(one, file);
    return one;
}

// ---------------------------------------------------------------- expected files

void put(json::writer& out, const finding& found) {
    out.begin_object().member("rule", found.broken->id).member("severity", to_string(found.broken->level));
    out.member_if_present("clause", found.effective_clause());
    out.member("line", static_cast<std::int64_t>(found.where.line));
    out.member("column", static_cast<std::int64_t>(found.where.column));
    out.member_if_present("path", found.where.path);
    out.member_if_present("expected", found.expected).member_if_present("got", found.got);
    out.end_object();
}

std::string report_json(const report& checked) {
    json::writer out(true);
    out.begin_object().member("verdict", to_string(checked.outcome())).name("layers").begin_array();
    for (const layer which : all_layers) {
        const layer_result& result = checked.at(which);
        out.begin_object().member("layer", to_string(which)).member("verdict", to_string(result.outcome));
        out.name("findings").begin_array();
        for (const finding& found : result.findings) put(out, found);
        out.end_array().end_object();
    }
    out.end_array().end_object();
    return out.finish();
}

std::string trace_json(const field_trace& trace) {
    json::writer out(true);
    out.begin_array();
    for (const auto& [entry, count] : trace.entries()) {
        out.begin_object().member("path", entry.path).member_if_present("field", entry.field);
        out.member_if_present("left", entry.reason).member("count", static_cast<std::int64_t>(count)).end_object();
    }
    out.end_array();
    return out.finish();
}

std::string loss_json(const loss_report& loss, const findings& refused) {
    json::writer out(true);
    out.begin_object().member("from", loss.from).member("to", loss.to).name("fields").begin_array();
    for (const field_loss& field : loss.fields) {
        out.begin_object().member("path", field.path).member("outcome", to_string(field.outcome));
        out.member("count", static_cast<std::int64_t>(field.count)).member_if_present("reason", field.reason);
        out.end_object();
    }
    out.end_array().name("refused").begin_array();
    for (const finding& found : refused) put(out, found);
    out.end_array().end_object();
    return out.finish();
}

std::string reply_text(const adapter& subject, const golden_case& one, const decoded& read) {
    disposition decided;
    if (read.report.rejects()) decided.what = disposition::outcome::invalid;
    decided.report = &read.report;
    for (const record_key& key : read.keys) decided.record_ids.push_back(key.key);
    const reply answer = subject.acknowledge(one.received, decided);
    std::string text = std::to_string(answer.status) + "\n";
    for (const auto& [name, value] : answer.headers) text += name + ": " + value + "\n";
    return text + "\n" + answer.body;
}

std::string first_difference(std::string_view expected, std::string_view actual) {
    std::size_t line = 1;
    while (!expected.empty() || !actual.empty()) {
        const std::string_view wanted = expected.substr(0, expected.find('\n'));
        const std::string_view got = actual.substr(0, actual.find('\n'));
        if (wanted != got) {
            return "line " + std::to_string(line) + "\n  expected: " + std::string(wanted) +
                   "\n  got:      " + std::string(got);
        }
        expected.remove_prefix(std::min(wanted.size() + 1, expected.size()));
        actual.remove_prefix(std::min(got.size() + 1, actual.size()));
        ++line;
    }
    return "only the last line end differs";
}

// An empty text stands for "there is no such file".
void check_file(const golden_case& one, const std::string& name, const std::string& actual) {
    const fs::path path = one.folder / name;
    if (regenerating()) {
        if (actual.empty())
            fs::remove(path);
        else
            std::ofstream(path, std::ios::binary) << actual;
        return;
    }
    const std::string expected = fs::exists(path) ? read_file(path) : std::string();
    const std::string place = one.name + "/" + name;
    CHECK_MESSAGE(expected == actual, place, ": ", first_difference(expected, actual));
}

std::string with_line_end(std::string text) {
    if (!text.ends_with('\n')) text += '\n';
    return text;
}

std::string extension_for(const outgoing& message) {
    return message.headers.find("content-type").find("json") != std::string_view::npos ? ".json" : ".xml";
}

std::set<std::string> becomes_files(const fs::path& folder, const std::string& stem) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(stem)) names.insert(name);
    }
    return names;
}

void check_becomes(const golden_case& one, const decoded& read, const std::string& from, const adapter& target) {
    const encoded sent = target.encode(read.records, one.encoding);
    const std::string to(target.info().standard);
    const std::string stem = "becomes." + to + ".";
    std::set<std::string> stale = becomes_files(one.folder, stem);
    std::size_t number = 0;
    for (const outgoing& message : sent.messages) {
        const std::string place = sent.messages.size() == 1 ? std::string() : "." + std::to_string(++number);
        const std::string name = "becomes." + to + place + extension_for(message);
        check_file(one, name, with_line_end(message.body));
        stale.erase(name);
    }
    const loss_report loss = join(from, to, read.trace, sent.fate);
    check_file(one, stem + "loss.json", with_line_end(loss_json(loss, sent.refused)));
    stale.erase(stem + "loss.json");
    for (const std::string& name : stale) check_file(one, name, {});
}

// ---------------------------------------------------------------- rosters

const roster_adapter* reads_rosters(const adapter& subject) {
    const roster_adapter* facet = subject.roster();
    return facet != nullptr && facet->abilities().reads ? facet : nullptr;
}

const roster_adapter* writes_rosters(const adapter& target) {
    const roster_adapter* facet = target.roster();
    return facet != nullptr && facet->abilities().writes ? facet : nullptr;
}

roster_reading read_roster(const golden_case& one, const roster_adapter& by, roster_sink& into) {
    const roster_input input{one.received.body, nullptr, std::string(one.received.content_type()), one.received.path};
    return by.read(input, one.decoding, into);
}

struct written_roster {
    std::string bytes;
    field_fate fate;
    findings refused;
};

written_roster write_roster(const golden_case& one, const roster_adapter& by, const roster_view& view) {
    const std::unique_ptr<roster_writer> writer = by.write(view, one.encoding);
    written_roster out;
    while (writer->next(out.bytes)) {
    }
    out.fate = writer->fate();
    out.refused = writer->refused();
    return out;
}

void check_roster_becomes(
    const golden_case& one, const collected_roster& read, const field_trace& trace, const std::string& from,
    const adapter& target
) {
    roster::memory_roster view;
    view.head(read.told);
    for (model::roster::record record : read.records) view.add(std::move(record));
    const written_roster written = write_roster(one, *target.roster(), view);
    const std::string to(target.info().standard);
    const std::string stem = "becomes." + to;
    const std::string extension(target.roster()->abilities().file_extension);
    if (extension != ".zip") check_file(one, stem + extension, written.bytes); // archives are read elsewhere
    check_file(
        one, stem + ".loss.json", with_line_end(loss_json(join(from, to, trace, written.fate), written.refused))
    );
}

void check_roster(const golden_case& one, const adapter& subject, const adapter_registry& targets) {
    collected_roster read;
    const roster_reading seen = read_roster(one, *subject.roster(), read);
    const bool good = !seen.report.rejects();
    check_file(one, "roster.json", good ? with_line_end(to_json(read.told, read.records, seen.holds)) : std::string());
    for (const std::string& standard : one.becomes) {
        const adapter* target = targets.find(standard);
        if (good && target != nullptr && writes_rosters(*target) != nullptr)
            check_roster_becomes(one, read, seen.trace, std::string(subject.info().standard), *target);
    }
}

// ---------------------------------------------------------------- goals

const goal_adapter* reads_goals(const adapter& subject) {
    const goal_adapter* facet = subject.goals();
    return facet != nullptr && facet->abilities().reads ? facet : nullptr;
}

const goal_adapter* writes_goals(const adapter& target) {
    const goal_adapter* facet = target.goals();
    return facet != nullptr && facet->abilities().writes ? facet : nullptr;
}

goal_reading read_goals(const golden_case& one, const goal_adapter& by, goal_sink& into) {
    const document_input input{one.received.body, nullptr, std::string(one.received.content_type()), one.received.path};
    goal_reading_options options{one.decoding, one.framework, one.release, {}};
    options.signers = one.signers;
    return by.read(input, options, into);
}

struct written_goals {
    std::string bytes;
    field_fate fate;
    findings refused;
};

written_goals write_goals(const golden_case& one, const goal_adapter& by, const goal_view& view) {
    const std::unique_ptr<goal_writer> writer = by.write(view, {one.encoding, {}, {}, {}});
    written_goals out;
    while (writer->next(out.bytes)) {
    }
    out.fate = writer->fate();
    out.refused = writer->refused();
    return out;
}

void check_goals(const golden_case& one, const adapter& subject, const adapter_registry& targets) {
    collected_goals read;
    const goal_reading seen = read_goals(one, *subject.goals(), read);
    const bool good = !seen.report.rejects();
    check_file(one, "goals.json", good ? with_line_end(to_json(read.records)) : std::string());
    if (!good) return;
    goals::memory_goals view(one.encoding.now);
    for (model::goals::record& record : read.records) view.add(std::move(record));
    const std::string from(subject.info().standard);
    for (const std::string& standard : one.becomes) {
        const adapter* target = targets.find(standard);
        if (target == nullptr || writes_goals(*target) == nullptr) continue;
        const written_goals written = write_goals(one, *target->goals(), view);
        const std::string stem = "becomes." + standard;
        check_file(one, stem + std::string(target->goals()->abilities().file_extension), written.bytes);
        const loss_report loss = join(from, standard, seen.trace, written.fate);
        check_file(one, stem + ".loss.json", with_line_end(loss_json(loss, written.refused)));
    }
}

// ---------------------------------------------------------------- catalogues and entitlements

const entitlement_adapter* reads_access(const adapter& subject) {
    const entitlement_adapter* facet = subject.entitlements();
    return facet != nullptr && facet->abilities().reads ? facet : nullptr;
}

const entitlement_adapter* writes_access(const adapter& target) {
    const entitlement_adapter* facet = target.entitlements();
    return facet != nullptr && facet->abilities().writes ? facet : nullptr;
}

entitlement_reading read_access(const golden_case& one, const entitlement_adapter& by, entitlement_sink& into) {
    const document_input input{one.received.body, nullptr, std::string(one.received.content_type()), one.received.path};
    return by.read(input, one.decoding, into);
}

struct written_access {
    std::string bytes;
    field_fate fate;
    findings refused;
};

written_access write_access(const golden_case& one, const entitlement_adapter& by, const entitlement_view& view) {
    const std::unique_ptr<entitlement_writer> writer = by.write(view, {one.encoding, {}});
    written_access out;
    while (writer->next(out.bytes)) {
    }
    out.fate = writer->fate();
    out.refused = writer->refused();
    return out;
}

std::string access_json(const std::vector<model::access::record>& records) {
    json::writer out(true);
    out.begin_array();
    for (const model::access::record& one : records) {
        out.begin_object().name(to_string(model::access::kind_of(one)));
        entitlement::write_json(out, one);
        out.end_object();
    }
    out.end_array();
    return out.finish();
}

void check_access(const golden_case& one, const adapter& subject, const adapter_registry& targets) {
    collected_entitlements read;
    const entitlement_reading seen = read_access(one, *subject.entitlements(), read);
    const bool good = !seen.report.rejects();
    check_file(one, "access.json", good ? with_line_end(access_json(read.records)) : std::string());
    if (!good) return;
    entitlement::memory_holdings view(one.encoding.now);
    for (model::access::record& record : read.records) view.add(std::move(record));
    const std::string from(subject.info().standard);
    for (const std::string& standard : one.becomes) {
        const adapter* target = targets.find(standard);
        if (target == nullptr || writes_access(*target) == nullptr) continue;
        const written_access written = write_access(one, *target->entitlements(), view);
        const std::string stem = "becomes." + standard;
        check_file(one, stem + std::string(target->entitlements()->abilities().file_extension), written.bytes);
        const loss_report loss = join(from, standard, seen.trace, written.fate);
        check_file(one, stem + ".loss.json", with_line_end(loss_json(loss, written.refused)));
    }
}

void collect(std::set<std::string, std::less<>>& ids, const findings& list) {
    for (const finding& found : list) ids.insert(std::string(found.broken->id));
}

} // namespace

std::string packed_folder(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder));
    }
    std::ranges::sort(files);
    std::string bytes;
    zip::writer archive(bytes);
    for (const fs::path& file : files) {
        archive.begin(file.generic_string());
        archive.write(read_file(folder / file));
        archive.end();
    }
    archive.finish();
    return bytes;
}

std::vector<golden_case> golden_cases(const adapter& subject) {
    std::string standard(subject.info().standard);
    std::ranges::replace_if(
        standard, [](char c) { return c == '-' || c == '.'; }, '_'
    );
    std::vector<fs::path> folders;
    for (const auto& entry :
         fs::directory_iterator(fs::path(SCHAKEL_SOURCE_DIR) / "tests/adapters" / standard / "cases")) {
        if (entry.is_directory()) folders.push_back(entry.path());
    }
    std::ranges::sort(folders);
    std::vector<golden_case> cases;
    for (const fs::path& folder : folders) cases.push_back(read_case(folder, subject.info()));
    return cases;
}

void check_golden_case(const golden_case& one, const adapter& subject, const adapter_registry& targets) {
    CAPTURE(one.name);
    const decoded read = subject.decode(one.received, one.decoding);
    const bool good = !read.report.rejects();
    check_file(one, "report.json", with_line_end(report_json(read.report)));
    if (reads_rosters(subject) != nullptr) check_roster(one, subject, targets);
    if (reads_goals(subject) != nullptr) check_goals(one, subject, targets);
    if (reads_access(subject) != nullptr) check_access(one, subject, targets);
    const bool carries_records =
        reads_rosters(subject) == nullptr && reads_goals(subject) == nullptr && reads_access(subject) == nullptr;
    const bool has_records = good && (carries_records || !read.records.empty());
    check_file(one, "records.json", has_records ? with_line_end(to_json(read.records)) : std::string());
    check_file(one, "trace.json", good ? with_line_end(trace_json(read.trace)) : std::string());
    const bool answered = subject.info().receives || !good;
    check_file(one, "reply.txt", answered ? with_line_end(reply_text(subject, one, read)) : std::string());
    for (const std::string& standard : one.becomes) {
        const adapter* target = targets.find(standard);
        if (target != nullptr && has_records)
            check_becomes(one, read, std::string(subject.info().standard), *target);
        else if (target == nullptr)
            MESSAGE(one.name, ": ", standard, " is not built in here, so what the case becomes in it is not checked");
    }
}

std::set<std::string, std::less<>> rules_met(const adapter& subject, const adapter_registry& targets) {
    std::set<std::string, std::less<>> ids;
    for (const golden_case& one : golden_cases(subject)) {
        const decoded read = subject.decode(one.received, one.decoding);
        for (const layer which : all_layers) collect(ids, read.report.at(which).findings);
        if (reads_goals(subject) != nullptr) {
            discarding_goal_sink nobody;
            const goal_reading seen = read_goals(one, *subject.goals(), nobody);
            for (const layer which : all_layers) collect(ids, seen.report.at(which).findings);
        }
        for (const std::string& standard : one.becomes) {
            const adapter* target = targets.find(standard);
            if (target == nullptr) continue;
            collect(ids, target->encode(read.records, one.encoding).refused);
            if (reads_goals(subject) != nullptr && writes_goals(*target) != nullptr) {
                goals::memory_goals view(one.encoding.now);
                if (!read_goals(one, *subject.goals(), view).report.rejects())
                    collect(ids, write_goals(one, *target->goals(), view).refused);
            }
            if (reads_access(subject) != nullptr && writes_access(*target) != nullptr) {
                entitlement::memory_holdings view(one.encoding.now);
                if (!read_access(one, *subject.entitlements(), view).report.rejects())
                    collect(ids, write_access(one, *target->entitlements(), view).refused);
            }
            if (reads_rosters(subject) == nullptr || writes_rosters(*target) == nullptr) continue;
            roster::memory_roster view;
            const roster_reading seen = read_roster(one, *subject.roster(), view);
            if (!seen.report.rejects()) collect(ids, write_roster(one, *target->roster(), view).refused);
        }
    }
    return ids;
}

} // namespace schakel::test
