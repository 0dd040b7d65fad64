// Scores of Assignment and Grade Services 2.0, 3.4: they come in as messages of the exchange flow.
#include "adapters/lti_1_3/platform_scores.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/one_edtech/path.hpp"
#include "adapters/lti_1_3/paths.hpp"
#include "adapters/lti_1_3/platform_rules.hpp"
#include "adapters/lti_1_3/platform_services.hpp"
#include "adapters/lti_1_3/platform_side.hpp"
#include "adapters/lti_1_3/tool_line_items.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/digest.hpp"

#include <array>

namespace schakel::lti_1_3 {

namespace {

constexpr std::array demanded{lti::scope::score};
constexpr std::size_t most_items_looked_at = 500;

struct addressed {
    std::string class_handle, item;
};

std::optional<addressed> addressed_by(const exchange& message) {
    const auto ids = one_edtech::match_path(path::scores, message.raw_path.empty() ? message.path : message.raw_path);
    if (!ids) return std::nullopt;
    return addressed{ids->at(0), ids->at(1)};
}

// Nothing for an address of nothing.
std::optional<score_place> place_of(const exchange& message, const launch_ledger* ledger) {
    const auto where = addressed_by(message);
    if (!ledger) { // a file: what its address says is taken as it stands
        score_place out;
        if (where) out.of.handle = where->class_handle;
        if (where) out.item.id = where->item;
        return out;
    }
    auto of = where ? ledger->find_class(where->class_handle) : std::nullopt;
    auto item = where ? ledger->find_line_item(where->item) : std::nullopt;
    if (!of || !item || item->class_handle != of->handle) return std::nullopt;
    return score_place{std::move(*of), std::move(*item)};
}

std::string media_type(const exchange& message) {
    std::string type(message.content_type().substr(0, message.content_type().find(';')));
    while (type.ends_with(' ')) type.pop_back();
    for (char& c : type) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return type;
}

// Plain JSON is understood as well: some tools say no more.
findings check_media_type(const exchange& message) {
    if (message.method.empty()) return {};
    const std::string type = media_type(message);
    if (type == lti::media_type::score || type == "application/json") return {};
    return {finding{
        &fault::score_media_type,
        {},
        std::string(lti::media_type::score),
        type.empty() ? std::string("-") : masked(type),
        {}}};
}

findings check(const lti::score& from, json::value at) {
    findings found;
    if (from.given && from.maximum && *from.given > *from.maximum)
        found.push_back({&fault::score_above_maximum, at.member("scoreGiven").where(), from.maximum->text(), {}, {}});
    if (from.given && !from.is_final())
        found.push_back(
            {&fault::score_not_counted,
             at.member("gradingProgress").where(),
             std::string(lti::grading_progress::fully_graded),
             from.grading_progress,
             {}}
        );
    if (at.member("timestamp").text().find('.') == std::string_view::npos)
        found.push_back({&fault::score_whole_second, at.member("timestamp").where(), {}, {}, {}});
    return found;
}

// Any launch of this person in the class: it says what the source calls them.
std::optional<launch_result> result_in(const launch_class& of, const std::string& person, const launch_ledger& ledger) {
    for (const line_item& one : ledger.line_items(of.handle, {}, {}, most_items_looked_at)) {
        if (!one.ours) continue;
        if (auto found = ledger.find_result_of(one.id, person)) return found;
    }
    return std::nullopt;
}

// By the launch of this person a learning environment knows where the score belongs: an older one by nothing else. For
// a line item about no resource in particular it says only who they are there.
void tell_launch_of(const lti::score& given, const score_place& at, const launch_ledger& ledger, model::sitting& to) {
    if (const auto of = ledger.find_result_of(at.item.id, given.user_id)) {
        to.extra.push_back({"lti", "result", of->handle});
    } else if (const auto member = result_in(at.of, given.user_id, ledger)) {
        to.extra.push_back({"lti", "member", member->handle});
    }
}

// A whole class may hand in its first scores at one moment: one of them makes the line item, the others wait for that.
// A learning environment that does not answer is waited for, as the tool is told to come again. One that refuses gets
// no score; others do.
std::optional<launch_sender_step>
made_known_at_source(const score_place& of, const std::string& message, const launching& with) {
    const launch_sender_step unavailable{disposition::outcome::unavailable};
    if (!is_to_be_made(of.item, of.of, with)) return std::nullopt;
    const auto is_ours = with.ledger->claim_line_item(of.item.id, message);
    if (!is_ours) return unavailable;
    if (!*is_ours) return launch_sender_step{ask_first{{{launch_question::what::moment, {}}}}};
    auto made = made_at_source(of.item, of.of, with);
    if (auto* ask = std::get_if<launch_question>(&made)) return launch_sender_step{ask_first{{std::move(*ask)}}};
    std::optional<launch_sender_step> out;
    if (const auto* why = std::get_if<not_made>(&made)) {
        if (why->later) out = unavailable;
    } else {
        line_item known = of.item;
        known.source_url = std::get<std::string>(std::move(made));
        if (!with.ledger->replace_line_item(known)) out = unavailable;
    }
    with.ledger->let_go_of_line_item(of.item.id, message);
    return out;
}

} // namespace

launch_sender_step platform_side::sender_of(const exchange& message, const launching& with) const {
    const auto where = addressed_by(message);
    if (!where) return {disposition::outcome::not_found};
    const access may = access_to(message, where->class_handle, demanded, with);
    if (const auto* why = std::get_if<disposition::outcome>(&may)) return {*why};
    const auto place = place_of(message, with.ledger);
    if (!place) return {disposition::outcome::not_found};
    if (auto first = made_known_at_source(*place, message.id, with)) return *std::move(first);
    const auto& granted = std::get<granted_class>(may);
    return {launch_sender{granted.holder.party->system, granted.holder.scopes, granted.of.school}};
}

decoded platform_side::decode(const exchange& received, const decode_options& options) const {
    decoded out;
    out.kind = "score";
    out.version = "2.0";
    if (findings wrong = check_media_type(received); !wrong.empty()) {
        out.report.add(layer::transport, std::move(wrong));
        return out;
    }
    findings found;
    const auto document = json::document::parse(received.body, options.limits, found);
    out.report.add(layer::well_formed, std::move(found));
    if (!document) return out;
    out.report.add(layer::schema, score_.schema.validate(*document, options.limits));
    if (out.report.rejects()) return out;

    const lti::score read = lti::read_score(document->root());
    findings broken = check(read, document->root());
    const auto where = place_of(received, options.launches);
    if (!where) broken.push_back({&fault::score_line_item, document->root().where(), {}, {}, {}});
    json::locate(document->bytes(), broken);
    out.report.add(layer::rules, std::move(broken));
    if (out.report.rejects()) return out;

    model::progress_report report = progress_of(read, *where, document->root());
    if (options.launches) tell_launch_of(read, *where, *options.launches, report.sittings.front());
    out.keys.push_back({report.sittings.front().id, crypto::sha256_hex(json::writer().copy(document->root()).finish())}
    );
    out.records.emplace_back(std::move(report));
    if (options.launches) out.scores.push_back({where->item.id, ledger_form(read)});
    trace_score(document->root(), out.trace);
    return out;
}

} // namespace schakel::lti_1_3
