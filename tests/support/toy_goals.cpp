#include "tests/support/toy_goals.hpp"

#include <array>
#include <sstream>

namespace schakel::test {

namespace {

using namespace model::goals;

constexpr rule unknown_line{
    "toy.goal-line",        severity::error,        "toy 1", "Deze regel bestaat niet.", "This line does not exist.",
    "Schrijf iets anders.", "Write something else."};
constexpr std::array rule_list{unknown_line};

std::string rest_of(std::istringstream& words) {
    std::string rest;
    std::getline(words >> std::ws, rest);
    return rest;
}

release release_of(std::istringstream& words) {
    release one;
    std::string day;
    words >> one.framework >> one.label >> day;
    one.id = one.framework + "#" + one.label;
    one.published = parse_date(day);
    return one;
}

mapping_set set_of(std::istringstream& words) {
    mapping_set one;
    words >> one.name >> one.version >> one.subject_framework >> one.object_framework;
    one.id = one.name + "#" + one.version;
    return one;
}

association association_of(const std::string& kind, std::istringstream& words) {
    association one;
    std::string relation = kind == "child" ? "child-of" : "replaced-by";
    words >> one.subject;
    if (kind == "maps") words >> relation;
    words >> one.object;
    one.what = parse_relation(relation).value_or(relation::related);
    one.id = derived_id(one);
    return one;
}

// False: a line that is none.
bool read_line(const std::string& line, goal_sink& into) {
    std::istringstream words(line);
    std::string kind;
    words >> kind;
    if (kind == "framework") {
        framework one;
        words >> one.id;
        one.title = rest_of(words);
        into.add(std::move(one));
    } else if (kind == "goal") {
        goal one;
        words >> one.framework >> one.id;
        one.statement = rest_of(words);
        into.add(std::move(one));
    } else if (kind == "release") {
        into.add(release_of(words));
    } else if (kind == "set") {
        into.add(set_of(words));
    } else if (kind == "child" || kind == "replaced" || kind == "maps") {
        into.add(association_of(kind, words));
    } else {
        return kind.empty();
    }
    return true;
}

// Answers whether another page follows.
bool read_lines(std::string_view bytes, goal_reading& told, goal_sink& into) {
    std::istringstream lines{std::string(bytes)};
    findings found;
    bool next = false;
    std::uint32_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line == "next") {
            next = true;
        } else if (!read_line(line, into)) {
            finding one{&unknown_line, {}, {}, {}, {}};
            one.where.line = number;
            found.push_back(std::move(one));
        }
    }
    told.report.add(layer::rules, std::move(found));
    return next;
}

class toy_goal_pull final : public goal_pull {
public:
    explicit toy_goal_pull(const pull_options& options) : watermark_(options.watermark) {}

    std::optional<outgoing> next() override {
        if (state_.what != pull_state::phase::running) return std::nullopt;
        outgoing ask;
        ask.method = "GET";
        ask.path = "/page/" + std::to_string(page_);
        if (!watermark_.empty()) ask.headers.set("If-None-Match", watermark_);
        return ask;
    }
    void take(const outgoing&, const received_answer& answer, goal_sink& into) override {
        using phase = pull_state::phase;
        if (page_ == 1) state_.watermark = answer.headers.find("etag");
        if (answer.status == 304) {
            state_.what = phase::unchanged;
        } else if (answer.status == 401) {
            state_.what = phase::failed;
            state_.reason = "the credentials were refused";
        } else if (answer.status != 200) {
            state_.what = phase::interrupted;
            state_.reason = "the source is not available";
        } else if (read_lines(answer.body, reading_, into)) {
            state_.doing = "page " + std::to_string(++page_);
        } else {
            state_.what = reading_.report.rejects() ? phase::failed : phase::complete;
            state_.reason = reading_.report.rejects() ? "the answer is not valid" : "";
        }
        ++state_.records;
    }
    const pull_state& state() const override { return state_; }
    const goal_reading& reading() const override { return reading_; }

private:
    std::string watermark_;
    unsigned page_ = 1;
    pull_state state_;
    goal_reading reading_;
};

class toy_goal_adapter final : public goals_only_adapter {
public:
    const adapter_info& info() const override {
        static const adapter_info about = [] {
            adapter_info made;
            made.standard = toy_goals;
            made.family_name = "toy-goals";
            made.title = "Toy goals";
            made.families = {family::goals};
            made.base_path = "/toy-goals";
            return made;
        }();
        return about;
    }
    std::span<const rule> rules() const override { return rule_list; }
    int recognises(std::string_view bytes) const override {
        return bytes.starts_with("framework ") || bytes.starts_with("set ") ? 100 : 0;
    }
    const goal_abilities& abilities() const override {
        static const goal_abilities able{
            .reads = true,
            .writes = false,
            .answers = false,
            .pulls = true,
            .media_type = "text/plain",
            .file_extension = ".txt",
            .scopes = {}};
        return able;
    }
    goal_reading read(const document_input& input, const goal_reading_options&, goal_sink& into) const override {
        goal_reading told;
        read_lines(input.bytes, told, into);
        return told;
    }
    std::unique_ptr<goal_pull> pull(const pull_options& options) const override {
        return std::make_unique<toy_goal_pull>(options);
    }
};

} // namespace

std::unique_ptr<adapter> make_toy_goals() {
    return std::make_unique<toy_goal_adapter>();
}

} // namespace schakel::test
