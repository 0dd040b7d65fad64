#include "gateway/validation/xsd_identity.hpp"

#include <functional>

namespace schakel::validation::xsd {

namespace {
constexpr char between_fields = '\x1F'; // cannot occur in XML

std::size_t element_steps(const path& way) {
    return way.steps.size() - (way.ends_in_attribute ? 1 : 0);
}

// The steps done at a child, from those done at its parent.
std::uint64_t advance(const path& way, std::uint64_t reached, index name, index space) {
    std::uint64_t next = way.anywhere ? 1 : 0;
    for (std::size_t i = 0; i < element_steps(way); ++i)
        if ((reached >> i & 1) != 0 && way.steps[i].accepts(name, space)) next |= std::uint64_t{2} << i;
    return next;
}
} // namespace

void key_table::clear() {
    bytes_.clear();
    entries_.clear();
    slots_.assign(16, none);
}

key_table::entry* key_table::find(std::string_view key) {
    if (slots_.empty()) return nullptr;
    const std::size_t hash = std::hash<std::string_view>{}(key);
    for (std::size_t slot = hash & (slots_.size() - 1); slots_[slot] != none; slot = (slot + 1) & (slots_.size() - 1)) {
        entry& e = entries_[slots_[slot]];
        if (e.hash == hash && text(e) == key) return &e;
    }
    return nullptr;
}

void key_table::append(std::string_view key, std::size_t offset) {
    entry e;
    e.hash = std::hash<std::string_view>{}(key);
    e.position = static_cast<std::uint32_t>(bytes_.size());
    e.size = static_cast<std::uint32_t>(key.size());
    e.offset = offset;
    bytes_ += key;
    entries_.push_back(e);
}

void key_table::insert(std::string_view key, std::size_t offset) {
    append(key, offset);
    if (entries_.size() * 2 > slots_.size()) return rehash();
    std::size_t slot = entries_.back().hash & (slots_.size() - 1);
    while (slots_[slot] != none) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<std::uint32_t>(entries_.size() - 1);
}

void key_table::rehash() {
    slots_.assign(std::max<std::size_t>(slots_.size() * 4, 16), none);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        std::size_t slot = entries_[i].hash & (slots_.size() - 1);
        while (slots_[slot] != none) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = i;
    }
}

identity_level identity_check::start(
    const identity_level& parent, std::uint32_t depth, index name, index space, std::span<const index> constraints,
    std::size_t offset
) {
    requests_.clear();
    identity_level level;
    level.begin = static_cast<std::uint32_t>(matchers_.size());
    for (std::uint32_t i = parent.begin; i < parent.end; ++i) {
        matcher m = matchers_[i];
        m.reached = advance(*m.way, m.reached, name, space);
        if (m.reached != 0) add_matcher(m, depth, offset);
    }
    for (const index c : constraints) {
        if (open_scopes_ == scopes_.size()) scopes_.emplace_back();
        scope& s = scopes_[open_scopes_];
        s.constraint = c;
        s.depth = depth;
        s.keys.clear();
        s.imported.clear();
        const std::uint32_t number = open_scopes_++;
        for (const path& way : tables_.constraints[c].selectors) {
            matcher m;
            m.way = &way;
            m.scope = number;
            add_matcher(m, depth, offset);
        }
    }
    level.end = static_cast<std::uint32_t>(matchers_.size());
    return level;
}

void identity_check::add_matcher(matcher m, std::uint32_t depth, std::size_t offset) {
    const bool hit = (m.reached >> element_steps(*m.way) & 1) != 0;
    matchers_.push_back(m);
    if (hit) matched(m, depth, offset);
}

void identity_check::matched(const matcher& m, std::uint32_t depth, std::size_t offset) {
    if (m.target == none) return select(m.scope, depth, offset);
    if (m.way->ends_in_attribute)
        requests_.push_back({m.target, m.field, m.way->steps.back()});
    else
        pending_.push_back({m.target, m.field, depth});
}

void identity_check::select(std::uint32_t number, std::uint32_t depth, std::size_t offset) {
    for (std::size_t i = targets_.size(); i-- > 0 && targets_[i].depth == depth;)
        if (targets_[i].scope == number) return; // picked by another alternative already
    const constraint& c = tables_.constraints[scopes_[number].constraint];
    target t;
    t.scope = number;
    t.depth = depth;
    t.offset = offset;
    t.fields = static_cast<std::uint32_t>(values_.size());
    const auto index_of_target = static_cast<std::uint32_t>(targets_.size());
    targets_.push_back(t);
    values_.resize(values_.size() + c.fields.size());
    for (std::uint32_t field = 0; field < c.fields.size(); ++field) {
        for (const path& way : c.fields[field]) {
            matcher m;
            m.way = &way;
            m.target = index_of_target;
            m.field = field;
            add_matcher(m, depth, offset);
        }
    }
}

