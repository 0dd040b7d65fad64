#include "gateway/pipeline/launch_passage.hpp"

#include "gateway/codec/form_fields.hpp"
#include "gateway/core/id.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/pages/render.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

constexpr std::size_t most_fields = 300;
constexpr std::size_t most_embedding = 100; // addresses in one header

// The trace of a launch goes on where its id tells: W3C Trace Context from a uuid.
std::string trace_parent_of(std::string_view id) {
    std::string hex;
    for (const char c : id) {
        if (c != '-') hex += c;
    }
    return "00-" + hex + "-" + hex.substr(16) + "-01";
}

std::string spaced(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& one : words) out.append(out.empty() ? "" : " ").append(one);
    return out;
}

std::string origin_of(std::string_view url) {
    const std::size_t host = url.find("://");
    if (host == std::string_view::npos) return {};
    return std::string(url.substr(0, url.find_first_of("/?#", host + 3)));
}

bool is_form(std::string_view content_type) {
    return content_type.starts_with("application/x-www-form-urlencoded");
}

shown_in place_of(const header_fields& headers) {
    const std::string_view where = headers.find("sec-fetch-dest");
    if (where == "document") return shown_in::window;
    return where == "iframe" || where == "frame" || where == "object" || where == "embed" ? shown_in::frame
                                                                                          : shown_in::unknown;
}

} // namespace

passage::passage(
    exchange asked, browser_at where, std::shared_ptr<const configuration> in_force, const launch_services& services,
    std::function<void(reply)> respond
)
    : with(services), respond_(std::move(respond)) {
    request.http = std::move(asked);
    request.raw_query = where.raw_query;
    around = std::make_shared<launch_surroundings>(services, std::move(where), std::move(in_force));
    if (is_form(request.http.content_type())) {
        if (auto fields = forms::read(request.http.body, most_fields)) request.form = std::move(*fields);
    }
    of.trace = new_id(with.time);
    of.trace_parent = trace_parent_of(of.trace);
    of.began = with.time.now();
    around->trace_parent = of.trace_parent;
    around->lang = pages::preferred_language({}, request.http.headers.find("accept-language"));
    around->shown = place_of(request.http.headers);
}

void passage::run(task what) {
    with.work([self = shared_from_this(), what = std::move(what)] {
        try {
            what();
        } catch (const std::exception& error) {
            self->refuse(refusal(launch_code::internal, refusal_advice::again, error.what()));
        }
    });
}

bool passage::recall(std::string_view key) {
    if (key.empty()) return true;
    const std::string stored = launch::states::stored_key(key);
    back = with.recent.find(stored, with.time.now());
    if (!back) back = read_back(key);
    if (!back) {
        refuse(forgotten());
        return false;
    }
    writes_.takes.push_back(stored);
    own_ = std::exchange(of, back->of);
    if (back->launch) { // the target comes for what it was promised
        kind = back->launch->kind;
        if (back->kind == remembered_step::what::adapters) reached_ = launch::hop::sent;
    }
    around->trace_parent = of.trace_parent;
    const std::string name = cookie_name(key);
    const std::string_view shown = cookie(name);
    if (!shown.empty()) {
        browser_ = crypto::constant_time_equal(shown, back->binding) ? same_browser::yes : same_browser::no;
        taken_cookie_ = name;
    }
    if (of.asked && !of.asked->presentation.return_url.empty()) way_back = of.asked->presentation.return_url;
    return true;
}

std::shared_ptr<const remembered_step> passage::read_back(std::string_view key) const {
    const auto known = with.store.states.look(key);
    auto step = known ? decode_step(*known) : std::nullopt;
    return step ? std::make_shared<const remembered_step>(*std::move(step)) : nullptr;
}

void passage::step(const adapter& by, maker make, taker then) {
    launching told = around->told(by);
    if (back) told.remembered = recalled{back->bytes, back->system, browser_, back->binding, back->launch};
    launch_step made = make(told);
    if (const auto* questions = std::get_if<ask_first>(&made.what)) {
        const bool asked = around->ask(*questions, [self = shared_from_this(), &by, make, then] {
            self->run([self, &by, make, then] { self->step(by, make, then); });
        });
        if (!asked)
            refuse(refusal(launch_code::peer_silent, refusal_advice::other_party, "asks for the same again and again"));
        return;
    }
    if (!made.once.empty() && !take_now()) return;
    bool good = true;
    if (!use_up(made.once, good)) {
        if (good)
            refuse(refusal(
                launch_code::replayed, refusal_advice::again, "a nonce or an id that counts once was used before"
            ));
        else
            refuse(refusal(launch_code::store_unavailable, refusal_advice::again, "what counts once cannot be kept"));
        return;
    }
    then(std::move(made));
}

