// What a tool that sent a score is answered (AGS 2.0, 3.4).
#include "adapters/lti_1_3/platform_services.hpp"
#include "adapters/lti_1_3/platform_side.hpp"

#include <algorithm>
#include <array>

namespace schakel::lti_1_3 {

namespace {

using outcome = disposition::outcome;

struct answer_row {
    outcome what;
    int status;
    std::string_view error, text;
};
constexpr std::array rows{
    answer_row{outcome::invalid, 400, "invalid_request", "the score is not as it should be"},
    answer_row{outcome::conflict, 409, "conflict", "a score with this timestamp or a later one is known"},
    answer_row{outcome::unknown_school, 404, "not_found", "the school is not known here"},
    answer_row{outcome::unroutable, 404, "not_found", "no receiver of results has been set up for this school"},
    answer_row{outcome::method_not_allowed, 405, "not_allowed", "scores are posted"},
    answer_row{outcome::too_large, 413, "invalid_request", "the message is too large"},
    answer_row{
        outcome::unsupported_media, 415, "invalid_request", "Content-Type: application/vnd.ims.lis.v1.score+json"},
    answer_row{outcome::overloaded, 429, "temporarily_unavailable", "too many requests: try again later"},
    answer_row{outcome::unavailable, 503, "temporarily_unavailable", "not available at this moment: try again later"},
    answer_row{outcome::internal, 500, "server_error", "a fault of ours; nothing was stored"}};

findings errors_of(const report& checked) {
    findings out;
    for (const layer which : all_layers) {
        for (const finding& one : checked.at(which).findings) {
            if (one.broken->level == severity::error && out.size() < 10) out.push_back(one);
        }
    }
    return out;
}

bool is_wrong_media(const report* checked) {
    return checked && checked->at(layer::transport).outcome == verdict::invalid;
}

} // namespace

reply platform_side::acknowledge(const exchange&, const disposition& decided) const {
    if (decided.what == outcome::accepted || decided.what == outcome::repeated)
        return {200, {{"Cache-Control", "no-store"}}, {}};
    if (decided.what == outcome::unauthenticated || decided.what == outcome::unknown_client)
        return access_refused(outcome::unauthenticated);
    const bool media = decided.what == outcome::invalid && is_wrong_media(decided.report);
    const auto row = std::ranges::find(rows, media ? outcome::unsupported_media : decided.what, &answer_row::what);
    if (row == rows.end()) return access_refused(decided.what);
    reply out = service_refusal(
        row->status, row->error, decided.detail.empty() ? row->text : std::string_view(decided.detail),
        decided.report ? errors_of(*decided.report) : findings{}, decided.lang
    );
    if (row->status == 405) out.headers.set("Allow", "POST");
    if (decided.retry_after) out.headers.set("Retry-After", std::to_string(decided.retry_after->count()));
    return out;
}

} // namespace schakel::lti_1_3
