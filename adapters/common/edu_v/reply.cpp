#include "adapters/common/edu_v/reply.hpp"

#include "adapters/common/edu_v/status.hpp"
#include "gateway/codec/json_writer.hpp"

namespace schakel::edu_v {

reply status_answer(std::string_view version, int http, int code, std::string_view text) {
    reply out = answer_head(http, version);
    out.headers.set("Content-Type", "application/json");
    json::writer body;
    body.begin_object().member("status", code).member("statusMessage", text).end_object();
    out.body = body.finish();
    return out;
}

namespace {

reply invalid(std::string_view version, const disposition& decided) {
    told_faults told;
    bool media = false;
    if (decided.report) {
        for (const layer which : all_layers) {
            for (const finding& one : decided.report->at(which).findings) {
                media = media || (which == layer::transport && one.broken->level == severity::error);
                const bool of_schema = which == layer::well_formed || which == layer::schema;
                if (one.broken->level == severity::error) told.add(one, of_schema, decided.lang);
            }
        }
    }
    if (!told.any()) return status_answer(version, 400, code::schema, "Schema incorrect.");
    return status_answer(version, media ? 415 : 400, told.code(), told.text(decided.lang));
}

} // namespace

reply acknowledge_question(std::string_view version, const disposition& decided) {
    using outcome = disposition::outcome;
    const bool nl = decided.lang == language::nl;
    const auto other = [&](int http, std::string_view dutch, std::string_view english) {
        return status_answer(version, http, code::other, nl ? dutch : english);
    };
    switch (decided.what) {
    case outcome::accepted:
    case outcome::repeated: return answer_head(202, version);
    case outcome::invalid: return invalid(version, decided);
    case outcome::unauthenticated:
    case outcome::unknown_client: return no_token(version);
    case outcome::insufficient_scope: return status_answer(version, 403, code::scope, "scope required");
    case outcome::forbidden: return status_answer(version, 403, code::consent, "consent required");
    case outcome::unknown_school: return status_answer(version, 400, code::school, "edu_org_id unknown");
    case outcome::unsupported_media: return status_answer(version, 415, code::other, "Content-Type: application/json");
    case outcome::too_large: return other(413, "De vraag is te groot.", "The question is too large.");
    case outcome::not_found: return other(404, "Niet gevonden.", "Not found.");
    case outcome::method_not_allowed:
        return other(405, "Deze methode biedt de dienst hier niet.", "The service does not provide this method here.");
    case outcome::conflict: return other(400, "De vraag is niet te beantwoorden.", "The question cannot be answered.");
    case outcome::unroutable:
        return other(404, "Van deze school is geen leerlingenbestand.", "There is no roster of this school.");
    case outcome::overloaded:
    case outcome::unavailable: {
        reply out =
            other(503, "Nu niet beschikbaar; probeer het later opnieuw.", "Not available now; try again later.");
        out.headers.set("Retry-After", retry_after(decided));
        return out;
    }
    default: break;
    }
    return other(500, "Er ging iets mis.", "Something went wrong.");
}

} // namespace schakel::edu_v
