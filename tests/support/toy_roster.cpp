#include "tests/support/toy_roster.hpp"

#include <array>

namespace schakel::test {

using namespace model::roster;

namespace {

constexpr rule unknown_line{
    "toy.roster-line",
    severity::error,
    "toy 1",
    "Deze regel bestaat niet.",
    "This line does not exist.",
    "Schrijf "
    "iets anders.",
    "Write something else."};
constexpr std::array rule_list{unknown_line};

std::vector<std::string_view> cut(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(at), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

model::identifiers identifiers_of(const std::vector<std::string_view>& words, std::size_t from) {
    model::identifiers ids;
    for (std::size_t i = from; i < words.size(); ++i) {
        const std::size_t equals = words[i].find('=');
        if (equals != std::string_view::npos)
            ids.push_back({std::string(words[i].substr(0, equals)), std::string(words[i].substr(equals + 1)), {}});
    }
    return ids;
}

// Answers whether another page follows.
bool read_lines(std::string_view bytes, roster_reading& told, roster_sink& into) {
    extent& persons = told.holds[static_cast<std::size_t>(record_kind::person)];
    if (persons == extent::absent) persons = extent::full;
    bool next = false;
    findings found;
    for (const std::string_view line : cut(bytes, '\n')) {
        const auto words = cut(line, ' ');
        if (words.empty()) continue;
        person one;
        if (words.size() > 1) one.id = words[1];
        if (words[0] == "school") {
            model::roster::head head;
            head.school = identifiers_of(words, 1);
            into.head(std::move(head));
        } else if (words[0] == "pupil" && words.size() > 2) {
            one.family_name = words[2];
            one.ids = identifiers_of(words, 3);
            into.add(std::move(one));
        } else if (words[0] == "gone") {
            one.ended = true;
            into.add(std::move(one));
        } else if (words[0] == "delta") {
            persons = extent::delta;
        } else if (words[0] == "next") {
            next = true;
        } else {
            found.push_back({&unknown_line, {}, {}, {}, {}});
        }
    }
    told.report.add(layer::rules, std::move(found));
    return next;
}

class toy_pull final : public roster_pull {
public:
    explicit toy_pull(const pull_options& options) : watermark_(options.watermark) {}

    std::optional<outgoing> next() override {
        if (state_.what != pull_state::phase::running) return std::nullopt;
        outgoing ask;
        ask.method = "GET";
        ask.path = "/page/" + std::to_string(page_) + (watermark_.empty() ? "" : "?since=" + watermark_);
        return ask;
    }
    void take(const outgoing&, const received_answer& answer, roster_sink& into) override {
        using phase = pull_state::phase;
        if (answer.status == 304) {
            state_.what = phase::unchanged;
        } else if (answer.status == 401) {
            state_.what = phase::failed;
            state_.reason = "the credentials were refused";
        } else if (answer.status != 200) {
            state_.what = phase::interrupted;
            state_.reason = "the source is not available";
            if (answer.headers.has("retry-after")) state_.retry_after = std::chrono::seconds(7200);
        } else if (read_lines(answer.body, reading_, into)) {
            state_.doing = "page " + std::to_string(++page_);
        } else {
            state_.what = reading_.report.rejects() ? phase::failed : phase::complete;
            state_.reason = reading_.report.rejects() ? "the answer is not valid" : "";
            state_.watermark = "after-" + std::to_string(page_);
        }
        ++state_.records;
    }
    const pull_state& state() const override { return state_; }
    const roster_reading& reading() const override { return reading_; }

private:
    std::string watermark_;
    unsigned page_ = 1;
    pull_state state_;
    roster_reading reading_;
};

class toy_adapter final : public roster_only_adapter {
public:
    const adapter_info& info() const override {
        static const adapter_info about = [] {
            adapter_info made;
            made.standard = toy_roster;
            made.family_name = "toy-roster";
            made.title = "Toy rosters";
            made.families = {family::access};
            made.base_path = "/toy-roster";
            return made;
        }();
        return about;
    }
    std::span<const rule> rules() const override { return rule_list; }
    int recognises(std::string_view bytes) const override { return bytes.starts_with("school ") ? 100 : 0; }
    const roster_abilities& abilities() const override {
        static const roster_abilities able{
            .reads = true,
            .pulls = true,
            .media_type = "text/plain",
            .file_extension = ".txt",
            .scopes = {},
            .pull_scopes = {}};
        return able;
    }
    roster_reading read(const roster_input& input, const decode_options&, roster_sink& into) const override {
        roster_reading told;
        read_lines(input.bytes, told, into);
        return told;
    }
    std::unique_ptr<roster_pull> pull(const pull_options& options) const override {
        return std::make_unique<toy_pull>(options);
    }
};

} // namespace

std::unique_ptr<adapter> make_toy_roster() {
    return std::make_unique<toy_adapter>();
}

} // namespace schakel::test
