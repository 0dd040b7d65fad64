#include "gateway/launch/ledger_records.hpp"

#include "gateway/core/packed_fields.hpp"
#include "gateway/launch/record_kind.hpp"

#include <charconv>

namespace schakel::launch {

namespace {

// ---------------------------------------------------------------- numbers, moments and answers that may be missing

std::string text_of(double value) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value);
    return {digits, end.ptr};
}

std::string text_of(const std::optional<double>& value) {
    return value ? text_of(*value) : std::string();
}

std::string text_of(instant when) {
    return std::to_string(when.time_since_epoch().count());
}

std::string text_of(const std::optional<instant>& when) {
    return when ? text_of(*when) : std::string();
}

std::string text_of(const std::optional<bool>& said) {
    return !said ? "" : *said ? "1" : "0";
}

template <class Number>
std::optional<Number> number_in(const std::string& text) {
    Number out{};
    const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || end.ec != std::errc()) return std::nullopt;
    return out;
}

std::optional<instant> instant_in(const std::string& text) {
    const auto count = number_in<std::int64_t>(text);
    if (!count) return std::nullopt;
    return instant(std::chrono::microseconds(*count));
}

std::optional<bool> answer_in(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text == "1";
}

// ---------------------------------------------------------------- parts of a launch

std::string bytes_of(const model::launch_context& what) {
    packed_writer out;
    out.put(what.id).put(what.label).put(what.title).put_all(what.types);
    return out.put(what.course_offering).put(what.course_section).take();
}

model::launch_context context_in(const std::string& bytes) {
    model::launch_context out;
    packed_reader in(bytes);
    in.take(out.id, out.label, out.title);
    in.take_all(out.types);
    in.take(out.course_offering, out.course_section);
    return out;
}

// A service that is not granted is an empty field, one that is granted never.
std::string bytes_of(const model::launch_services& what) {
    std::string items, members, outcomes;
    if (what.line_items) {
        const auto& has = *what.line_items;
        items = packed_writer().put_all(has.scopes).put(has.items_url).put(has.item_url).take();
    }
    if (what.memberships)
        members = packed_writer().put(what.memberships->url).put_all(what.memberships->versions).take();
    if (what.outcomes) {
        const auto& has = *what.outcomes;
        outcomes = packed_writer().put(has.url).put(has.sourced_id).put_all(has.accepted).take();
    }
    return packed(items, members, outcomes);
}

model::launch_services services_in(const std::string& bytes) {
    model::launch_services out;
    packed_reader in(bytes);
    if (const std::string items = in.next(); !items.empty()) {
        packed_reader each(items);
        auto& has = out.line_items.emplace();
        each.take_all(has.scopes);
        each.take(has.items_url, has.item_url);
    }
    if (const std::string members = in.next(); !members.empty()) {
        packed_reader each(members);
        auto& has = out.memberships.emplace();
        has.url = each.next();
        each.take_all(has.versions);
    }
    if (const std::string outcomes = in.next(); !outcomes.empty()) {
        packed_reader each(outcomes);
        auto& has = out.outcomes.emplace();
        each.take(has.url, has.sourced_id);
        each.take_all(has.accepted);
    }
    return out;
}

outbox::launch_record record_of(record_kind kind, std::string id) {
    outbox::launch_record row;
    row.kind = number_of(kind);
    row.id = std::move(id);
    return row;
}

} // namespace

// ---------------------------------------------------------------- records

outbox::launch_record to_record(const launch_class& what) {
    auto row = record_of(record_kind::launch_class, what.handle);
    row.school = what.school;
    row.system = what.target;
    row.place = what.source;
    packed_writer out;
    out.put(bytes_of(what.context)).put_all(what.scopes).put(bytes_of(what.services));
    row.bytes = out.put(what.route).put(bytes_of(what.own_context)).take();
    return row;
}

launch_class to_class(const outbox::launch_record& row) {
    launch_class out;
    out.handle = row.id;
    out.school = row.school;
    out.target = row.system;
    out.source = row.place;
    packed_reader in(row.bytes);
    out.context = context_in(in.next());
    in.take_all(out.scopes);
    out.services = services_in(in.next());
    out.route = in.next();
    out.own_context = context_in(in.next());
    return out;
}

outbox::launch_record to_record(const launch_result& what) {
    auto row = record_of(record_kind::launch_result, what.handle);
    row.school = what.school;
    row.system = what.target;
    row.place = what.source;
    row.bytes =
        packed(what.class_handle, what.person, what.resource, what.line_item, what.own_person, bytes_of(what.services));
    return row;
}

launch_result to_result(const outbox::launch_record& row) {
    launch_result out;
    out.handle = row.id;
    out.school = row.school;
    out.target = row.system;
    out.source = row.place;
    packed_reader in(row.bytes);
    in.take(out.class_handle, out.person, out.resource, out.line_item, out.own_person);
    out.services = services_in(in.next());
    return out;
}