// Of two that come with the same state, one may use up what counts once.
bool passage::take_now() {
    if (writes_.takes.empty()) return true;
    launch::step_writes taking;
    taking.takes = std::exchange(writes_.takes, {});
    const auto taken = with.store.keep(taking);
    if (taken && *taken) {
        with.recent.learn(taking.takes, {});
        return true;
    }
    refuse_unkept(taken ? std::string() : taken.error().message);
    return false;
}

// Somebody was here before, or it is over. What was remembered tells nothing of this request then.
refused passage::forgotten() {
    if (own_) of = *own_;
    around->trace_parent = of.trace_parent;
    reached_ = launch::hop::received;
    kind.reset();
    way_back.clear();
    persons_.clear();
    back.reset();
    return refusal(
        launch_code::step_unknown, refusal_advice::again, "nothing is remembered for this request (any more)"
    );
}

// `good`: the store could be asked.
bool passage::use_up(const std::vector<single_use>& once, bool& good) {
    if (once.empty()) return true;
    std::vector<outbox::used_value> values;
    for (const single_use& one : once) values.push_back({one.what, one.until});
    const auto used = with.store.states.use_once(values);
    good = used.has_value();
    return used && !*used;
}

std::string passage::cookie_name(std::string_view key) const {
    const std::string digest = crypto::sha256_hex(key).substr(0, 16);
    const bool encrypted = around->where().gateway_url.starts_with("https://");
    return (encrypted ? "__Host-schakel-" : "schakel-") + digest;
}

std::string_view passage::cookie(std::string_view name) const {
    for (const auto& [header, all] : request.http.headers) {
        if (header.size() != 6 || (header.front() != 'c' && header.front() != 'C')) continue;
        for (std::string_view rest = all; !rest.empty();) {
            std::string_view pair = rest.substr(0, rest.find(';'));
            rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
            while (pair.starts_with(' ')) pair.remove_prefix(1);
            if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
                return pair.substr(name.size() + 1);
        }
    }
    return {};
}

// A browser that embeds us keeps a cookie only with these attributes, each page that embeds us its own (Partitioned).
// Without TLS (this machine only) they cannot be had.
void passage::set_cookie(reply& onto, const remembering& what) const {
    const std::string name = cookie_name(what.key);
    const bool encrypted = name.starts_with("__Host-");
    onto.headers.add(
        "Set-Cookie", name + "=" + what.binding + "; Path=/; Max-Age=" + std::to_string(what.lifetime.count()) +
                          "; HttpOnly" + (encrypted ? "; Secure; SameSite=None; Partitioned" : "; SameSite=Lax")
    );
}

void passage::keep_own(std::string_view name, const remembered_step& what, std::chrono::seconds lifetime) {
    const std::string key = launch::states::new_key(with.time.now());
    keep_state(key, what, lifetime);
    own_cookies_.push_back(own_cookie(name, key, lifetime));
}

std::string_view passage::own_key(std::string_view name) const {
    return cookie(cookie_name(name));
}

void passage::drop_own(std::string_view name) {
    own_cookies_.push_back(own_cookie(name, {}, std::chrono::seconds(0)));
}

std::string passage::own_cookie(std::string_view name, std::string_view value, std::chrono::seconds lifetime) const {
    const std::string whole = cookie_name(name);
    return whole + "=" + std::string(value) + "; Path=/; Max-Age=" + std::to_string(lifetime.count()) +
           "; HttpOnly; SameSite=Lax" + (whole.starts_with("__Host-") ? "; Secure" : "");
}

void passage::keep_state(std::string_view key, remembered_step what, std::chrono::seconds lifetime) {
    const outbox::launch_state& kept =
        writes_.states.emplace_back(launch::seal(key, encode(what), with.time.now() + lifetime));
    steps_.push_back({kept.key, kept.until, kept.bytes.size(), std::make_shared<const remembered_step>(std::move(what))}
    );
}

