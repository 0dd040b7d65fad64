#include "adapters/common/oneroster_gradebook/answers.hpp"

#include "adapters/common/oneroster/reply.hpp"
#include "gateway/codec/json_writer.hpp"

#include <algorithm>
#include <array>

namespace schakel::oneroster_gradebook {

namespace {

using outcome = disposition::outcome;

struct answer_row {
    outcome what;
    int status;
    std::string_view minor;
    std::string_view text;
};
constexpr std::array rows{
    answer_row{outcome::invalid, 422, "invaliddata", "the object is not as the standard has it"},
    answer_row{outcome::conflict, 400, "invaliddata", "a sourcedId was used for other content"},
    answer_row{outcome::unauthenticated, 401, "unauthorisedrequest", "a valid token is needed"},
    answer_row{outcome::unknown_client, 401, "unauthorisedrequest", "a valid token is needed"},
    answer_row{outcome::forbidden, 403, "forbidden", "this is not open to you"},
    answer_row{outcome::insufficient_scope, 403, "forbidden", "the token was not granted the scope that this asks for"},
    answer_row{outcome::unknown_school, 404, "unknownobject", "the school is not known here"},
    answer_row{outcome::unroutable, 404, "unknownobject", "no receiver of results has been set up for this school"},
    answer_row{outcome::not_found, 404, "unknownobject", "there is nothing here"},
    answer_row{outcome::method_not_allowed, 405, "invaliddata", "results are taken here and not given or deleted"},
    answer_row{outcome::too_large, 413, "invaliddata", "the message is too large"},
    answer_row{outcome::unsupported_media, 415, "invaliddata", "Content-Type: application/json"},
    answer_row{outcome::overloaded, 429, "server_busy", "too many requests: try again later"},
    answer_row{outcome::unavailable, 503, "server_busy", "not available now: try again later"},
    answer_row{outcome::internal, 500, "internal_server_error", "a fault of ours; nothing was stored"}};

const answer_row& row_of(outcome what) {
    const auto found = std::ranges::find(rows, what, &answer_row::what);
    return found == rows.end() ? rows.back() : *found;
}

constexpr std::size_t most_told = 10;

// The first errors, each with its rule and place; never a value that somebody wrote.
std::string words_of(const report& checked, language lang) {
    std::string text;
    std::size_t told = 0, more = 0;
    for (const layer which : all_layers) {
        for (const finding& one : checked.at(which).findings) {
            if (one.broken->level != severity::error) continue;
            if (told == most_told) {
                ++more;
                continue;
            }
            ++told;
            if (!text.empty()) text += " | ";
            text += std::string(one.broken->id) + " " + one.where.path + ": " + one.text(lang);
        }
    }
    if (more) text += " | + " + std::to_string(more);
    return text;
}

bool is_wrong_media(const report* checked) {
    return checked && checked->at(layer::transport).outcome == verdict::invalid;
}

// The sourcedIds stand behind the collection in the keys of records.
std::string_view id_in(std::string_view key) {
    const std::size_t slash = key.find('/');
    return slash == std::string_view::npos ? key : key.substr(slash + 1);
}

// Every object keeps the id that it came with.
std::string pairs_of(const std::vector<std::string>& keys) {
    json::writer out;
    out.begin_object().name("sourcedIdPairs").begin_array();
    for (const std::string& key : keys) {
        out.begin_object().member("suppliedSourcedId", id_in(key)).member("allocatedSourcedId", id_in(key));
        out.end_object();
    }
    return out.end_array().end_object().finish();
}

reply created(const exchange& received, const disposition& decided) {
    reply out;
    out.status = 201;
    out.headers = {{"Cache-Control", "no-store"}};
    if (received.method != "POST") return out;
    out.headers.set("Content-Type", "application/json");
    out.body = pairs_of(decided.record_ids);
    return out;
}

std::string allowed_methods(version which, std::string_view path) {
    std::string list;
    for (const operation& one : operations(which)) {
        exchange asked;
        asked.method = one.method;
        asked.path = asked.raw_path = path;
        const auto found = match(which, asked);
        if (found && list.find(one.method) == std::string::npos)
            list += (list.empty() ? "" : ", ") + std::string(one.method);
    }
    return list.empty() ? "PUT" : list;
}

} // namespace

reply acknowledge(version which, const exchange& received, const disposition& decided) {
    if (decided.what == outcome::accepted || decided.what == outcome::repeated) return created(received, decided);
    const bool media = decided.what == outcome::invalid && is_wrong_media(decided.report);
    const answer_row& row = row_of(media ? outcome::unsupported_media : decided.what);
    std::string words = decided.detail;
    if (decided.what == outcome::invalid && decided.report) words = words_of(*decided.report, decided.lang);
    reply made = oneroster::refusal(which, row.status, row.minor, words.empty() ? row.text : std::string_view(words));
    if (row.status == 401) made.headers.add("WWW-Authenticate", "Bearer");
    if (row.status == 405) {
        const std::string& path = received.raw_path.empty() ? received.path : received.raw_path;
        made.headers.add("Allow", allowed_methods(which, path));
    }
    if (decided.retry_after) made.headers.add("Retry-After", std::to_string(decided.retry_after->count()));
    return made;
}

} // namespace schakel::oneroster_gradebook