outbox::launch_record to_record(const line_item& what) {
    auto row = record_of(record_kind::line_item, what.id);
    row.place = what.class_handle;
    row.bytes = packed(
        text_of(what.score_maximum), what.label, what.resource_id, what.tag, what.resource_link, text_of(what.starts),
        text_of(what.ends), text_of(what.grades_released), what.submission_review, std::string(what.ours ? "1" : ""),
        what.source_url
    );
    return row;
}

line_item to_line_item(const outbox::launch_record& row) {
    line_item out;
    out.id = row.id;
    out.class_handle = row.place;
    packed_reader in(row.bytes);
    out.score_maximum = number_in<double>(in.next()).value_or(0);
    in.take(out.label, out.resource_id, out.tag, out.resource_link);
    out.starts = instant_in(in.next());
    out.ends = instant_in(in.next());
    out.grades_released = answer_in(in.next());
    out.submission_review = in.next();
    out.ours = in.next() == "1";
    out.source_url = in.next();
    return out;
}

std::string result_key(std::string_view class_handle, std::string_view resource, std::string_view person) {
    return std::string(class_handle).append(1, '\n').append(resource).append(1, '\n').append(person);
}

outbox::launch_record handle_record(const launch_result& of) {
    auto row = record_of(record_kind::result_handle, result_key(of.class_handle, of.resource, of.person));
    row.school = of.school;
    row.system = of.target;
    row.bytes = of.handle;
    return row;
}

std::string score_id(std::string_view line_item, std::string_view person) {
    return std::string(line_item).append(1, '\n').append(person);
}

outbox::launch_record to_record(std::string_view line_item, const given_score& what) {
    auto row = record_of(record_kind::score, score_id(line_item, what.person));
    row.place = line_item;
    row.bytes = packed(
        text_of(what.when), text_of(what.score), text_of(what.maximum), what.comment, what.activity, what.grading,
        what.scoring_person
    );
    return row;
}

given_score to_score(const outbox::launch_record& row) {
    given_score out;
    out.person = row.id.substr(row.id.find('\n') + 1);
    packed_reader in(row.bytes);
    out.when = instant_in(in.next()).value_or(instant{});
    out.score = number_in<double>(in.next());
    out.maximum = number_in<double>(in.next());
    in.take(out.comment, out.activity, out.grading, out.scoring_person);
    return out;
}

// ---------------------------------------------------------------- parties

std::string party_bytes(const launch_party& what) {
    packed_writer keys, parameters, out;
    for (const shared_key& one : what.keys) keys.put(one.key).put(one.secret);
    for (const auto& [name, value] : what.parameters) parameters.put(name).put(value);
    out.put(to_string(what.side)).put(what.system).put(what.standard).put(what.issuer).put(what.client_id);
    out.put_all(what.deployments).put(keys.take());
    out.put(what.login_url).put(what.authorization_url).put(what.token_url).put(what.token_audience);
    out.put(what.launch_url).put(what.deep_linking_url).put_all(what.redirect_urls).put(what.keys_url);
    out.put(what.metadata_url).put(what.logout_url).put(what.public_keys).put(what.metadata);
    out.put_all(what.launch_prefixes).put_all(what.algorithms).put_all(what.scopes).put_all(what.quirks);
    out.put(what.profile).put(parameters.take());
    out.put(std::to_string(what.leeway.count())).put(std::to_string(what.longest.count()));
    return out.take();
}

launch_party party_from(std::string_view bytes) {
    launch_party out;
    packed_reader in(bytes);
    out.side = in.next() == to_string(launch_side::target) ? launch_side::target : launch_side::source;
    in.take(out.system, out.standard, out.issuer, out.client_id);
    in.take_all(out.deployments);
    const std::string keys = in.next();
    for (packed_reader each(keys); !each.at_end();) {
        shared_key& one = out.keys.emplace_back();
        each.take(one.key, one.secret);
    }
    in.take(out.login_url, out.authorization_url, out.token_url, out.token_audience);
    in.take(out.launch_url, out.deep_linking_url);
    in.take_all(out.redirect_urls);
    in.take(out.keys_url, out.metadata_url, out.logout_url, out.public_keys, out.metadata);
    in.take_all(out.launch_prefixes);
    in.take_all(out.algorithms);
    in.take_all(out.scopes);
    in.take_all(out.quirks);
    out.profile = in.next();
    const std::string parameters = in.next();
    for (packed_reader each(parameters); !each.at_end();) {
        const std::string name = each.next();
        out.parameters[name] = each.next();
    }
    out.leeway = std::chrono::seconds(number_in<std::int64_t>(in.next()).value_or(out.leeway.count()));
    out.longest = std::chrono::seconds(number_in<std::int64_t>(in.next()).value_or(out.longest.count()));
    return out;
}

} // namespace schakel::launch
