#include "tests/support/toy_rosters.hpp"

#include <sstream>

namespace schakel::test {

namespace {

const rule broken_question{
    "toy.question", severity::error, "toy 1", "De vraag is niet te begrijpen.", "The question cannot be understood."};

std::string line_of(const model::roster::person& one) {
    std::string out = one.id + " " + std::string(model::value_of(one.ids, "eckid"));
    return out + " " + one.family_name + " " + one.email + "\n";
}

// A page of persons for each piece.
class person_lines final : public byte_source {
public:
    person_lines(std::shared_ptr<const roster_view> of, std::shared_ptr<answer_tally> tally, bool fails)
        : of_(std::move(of)), tally_(std::move(tally)), fails_(fails) {}

    bool next(std::string& into) override {
        roster_range range;
        range.after = last_;
        range.limit = 3;
        std::vector<model::roster::person> page;
        of_->page(range, page);
        for (const auto& one : page) into += line_of(one);
        tally_->persons += page.size();
        tally_->records += page.size();
        if (!page.empty()) last_ = page.back().id;
        failed_ = fails_ && tally_->persons > 3;
        return page.size() == range.limit && !failed_;
    }
    bool failed() const override { return failed_; }

private:
    std::shared_ptr<const roster_view> of_;
    std::shared_ptr<answer_tally> tally_;
    bool fails_ = false, failed_ = false;
    std::string last_;
};

class one_request final : public roster_pull {
public:
    std::optional<outgoing> next() override {
        if (std::exchange(asked_, true)) return std::nullopt;
        outgoing request;
        request.method = "GET";
        request.path = "/roster";
        return request;
    }
    void take(const outgoing&, const received_answer& answer, roster_sink& into) override {
        if (answer.how != received_answer::transport::answered || answer.status != 200) {
            state_.what = pull_state::phase::interrupted;
            state_.reason = "no answer";
            return;
        }
        std::istringstream lines(answer.body);
        for (std::string id; std::getline(lines, id);) {
            if (id.starts_with("school ")) {
                model::roster::head head;
                head.school = {{"brin", id.substr(7), {}}};
                into.head(std::move(head));
                continue;
            }
            model::roster::person one;
            one.id = id;
            one.ids = {{"eckid", "eck-" + id, {}}};
            into.add(std::move(one));
        }
        state_.what = pull_state::phase::complete;
    }
    const pull_state& state() const override { return state_; }
    const roster_reading& reading() const override { return reading_; }

private:
    bool asked_ = false;
    pull_state state_;
    roster_reading reading_;
};

class toy final : public roster_only_adapter {
public:
    const adapter_info& info() const override {
        static const adapter_info about = [] {
            adapter_info out;
            out.standard = toy_rosters;
            out.family_name = "toy-rosters";
            out.receives = true;
            out.families = {family::access};
            out.base_path = "/toy/rosters";
            out.endpoints = {
                {endpoint::purpose::query, "GET", "/persons", {}},
                {endpoint::purpose::query, "POST", "/persons", {}},
                {endpoint::purpose::query, "GET", "/persons/{}", {}},
                {endpoint::purpose::query, "GET", "/about", {}}};
            return out;
        }();
        return about;
    }
    std::span<const rule> rules() const override { return std::span(&broken_question, 1); }
    int recognises(std::string_view) const override { return 0; }
    const roster_abilities& abilities() const override {
        static const roster_abilities can = [] {
            roster_abilities out;
            out.answers = out.pulls = true;
            out.scopes = {toy_scope};
            return out;
        }();
        return can;
    }

    presented_credentials credentials(const exchange& received) const override {
        using form = presented_credentials::form;
        const std::string_view header = received.headers.find("authorization");
        if (header.starts_with("Bearer ")) return {form::bearer, std::string(header.substr(7)), {}, {}};
        if (!header.starts_with("Basic ")) return {};
        const std::string_view login = header.substr(6);
        const std::size_t colon = login.find(':');
        return {form::basic, std::string(login.substr(colon + 1)), std::string(login.substr(0, colon)), {}};
    }

    roster_question question(const exchange& asked, const decode_options&) const override {
        roster_question out;
        out.kind = asked.path == "/about" ? "about" : "persons";
        out.open = asked.path == "/about";
        out.scopes = {std::string(toy_scope)};
        name_school(out, asked.query_value("school"));
        if (!asked.query_value("broken").empty()) {
            out.report.add(layer::rules, {{&broken_question, {}, {}, {}, {}}});
        }
        std::istringstream words(asked.body);
        for (std::string word; words >> word;) {
            const std::size_t equals = word.find('=');
            if (equals == std::string::npos) continue;
            const std::string name = word.substr(0, equals), value = word.substr(equals + 1);
            out.credentials.kind = presented_credentials::form::key_triple;
            if (name == "code") out.credentials.code = value;
            if (name == "name") out.credentials.name = value;
            if (name == "key") out.credentials.key = value;
            if (name == "school") name_school(out, value);
        }
        return out;
    }

    using adapter::answer;
    roster_answer answer(
        const exchange& asked, const roster_question& question, std::shared_ptr<const roster_view> view,
        const answering& options
    ) const override {
        roster_answer out;
        out.head.headers.add("Content-Type", "text/plain");
        if (question.open) {
            out.head.body = "about " + options.base_url + "\n";
            return out;
        }
        auto tally = std::make_shared<answer_tally>();
        out.tally = tally;
        out.stream = std::make_unique<person_lines>(std::move(view), tally, !asked.query_value("fail").empty());
        return out;
    }

    std::unique_ptr<roster_pull> pull(const pull_options&) const override { return std::make_unique<one_request>(); }

    reply acknowledge(const exchange&, const disposition& decided) const override {
        using outcome = disposition::outcome;
        switch (decided.what) {
        case outcome::unauthenticated:
        case outcome::unknown_client: return {401, {}, "unauthenticated"};
        case outcome::forbidden: return {403, {}, "forbidden"};
        case outcome::insufficient_scope: return {403, {}, "insufficient scope"};
        case outcome::unknown_school: return {404, {}, "unknown school"};
        case outcome::invalid: return {400, {}, "invalid"};
        case outcome::unavailable: return {503, {}, "unavailable"};
        default: return {500, {}, "otherwise"};
        }
    }

private:
    static void name_school(roster_question& to, std::string_view brin) {
        if (!brin.empty()) to.school = {{"brin", std::string(brin), {}}};
    }
};

} // namespace

std::unique_ptr<adapter> make_toy_rosters() {
    return std::make_unique<toy>();
}

} // namespace schakel::test
