// Scores of Assignment and Grade Services 2.0, 3.4: they come in as messages of the exchange flow.
#include "adapters/lti_1_3/platform_scores.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/one_edtech/path.hpp"
#include "adapters/lti_1_3/paths.hpp"
#include "adapters/lti_1_3/platform_rules.hpp"
#include "adapters/lti_1_3/platform_services.hpp"
#include "adapters/lti_1_3/platform_side.hpp"
#include "gateway/crypto/digest.hpp"

#include <array>

namespace schakel::lti_1_3 {

namespace {

constexpr std::array demanded{lti::scope::score};

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

} // namespace

launch_sender_step platform_side::sender_of(const exchange& message, const launching& with) const {
    const auto where = addressed_by(message);
    if (!where) return {disposition::outcome::not_found};
    const access may = access_to(message, where->class_handle, demanded, with);
    if (const auto* why = std::get_if<disposition::outcome>(&may)) return {*why};
    if (!place_of(message, with.ledger)) return {disposition::outcome::not_found};
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
    // An LMS that speaks LTI 1.1 knows the place by the launch of this person.
    const auto of = options.launches ? options.launches->find_result_of(where->item.id, read.user_id) : std::nullopt;
    if (of) report.sittings.front().extra.push_back({"lti", "result", of->handle});
    out.keys.push_back({report.sittings.front().id, crypto::sha256_hex(document->root().raw())});
    out.records.emplace_back(std::move(report));
    if (options.launches) out.scores.push_back({where->item.id, ledger_form(read)});
    trace_score(document->root(), out.trace);
    return out;
}

} // namespace schakel::lti_1_3
