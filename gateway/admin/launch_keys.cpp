// Our signing keys: what may be shown of them, and the order to rotate.
#include "gateway/admin/launch_call.hpp"

namespace schakel::admin {

namespace {

void write_key(json::writer& out, const launch::key_facts& one) {
    out.begin_object().member("id", one.id).member("algorithm", one.algorithm);
    out.member("phase", launch::to_string(one.phase)).member("made_at", to_rfc3339(one.made));
    out.member("signs_from", to_rfc3339(one.signs_from));
    if (one.signs_until) out.member("signs_until", to_rfc3339(*one.signs_until));
    if (one.published_until) out.member("published_until", to_rfc3339(*one.published_until));
    out.end_object();
}

transport::http_response all_keys(const launch_plane& with) {
    json::writer out;
    out.begin_object().name("keys").begin_array();
    for (const launch::key_facts& one : with.keys->list()) write_key(out, one);
    out.end_array().end_object();
    return json_answer(200, out.finish());
}

} // namespace

void list_keys(const call& asked, transport::responder respond) {
    answer_from_launches(asked, std::move(respond), [](const launch_plane& with, const later_problem&) {
        return all_keys(with);
    });
}

// {"now": bool}
void rotate_keys(const call& asked, transport::responder respond) {
    const body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    answer_from_launches(
        asked, std::move(respond),
        [at_once = body.flag("now"), all = asked.with](const launch_plane& with, const later_problem& refuse) {
            const auto fresh = with.keys->rotate(at_once);
            if (!fresh) return refuse(503, "unavailable", fresh.error().message);
            for (const std::string& id : *fresh) audit_launches(*all, "keys.rotated", id, at_once ? "at once" : "");
            return all_keys(with);
        }
    );
}

} // namespace schakel::admin