void passage::keep_item(const launch::kept_content_item& what) {
    writes_.records.push_back(launch::to_record(what));
}

launch::attempt passage::attempt() const {
    launch::attempt out;
    out.trace = of.trace;
    out.began = of.began;
    out.changed = with.time.now();
    out.school = of.school;
    out.product = of.product;
    out.source = of.source;
    out.target = of.target;
    if (kind) out.kind = model::to_string(*kind);
    out.persons = persons_;
    out.reached = reached_;
    out.outcome = ends_as;
    out.released = spaced(of.released);
    return out;
}

result<bool> passage::keep(const launch::attempt& what) {
    writes_.attempts.push_back(launch::to_row(what));
    return with.store.keep(std::exchange(writes_, {}));
}

// No thread waits for the disk meanwhile. Who was too late, or cannot be kept, is refused.
void passage::answer_when_kept(const launch::attempt& what, reply said) {
    writes_.attempts.push_back(launch::to_row(what));
    const bool sends = !writes_.audits.empty();
    auto taken = writes_.takes;
    with.store.keep_later(
        std::exchange(writes_, {}),
        [self = shared_from_this(), sends, taken = std::move(taken),
         said = std::move(said)](const result<bool>& kept) mutable {
            if (!kept || !*kept) {
                const std::string problem = kept ? std::string() : kept.error().message;
                return self->run([self, problem] { self->refuse_unkept(problem); });
            }
            self->with.recent.learn(taken, std::move(self->steps_));
            if (sends) self->tell_sent();
            self->answer(std::move(said));
        }
    );
}

// `problem`: of the store, "" when somebody else took the state before.
void passage::refuse_unkept(const std::string& problem) {
    if (problem.empty()) return refuse(forgotten());
    refuse(refusal(launch_code::store_unavailable, refusal_advice::again, problem));
}

reply passage::rendered(const page& what, int status) const {
    pages::setting how;
    how.lang = around->lang;
    how.status = status;
    how.frame_ancestors = embedded_by_;
    return pages::render(what, how);
}

void passage::answer(reply said) {
    if (!taken_cookie_.empty()) {
        const bool encrypted = taken_cookie_.starts_with("__Host-");
        said.headers.add(
            "Set-Cookie",
            taken_cookie_ + "=; Path=/; Max-Age=0" + (encrypted ? "; Secure; SameSite=None; Partitioned" : "")
        );
    }
    for (std::string& one : own_cookies_) said.headers.add("Set-Cookie", std::move(one));
    if (!said.headers.has("cache-control")) said.headers.add("Cache-Control", "no-store");
    if (auto respond = std::exchange(respond_, nullptr)) respond(std::move(said));
}

// The pages of the system that the person comes from may show ours within them.
void passage::let_embed(std::string_view source) {
    const settings::system* known = around->in_force().settings().find_system(source);
    if (!known || !known->launch_from) return;
    const launch_party* party = around->world().of(known->launch_from->standard).find(launch_side::source, source);
    if (!party) return;
    for (const std::string* url : {&party->issuer, &party->authorization_url, &party->login_url})
        embedded_by_.push_back(origin_of(*url));
    for (const std::string& url : party->launch_prefixes) embedded_by_.push_back(origin_of(url));
}

// Nobody knows where the person came from (a page was loaded again): any source may show the page that says so.
void passage::let_everyone_embed() {
    for (const settings::system& one : around->in_force().settings().systems) {
        if (one.launch_from && embedded_by_.size() < most_embedding) let_embed(one.id);
    }
}

void passage::tell(show what, const adapter& by, std::shared_ptr<const model::launch> launch) {
    const std::string system = what.system.empty() ? (launch ? of.target : of.source) : what.system;
    if (of.source.empty() && !launch) of.source = system;
    let_embed(of.source);
    for (const remembering& one : what.remember) {
        remembered_step step{{}, of, std::string(by.info().standard), system, one.bytes, one.binding, launch};
        keep_state(one.key, std::move(step), one.lifetime);
    }
    reply said = std::holds_alternative<reply>(what.what) ? std::get<reply>(std::move(what.what))
                                                          : rendered(std::get<page>(what.what));
    for (const remembering& one : what.remember) {
        if (!one.binding.empty()) set_cookie(said, one);
    }
    launch::attempt now = attempt();
    if (reached_ >= launch::hop::opened) now.outcome = launch::opened_outcome;
    answer_when_kept(now, std::move(said));
}

