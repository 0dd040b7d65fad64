#include "tests/pipeline/launch_world.hpp"

#include "gateway/codec/form_fields.hpp"
#include "gateway/core/id.hpp"

namespace schakel::test {

settings::settings launch_settings() {
    settings::settings all;
    all.releases = settings::built_in_releases();
    settings::school akker;
    akker.id = "akker";
    akker.identifiers = {{"brin", "99XX", {}}};
    settings::school beek;
    beek.id = "beek";
    beek.identifiers = {{"brin", "99YY", {}}};
    all.schools = {akker, beek};
    settings::system elo;
    elo.id = "elo";
    elo.launch_from.emplace();
    elo.launch_from->standard = toy_launch;
    elo.launch_from->issuer = "https://elo.example";
    elo.launch_from->default_school = "akker";
    settings::system target;
    target.id = "uitgever";
    target.name = "Uitgever";
    target.launch_to.emplace();
    target.launch_to->standard = toy_launch;
    target.launch_to->issuer = "https://gateway.example";
    target.launch_to->client_id = "uitgever-1";
    target.launch_to->pseudonym_key = "een sleutel die niemand raadt";
    target.launch_to->addresses["launch_url"] = "https://materiaal.example/start";
    all.systems = {elo, target};
    settings::launch_route way;
    way.name = "elo naar uitgever";
    way.to = "uitgever";
    way.entitled = settings::launch_route::entitlement::not_checked;
    all.launches = {way};
    settings::route scores;
    scores.name = "scores";
    scores.from = {"uitgever"};
    all.routes = {scores};
    return all;
}

settings::launch_route& launch_route_of(settings::settings& in) {
    return in.launches.front();
}

launch_world::launch_world(settings::settings all) : nowhere_(std::fopen("/dev/null", "w")), log_(nowhere_, time) {
    adapters.add(make_toy_launch());
    start_anew();
    apply(std::move(all));
}

launch_world::~launch_world() {
    std::fclose(nowhere_);
}

void launch_world::start_anew() {
    services_.reset();
    store_.emplace(rows, time, std::string(32, 's'));
    peers_.emplace(time);
    documents_.emplace(time);
    directory_.emplace(store_->registrations, time);
    services_.emplace(services());
}

void launch_world::apply(settings::settings all) {
    auto made = pipeline::configuration::create(std::move(all), adapters, time);
    REQUIRE(made);
    in_force_ = *made;
}

pipeline::launch_services launch_world::services() {
    return {
        *store_,
        keys_,
        *peers_,
        *documents_,
        *directory_,
        recent_,
        messages,
        [this](const std::vector<outbox::key_row>& rows_to_add) -> result<done> {
            for (const outbox::key_row& one : rows_to_add) names[{one.school, one.table, one.key}] = one.value;
            return done{};
        },
        [this](std::string_view school) { return school == "akker" ? roster : nullptr; },
        entitlements,
        [this](const launch_question& what, std::function<void(received_answer)> then) {
            asked.push_back(what.url);
            const auto found = peers.find(what.url);
            then(found == peers.end() ? received_answer{} : found->second);
        },
        [this](std::function<void()> task) { tasks_.push_back(std::move(task)); },
        [this](std::chrono::milliseconds, std::function<void()> task) { tasks_.push_back(std::move(task)); },
        adapters,
        counts,
        time,
        log_};
}

reply launch_world::through(exchange request, browser* by) {
    request.id = new_id(time);
    request.received_at = time.now();
    if (by && !by->cookies.empty()) {
        std::string all;
        for (const auto& [name, value] : by->cookies) all += (all.empty() ? "" : "; ") + name + "=" + value;
        request.headers.add("cookie", all);
    }
    std::optional<reply> said;
    const auto take = [&](reply one) {
        REQUIRE(!said);
        said = std::move(one);
    };
    const pipeline::browser_at where{gateway_url};
    if (pipeline::is_launch_path(request.path)) {
        pipeline::launch_page(std::move(request), where, in_force_, *services_, take);
    } else {
        const adapter& toy = *adapters.find(toy_launch);
        request.standard = toy_launch;
        request.path = request.path.substr(toy.info().base_path.size());
        const bool service = request.path == "/members" || request.path == "/register";
        if (service)
            pipeline::serve_launch(std::move(request), toy, where, in_force_, *services_, take);
        else
            pipeline::launch(std::move(request), toy, where, in_force_, *services_, take);
    }
    while (!tasks_.empty()) {
        const auto task = std::move(tasks_.front());
        tasks_.pop_front();
        task();
    }
    REQUIRE(said);
    for (const auto& [name, value] : said->headers) {
        if (!by || name != "Set-Cookie") continue;
        const std::size_t equals = value.find('='), end = value.find(';');
        const std::string kept = value.substr(equals + 1, end - equals - 1);
        if (kept.empty())
            by->cookies.erase(value.substr(0, equals));
        else
            by->cookies[value.substr(0, equals)] = kept;
    }
    return *said;
}

reply launch_world::post(const std::string& path, const fields& form, browser* by) {
    exchange request;
    request.method = "POST";
    const std::size_t question = path.find('?');
    request.path = path.substr(0, question);
    if (question != std::string::npos) request.query = *forms::read(std::string_view(path).substr(question + 1));
    request.headers.add("content-type", "application/x-www-form-urlencoded");
    request.body = forms::write(form);
    return through(std::move(request), by);
}

reply launch_world::get(const std::string& path_and_query, browser* by, const std::string& authorization) {
    exchange request;
    request.method = "GET";
    const std::size_t question = path_and_query.find('?');
    request.path = path_and_query.substr(0, question);
    if (question != std::string::npos)
        request.query = *forms::read(std::string_view(path_and_query).substr(question + 1));
    if (!authorization.empty()) request.headers.add("authorization", authorization);
    return through(std::move(request), by);
}

reply launch_world::send_score(const std::string& body, const std::string& authorization) {
    exchange message;
    message.id = new_id(time);
    message.standard = toy_launch;
    message.method = "POST";
    message.path = "/score";
    message.headers.add("authorization", authorization);
    message.body = body;
    message.received_at = time.now();
    const adapter& toy = *adapters.find(toy_launch);
    std::optional<reply> said;
    pipeline::find_launch_sender(
        message, toy, {gateway_url}, in_force_, *services_,
        [&](std::variant<launch_sender, disposition::outcome> found) {
            if (const auto* why = std::get_if<disposition::outcome>(&found)) {
                said = pipeline::refuse(message, toy, *why, language::nl);
                return;
            }
            pipeline::exchange_services flow{messages, time, log_, {}, nullptr, {}, &store_->ledger};
            pipeline::process(
                message, toy, {"data", settings::listener::unrouted_policy::reject, {}}, in_force_, flow,
                [&](reply one) { said = std::move(one); }, std::get<launch_sender>(found)
            );
        }
    );
    while (!tasks_.empty()) {
        const auto task = std::move(tasks_.front());
        tasks_.pop_front();
        task();
    }
    REQUIRE(said);
    return *said;
}

reply launch_world::launch(const fields& form) {
    browser somebody;
    const reply first = post("/toy/arrive", form, &somebody);
    const std::string key = word(first, "go");
    return key.empty() ? first : get("/toy/authorize?hint=" + key, &somebody);
}

void launch_world::has_roster(std::vector<model::roster::record> records) {
    auto made = std::make_shared<roster::memory_roster>();
    for (model::roster::record& one : records) made->add(std::move(one));
    roster = std::move(made);
}

std::vector<std::string> launch_world::words(const reply& of, std::string_view name) {
    std::vector<std::string> found;
    for (std::string_view rest = of.body; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.starts_with(name) && line.size() > name.size() && line[name.size()] == ' ')
            found.emplace_back(line.substr(name.size() + 1));
    }
    return found;
}

std::string launch_world::word(const reply& of, std::string_view name) {
    const auto found = words(of, name);
    return found.empty() ? std::string() : found.front();
}

std::vector<launch::attempt> launch_world::attempts() const {
    std::vector<launch::attempt> out;
    for (const auto& row : const_cast<memory_launch_rows&>(rows).attempts({})) out.push_back(launch::from_row(row));
    std::ranges::reverse(out);
    return out;
}

std::string launch_world::last_outcome() const {
    const auto all = attempts();
    return all.empty() ? std::string() : all.back().outcome;
}

} // namespace schakel::test
