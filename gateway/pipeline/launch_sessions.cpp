#include "gateway/pipeline/launch_sessions.hpp"

#include "gateway/pipeline/launch_onward.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

constexpr auto lesson_day = std::chrono::hours(8);

std::string own_name(std::string_view source) {
    return "session|" + std::string(source);
}

std::chrono::seconds lifetime_of(const model::launch_session& session, instant now) {
    const auto left = session.until ? std::chrono::floor<std::chrono::seconds>(*session.until - now) : lesson_day;
    return std::min<std::chrono::seconds>(left, lesson_day);
}

std::optional<model::launch_session> session_in(const std::optional<remembered_step>& kept, std::string_view source) {
    if (!kept || kept->kind != remembered_step::what::session || kept->system != source) return std::nullopt;
    return decode_session(kept->bytes);
}

// A source that names no index means all sessions of the person.
bool is_same(const model::launch_session& kept, const model::launch_session& ended) {
    return kept.name.value == ended.name.value && (ended.index.empty() || kept.index == ended.index);
}

// Cookies may be blocked: then the session is forgotten when its day is over.
void forget(const std::shared_ptr<passage>& it, std::string_view source, const model::launch_session& ended) {
    const std::string key(it->own_key(own_name(source)));
    if (key.empty()) return;
    const auto bytes = it->with.store.states.look(key);
    const auto session = session_in(bytes ? decode_step(*bytes) : std::nullopt, source);
    if (!session || !is_same(*session, ended)) return;
    (void)it->with.store.states.take(key); // one that cannot be taken ends by itself
    it->drop_own(own_name(source));
}

std::optional<model::launch_session> take_session(const std::shared_ptr<passage>& it, std::string_view source) {
    const std::string key(it->own_key(own_name(source)));
    if (key.empty()) return std::nullopt;
    it->drop_own(own_name(source));
    const auto bytes = it->with.store.states.take(key);
    return session_in(bytes && *bytes ? decode_step(**bytes) : std::nullopt, source);
}

} // namespace

void keep_session(const std::shared_ptr<passage>& it, const model::launch& came) {
    const auto lifetime = lifetime_of(came.session, it->with.time.now());
    if (came.session.empty() || lifetime.count() <= 0) return;
    remembered_step step;
    step.kind = remembered_step::what::session;
    step.system = it->of.source;
    step.bytes = encode(came.session);
    it->keep_own(own_name(it->of.source), step, lifetime);
}

void end_session(const std::shared_ptr<passage>& it) {
    const settings::system* source =
        it->around->in_force().settings().find_system(it->request.http.query_value("from"));
    const settings::launch_source* from = source && source->launch_from ? &*source->launch_from : nullptr;
    const adapter* by = from ? it->with.adapters.find(from->standard) : nullptr;
    const launch_party* party =
        from ? it->around->world().of(from->standard).find(launch_side::source, source->id) : nullptr;
    if (!by || !by->launch() || !party) {
        return it->refuse(refusal(
            launch_code::party_unknown, refusal_advice::ask_school, "the link names no system that people come from"
        ));
    }
    it->of.source = source->id;
    it->ends_as = launch::signed_out_outcome;
    const auto session = take_session(it, source->id);
    if (!session) return it->tell({page(logged_out_page{}), {}, {}}, *by);
    it->step(
        *by,
        [by, party, session = *session](const launching& with) {
            return by->launch()->sign_out(session, *party, with);
        },
        [it, by](launch_step made) { go_on(it, *by, std::move(made)); }
    );
}

void take_sign_out(const std::shared_ptr<passage>& it, signed_out& what, const adapter& by) {
    it->of.source = what.system;
    it->ends_as = launch::signed_out_outcome;
    forget(it, what.system, what.session);
    it->tell(std::move(what.then), by);
}

} // namespace schakel::pipeline
