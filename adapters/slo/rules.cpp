#include "adapters/slo/rules.hpp"

namespace schakel::slo {

namespace {

constexpr std::string_view example = "512e4729-03a4-43a2-95ba-758071d1b725";

bool is_flag(json::value at) {
    const std::string_view said = at.is(json::kind::number) ? at.number_text() : at.text();
    return said == "0" || said == "1" || said.empty();
}

bool is_one_of(json::value at, std::initializer_list<std::string_view> words) {
    if (!at || at.is(json::kind::null)) return true;
    for (const std::string_view one : words)
        if (at.text() == one) return true;
    return false;
}

bool has_capital(std::string_view id) {
    return id.find_first_of("ABCDEF") != std::string_view::npos;
}

} // namespace

void fault_list::add(const rule& which, json::value at, std::string expected, std::string got) {
    if (++seen_ > limit_) return;
    finding one;
    one.broken = &which;
    one.where.offset = at ? at.offset() : 0;
    one.expected = std::move(expected);
    one.got = std::move(got);
    list_.push_back(std::move(one));
}

void entity_rules::check(const wire::document& document) {
    if (document.what == wire::document::form::unknown)
        faults_.add(broken::no_context, {}, "fo/data/doelzinnen.json, {\"fo_doelzin\": […]}");
    for (const wire::list& one : document.unknown) faults_.add(broken::unknown_type, one.at, {}, masked(one.name));
}

void entity_rules::not_an_entity(json::value at) {
    if (!at.is(json::kind::object)) return faults_.add(broken::no_id, at);
    json::value type = at.member("types") ? at.member("types") : at.member("@type");
    if (type.is(json::kind::array)) type = type.first_child();
    if (!type) return faults_.add(broken::no_type, at, "fo_doelzin");
    faults_.add(broken::unknown_type, at, {}, masked(type.text()));
}

bool entity_rules::check(const wire::entity& one, const std::string& key) {
    if (one.type->what == role::alias) return true;
    if (one.id.empty()) {
        faults_.add(broken::no_id, one.at);
        return false;
    }
    if (key.empty()) {
        faults_.add(broken::id_form, one.at, std::string(example), masked(one.id));
        return false;
    }
    if (has_capital(one.id.substr(one.id.size() - example.size()))) faults_.add(broken::id_case, one.at);
    if (!ids_.insert(key)) faults_.add(broken::duplicate_id, one.at);
    if (one.title.empty() && one.description.empty() && one.type->name != "doelniveau")
        faults_.add(broken::no_text, one.at);
    flags(one);
    return true;
}

// `alone`: it stood there without a list. The two of an alias always do.
void entity_rules::reference(const wire::entity& from, json::value at, const std::string& key, bool alone) {
    if (key.empty()) faults_.add(broken::reference_id, at, std::string(example));
    if (alone && from.type->what != role::alias) faults_.add(broken::reference_form, at);
}

void entity_rules::succession(json::value at, std::string_view own_key, std::string_view key) {
    if (own_key == key) faults_.add(broken::succeeds_itself, at);
}

void entity_rules::flags(const wire::entity& one) {
    for (const json::value at : {one.ce, one.se, one.kern, one.keuze})
        if (at && !is_flag(at)) faults_.add(broken::flag, at, "0, 1");
    if (!is_one_of(one.ce_se, {"CE", "SE", "CE;SE", ""})) faults_.add(broken::flag, one.ce_se, "CE, SE, CE;SE");
    if (!is_one_of(one.kern_keuze, {"KERN", "KEUZE", ""})) faults_.add(broken::flag, one.kern_keuze, "KERN, KEUZE");
}

} // namespace schakel::slo