void passage::ask_choice(
    const std::string& key, const std::string& binding, page what, std::shared_ptr<const model::launch> about,
    std::chrono::seconds lifetime
) {
    keep_state(key, {remembered_step::what::choice, of, {}, of.source, {}, binding, std::move(about)}, lifetime);
    let_embed(of.source);
    reply said = rendered(what);
    set_cookie(said, {key, {}, lifetime, binding});
    answer_when_kept(attempt(), std::move(said));
}

// Within a frame of ours the source would not let itself be shown; out of it leads a page only.
void passage::lead_back(const std::string& address, std::string_view source) {
    if (around->shown != shown_in::frame) return answer({303, {{"Location", address}}, {}});
    let_embed(source);
    opening_page onward;
    onward.form = {"GET", address, {}};
    onward.leaves_frame = true;
    answer(rendered(onward));
}

// A deployment that nobody has paired with a school shows up with the administrator.
void passage::keep_waiting(const pairing& what) {
    const settings::system* source = around->in_force().settings().find_system(of.source);
    if (!source || !source->launch_from) return;
    launch::deployment seen;
    seen.issuer = source->launch_from->issuer;
    seen.client_id = source->launch_from->client_id;
    if (const launch_party* party =
            around->world().of(source->launch_from->standard).find(launch_side::source, of.source)) {
        seen.issuer = party->issuer;
        seen.client_id = party->client_id;
    }
    seen.id = what.deployment;
    seen.system = of.source;
    seen.described = what.platform.name.empty() ? what.platform.guid : what.platform.name;
    seen.first_seen = with.time.now();
    if (const auto kept = with.store.registrations.see(seen); !kept)
        with.log.log_event(log_level::warning, "launch.pairing_not_kept", {{"reason", kept.error().message}});
}

void passage::refuse(refused why) {
    if (of.source.empty()) of.source = why.system;
    launch::attempt now = attempt();
    now.outcome = why.code;
    now.reason = why.reason;
    own_cookies_.clear();
    launch::step_writes taking;
    steps_.clear();
    taking.takes = std::move(writes_.takes);
    writes_ = std::move(taking);
    if (const auto kept = keep(now); kept && !*kept) return refuse(forgotten());
    with.counts.add_refusal(why.code);
    with.log.log_event(
        log_level::warning, "launch.refused",
        {{"trace", of.trace},
         {"code", why.code},
         {"system", of.source},
         {"school", of.school},
         {"stage", launch::to_string(reached_)},
         {"reason", why.reason}}
    );
    if (why.waits) keep_waiting(*why.waits);
    if (of.source.empty() && why.code == launch_code::step_unknown)
        let_everyone_embed();
    else
        let_embed(of.source);
    if (why.answer) return answer(std::move(*why.answer));
    if (why.page_instead) return answer(rendered(*why.page_instead));
    answer(rendered(page_of(why, of.trace, way_back), status_of(why)));
}

// By each of them a person may be asked for: what the source, the school and the target call them.
void passage::note_persons(const model::identifiers& names) {
    for (const model::identifier& one : names) {
        if (!one.value.empty() && std::ranges::find(persons_, one.value) == persons_.end())
            persons_.push_back(one.value);
    }
}

void passage::audit_sent() {
    std::string detail = "school=" + of.school + " target=" + of.target + " product=" + of.product +
                         " route=" + of.route + " person=" + of.person + " released=" + spaced(of.released);
    writes_.audits.push_back({with.time.now(), "system:" + of.source, "launch.sent", of.trace, std::move(detail)});
}

void passage::tell_sent() {
    ++with.counts.sent;
    with.log.log_event(
        log_level::info, "launch.sent",
        {{"trace", of.trace}, {"system", of.source}, {"peer", of.target}, {"school", of.school}, {"route", of.route}}
    );
}

} // namespace schakel::pipeline
