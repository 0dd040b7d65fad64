#include "adapters/common/oneroster_csv/reply.hpp"

#include "gateway/codec/json_writer.hpp"

namespace schakel::oneroster_csv {

namespace {

using outcome = disposition::outcome;

int status_of(outcome what) {
    switch (what) {
    case outcome::accepted:
    case outcome::repeated: return 202;
    case outcome::invalid: return 422;
    case outcome::conflict: return 409;
    case outcome::unauthenticated:
    case outcome::unknown_client: return 401;
    case outcome::forbidden:
    case outcome::insufficient_scope: return 403;
    case outcome::unknown_school:
    case outcome::unroutable:
    case outcome::not_found: return 404;
    case outcome::unsupported_media: return 415;
    case outcome::too_large: return 413;
    case outcome::method_not_allowed: return 405;
    case outcome::overloaded: return 429;
    case outcome::unavailable: return 503;
    case outcome::internal: return 500;
    }
    return 500;
}

std::string_view title_of(outcome what, language lang) {
    const bool dutch = lang == language::nl;
    switch (what) {
    case outcome::invalid: return dutch ? "Het pakket is niet geldig." : "The package is not valid.";
    case outcome::unauthenticated:
    case outcome::unknown_client: return dutch ? "De afzender is niet herkend." : "The sender was not recognised.";
    case outcome::forbidden: return dutch ? "Dit is niet toegestaan." : "This is not allowed.";
    case outcome::unsupported_media: return dutch ? "Stuur een zip-bestand." : "Send a zip archive.";
    case outcome::too_large: return dutch ? "Het pakket is te groot." : "The package is too large.";
    case outcome::overloaded:
    case outcome::unavailable: return dutch ? "Probeer het later opnieuw." : "Try again later.";
    default: return dutch ? "Het pakket is niet aangenomen." : "The package was not accepted.";
    }
}

} // namespace

reply answer(const disposition& decided) {
    reply out;
    out.status = status_of(decided.what);
    if (out.status < 300) return out;
    out.headers.set("Content-Type", "application/problem+json");
    if (decided.retry_after) out.headers.set("Retry-After", std::to_string(decided.retry_after->count()));
    json::writer problem;
    problem.begin_object()
        .member("title", title_of(decided.what, decided.lang))
        .member("status", static_cast<std::int64_t>(out.status));
    problem.member_if_present("detail", decided.detail);
    if (decided.report != nullptr) {
        problem.name("findings").begin_array();
        for (const layer which : all_layers)
            for (const finding& one : decided.report->at(which).findings) {
                problem.begin_object().member("rule", one.broken->id).member("path", one.where.path);
                problem.member("line", static_cast<std::int64_t>(one.where.line))
                    .member("text", one.text(decided.lang))
                    .end_object();
            }
        problem.end_array();
    }
    problem.end_object();
    out.body = problem.finish();
    return out;
}

} // namespace schakel::oneroster_csv