void identity_check::set_value(std::uint32_t number, std::uint32_t field, std::string_view canonical) {
    target& t = targets_[number];
    field_value& v = values_[t.fields + field];
    if (v.set && !t.faulty) {
        t.faulty = true;
        report(xsd_rule::ambiguous_field, t.offset, tables_.constraints[scopes_[t.scope].constraint].name, {});
    }
    v = {static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(canonical.size()), true};
    pool_ += canonical;
}

void identity_check::end(
    const identity_level& level, std::uint32_t depth, const std::string* canonical, bool valid, bool nillable
) {
    while (wants_value(depth)) {
        const pending_field p = pending_.back();
        pending_.pop_back();
        target& t = targets_[p.target];
        const constraint& c = tables_.constraints[scopes_[t.scope].constraint];
        if (canonical != nullptr)
            set_value(p.target, p.field, *canonical);
        else if (!valid)
            t.faulty = true;
        else if (nillable && c.what != constraint::kind::key)
            continue; // no value: the tuple is incomplete
        else if (!t.faulty) {
            t.faulty = true;
            report(nillable ? xsd_rule::nil_key : xsd_rule::ambiguous_field, t.offset, c.name, {});
        }
    }
    while (!targets_.empty() && targets_.back().depth == depth) {
        complete(targets_.back());
        values_.resize(targets_.back().fields);
        targets_.pop_back();
        if (targets_.empty()) pool_.clear();
    }
    matchers_.resize(level.begin);
    for (std::uint32_t i = open_scopes_; i-- > 0 && scopes_[i].depth == depth;) end_scope(scopes_[i]);
    while (open_scopes_ > 0 && scopes_[open_scopes_ - 1].depth == depth) --open_scopes_;
}

void identity_check::complete(const target& t) {
    if (t.faulty) return;
    scope& s = scopes_[t.scope];
    const constraint& c = tables_.constraints[s.constraint];
    tuple_.clear();
    for (std::uint32_t field = 0; field < c.fields.size(); ++field) {
        const field_value& v = values_[t.fields + field];
        if (!v.set) {
            if (c.what == constraint::kind::key) report(xsd_rule::incomplete_key, t.offset, c.name, {});
            return;
        }
        tuple_.append(pool_, v.position, v.size) += between_fields;
    }
    if (c.what == constraint::kind::keyref) return s.keys.append(tuple_, t.offset);
    if (const auto* first = s.keys.find(tuple_)) {
        const auto which = c.what == constraint::kind::key ? xsd_rule::duplicate_key : xsd_rule::duplicate_unique;
        sink_.add_duplicate(rule_of(which), t.offset, first->offset, shown(tuple_));
        return;
    }
    s.keys.insert(tuple_, t.offset);
}

// Keys are visible to the keyrefs of the same element and of its ancestors; for the latter a key that two elements
// below hold does not count.
void identity_check::end_scope(scope& s) {
    const constraint& c = tables_.constraints[s.constraint];
    for (std::uint32_t i = 0; i < open_scopes_; ++i) {
        scope& other = scopes_[i];
        if (c.what == constraint::kind::keyref || tables_.constraints[other.constraint].refers_to != s.constraint)
            continue;
        if (other.depth >= s.depth) continue;
        for (const auto& e : s.keys.entries()) {
            if (auto* known = other.imported.find(s.keys.text(e)))
                known->conflicting = true;
            else
                other.imported.insert(s.keys.text(e), e.offset);
        }
    }
    if (c.what != constraint::kind::keyref) return;
    key_table* keys = nullptr;
    for (std::uint32_t i = open_scopes_; i-- > 0 && scopes_[i].depth == s.depth;)
        if (scopes_[i].constraint == c.refers_to) keys = &scopes_[i].keys;
    for (const auto& e : s.keys.entries()) {
        const std::string_view tuple = s.keys.text(e);
        const auto* imported = s.imported.find(tuple);
        const bool found =
            (keys != nullptr && keys->find(tuple) != nullptr) || (imported != nullptr && !imported->conflicting);
        if (!found) report(xsd_rule::dangling_keyref, e.offset, tables_.constraints[c.refers_to].name, tuple);
    }
}

void identity_check::report(xsd_rule which, std::size_t offset, std::string expected, std::string_view tuple) {
    sink_.add(rule_of(which), offset, std::move(expected), shown(tuple));
}

// The values without the marks of the canonical form, masked.
std::string identity_check::shown(std::string_view tuple) {
    std::string out;
    while (!tuple.empty()) {
        const std::size_t end = tuple.find(between_fields);
        std::string_view text = tuple.substr(0, end).substr(1);
        if (tuple[0] == static_cast<char>('A' + static_cast<int>(primitive::decimal)) && text.ends_with('.'))
            text.remove_suffix(1);
        out += (out.empty() ? "" : " + ") + masked(text);
        tuple.remove_prefix(end + 1);
    }
    return out;
}

} // namespace schakel::validation::xsd
