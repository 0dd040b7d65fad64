#include "gateway/validation/xsd_identity.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
constexpr char between_fields = '\x1F'; // cannot occur in XML
constexpr char several_fields = '\x1F'; // no mark of a canonical form

std::size_t element_steps(const path& way) {
    return way.steps.size() - (way.ends_in_attribute ? 1 : 0);
}

bool needs_a_child(const path& way) {
    return way.anywhere || element_steps(way) > 0;
}

// The steps done at a child, from those done at its parent.
std::uint64_t advance(const path& way, std::uint64_t reached, index name, index space) {
    std::uint64_t next = way.anywhere ? 1 : 0;
    for (std::size_t i = 0; i < element_steps(way); ++i)
        if ((reached >> i & 1) != 0 && way.steps[i].accepts(name, space)) next |= std::uint64_t{2} << i;
    return next;
}
} // namespace

void identity_check::start(
    const identity_level& parent, std::uint32_t depth, index name, index space, const std::vector<index>& constraints,
    std::size_t offset, identity_level& level
) {
    requests_.clear();
    attribute_keys_.clear();
    const std::size_t before = targets_.size() + pending_.size();
    level.begin = static_cast<std::uint32_t>(matchers_.size());
    for (std::uint32_t i = parent.begin; i < parent.end; ++i) {
        const matcher& above = matchers_[i];
        if (above.next != nullptr) {
            if (above.next->accepts(name, space)) go_on_by_step(above, depth, offset);
        } else {
            matcher m = above;
            m.reached = advance(*m.way, m.reached, name, space);
            go_on(m, depth, offset);
        }
    }
    const std::uint32_t first_scope = open_scopes_;
    for (const index c : constraints) {
        if (hash_ == nullptr) hash_ = std::make_shared<const key_hash>();
        if (open_scopes_ == scopes_.size()) scopes_.emplace_back();
        scope& s = scopes_[open_scopes_];
        s.constraint = c;
        s.depth = depth;
        s.offset = offset;
        s.attribute = tables_.constraints[c].only_attribute();
        s.partner = none;
        s.outer_references = 0;
        s.keys.clear();
        s.imported.clear();
        s.references.clear();
        s.texts.clear();
        const std::uint32_t number = open_scopes_++;
        for (const path& way : tables_.constraints[c].selectors) {
            matcher m;
            m.way = &way;
            m.scope = number;
            begin(m, depth, offset);
        }
    }
    for (std::uint32_t i = first_scope; i < open_scopes_; ++i) link(scopes_[i], first_scope);
    level.end = static_cast<std::uint32_t>(matchers_.size());
    level.concerned = level.end != level.begin || !constraints.empty() || targets_.size() + pending_.size() != before ||
                      !requests_.empty();
}

// A keyref with its key on the same element, a key with the keyrefs further out; those on its element begin at `first`.
void identity_check::link(scope& s, std::uint32_t first) {
    for (std::uint32_t i = first; i < open_scopes_; ++i)
        if (scopes_[i].constraint == tables_.constraints[s.constraint].refers_to) s.partner = i;
    if (s.partner != none) s.settled.fill({});
    for (std::uint32_t i = 0; i < first; ++i)
        if (tables_.constraints[scopes_[i].constraint].refers_to == s.constraint) s.outer_references = i + 1;
}

// A path at the element it starts from.
void identity_check::begin(matcher m, std::uint32_t depth, std::size_t offset) {
    if (m.way->anywhere) return go_on(m, depth, offset);
    m.next = m.way->steps.data();
    m.last = m.next + element_steps(*m.way);
    if (m.next == m.last)
        matched(m, depth, offset);
    else
        matchers_.next() = m;
}

// A path of child steps whose next step is done. One that is complete has nothing to look for further down.
void identity_check::go_on_by_step(const matcher& above, std::uint32_t depth, std::size_t offset) {
    if (above.next + 1 == above.last) return matched(above, depth, offset);
    matcher m = above; // a copy, because growing moves those above
    ++m.next;
    matchers_.next() = m;
}

// A path that may be at several steps at once.
void identity_check::go_on(matcher m, std::uint32_t depth, std::size_t offset) {
    matchers_.next() = m;
    if ((m.reached >> element_steps(*m.way) & 1) != 0) matched(m, depth, offset);
}

void identity_check::matched(const matcher& m, std::uint32_t depth, std::size_t offset) {
    if (m.target == none) {
        if (const path_step* test = scopes_[m.scope].attribute) {
            attribute_keys_.next() = {m.scope, *test};
            return;
        }
        return select(m.scope, depth, offset);
    }
    if (m.way->ends_in_attribute)
        requests_.push_back({m.target, m.field, m.way->steps.back()});
    else
        pending_.push_back({m.target, m.field, depth});
}

void identity_check::select(std::uint32_t number, std::uint32_t depth, std::size_t offset, identity_level& level) {
    select(number, depth, offset);
    level.concerned = true;
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
            begin(m, depth, offset);
        }
    }
}

void identity_check::set_value(std::uint32_t number, std::uint32_t field, std::string_view canonical) {
    target& t = targets_[number];
    field_value& v = values_[t.fields + field];
    if (v.set && !t.faulty) {
        t.faulty = true;
        report(
            xsd_rule::ambiguous_field, t.offset, tables_.constraints[scopes_[t.scope].constraint].name,
            {several_fields, {}}
        );
    }
    v = {static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(canonical.size()), true};
    pool_ += canonical;
}

// A key may not even have a field whose element could be nil.
void identity_check::answer(const pending_field& p, const ended& element) {
    target& t = targets_[p.target];
    const constraint& c = tables_.constraints[scopes_[t.scope].constraint];
    const bool nillable_key = element.nillable && c.what == constraint::kind::key;
    if (element.surplus && values_[t.fields + p.field].set) return;
    if (element.canonical != nullptr && !nillable_key) return set_value(p.target, p.field, *element.canonical);
    if (!element.valid) t.faulty = true;
    if (t.faulty || (element.nil && !nillable_key)) return; // nil: no value, so the tuple is incomplete
    t.faulty = true;
    report(nillable_key ? xsd_rule::nil_key : xsd_rule::ambiguous_field, t.offset, c.name, {several_fields, {}});
}

void identity_check::end(const identity_level& level, std::uint32_t depth, const ended& element) {
    while (wants_value(depth)) {
        const pending_field p = pending_.back();
        pending_.pop_back();
        answer(p, element);
    }
    while (!targets_.empty() && targets_.back().depth == depth) {
        complete(targets_.back(), element.children_told);
        values_.resize(targets_.back().fields);
        targets_.pop_back();
        if (targets_.empty()) pool_.clear();
    }
    matchers_.shorten(level.begin);
    for (std::uint32_t i = open_scopes_; i-- > 0 && scopes_[i].depth == depth;) end_scope(scopes_[i]);
    while (open_scopes_ > 0 && scopes_[open_scopes_ - 1].depth == depth) --open_scopes_;
}

void identity_check::complete(const target& t, bool children_told) {
    if (t.faulty) return;
    scope& s = scopes_[t.scope];
    const constraint& c = tables_.constraints[s.constraint];
    tuple_.clear();
    for (std::uint32_t field = 0; field < c.fields.size(); ++field) {
        const field_value& v = values_[t.fields + field];
        if (!v.set) {
            const bool told = children_told && std::ranges::any_of(c.fields[field], needs_a_child);
            if (c.what == constraint::kind::key && !told)
                report(xsd_rule::incomplete_key, t.offset, c.name, {several_fields, {}});
            return;
        }
        tuple_.append(pool_, v.position, v.size) += between_fields;
    }
    if (c.fields.size() == 1)
        add_tuple(s, t.offset, {tuple_[0], std::string_view(tuple_).substr(1, tuple_.size() - 2)});
    else
        add_tuple(s, t.offset, {several_fields, tuple_});
}

// Of the element at the offset.
bool identity_check::add_tuple(scope& s, std::size_t offset, const key_tuple& tuple) {
    const constraint& c = tables_.constraints[s.constraint];
    const key_hash::value key = hash_->of(tuple.mark, tuple.text);
    if (c.what == constraint::kind::keyref) return note_reference(s, key, offset, tuple);
    if (sought_ != nullptr) sought_->note(s.constraint, s.offset, key, offset);
    if (s.keys.add(key)) {
        tell_outer_references(s, key);
        return false;
    }
    if (sink_.full()) return false;
    const auto which = c.what == constraint::kind::key ? xsd_rule::duplicate_key : xsd_rule::duplicate_unique;
    report(which, offset, {}, tuple);
    if (!sink_.full()) duplicates_.add(s.constraint, s.offset, key, sink_.last());
    return false;
}

// Keys are visible to the keyrefs of the same element and of its ancestors; for the latter a key that two elements
// below hold does not count.
void identity_check::tell_outer_references(const scope& s, const key_hash::value& key) {
    for (std::uint32_t i = 0; i < s.outer_references; ++i) {
        scope& outer = scopes_[i];
        if (tables_.constraints[outer.constraint].refers_to != s.constraint) continue;
        if (!outer.imported.add(key)) outer.imported.mark(key);
    }
}

// A reference to a key that has been met is settled; the others wait for the end, and keep their text for the finding.
bool identity_check::note_reference(scope& s, const key_hash::value& key, std::size_t offset, const key_tuple& tuple) {
    if (s.partner != none && scopes_[s.partner].keys.contains(key)) return true;
    s.references.push_back({key, offset, s.texts.size(), static_cast<std::uint32_t>(tuple.text.size() + 1)});
    s.texts.append(1, tuple.mark).append(tuple.text);
    return false;
}

void identity_check::end_scope(scope& s) {
    for (const reference& r : s.references) {
        const bool here = s.partner != none && scopes_[s.partner].keys.contains(r.key);
        if (here || (s.imported.contains(r.key) && !s.imported.is_marked(r.key))) continue;
        const std::string& key_name = tables_.constraints[tables_.constraints[s.constraint].refers_to].name;
        const std::string_view text = std::string_view(s.texts).substr(r.position, r.size);
        report(xsd_rule::dangling_keyref, r.offset, key_name, {text[0], text.substr(1)});
    }
}

void identity_check::report(xsd_rule which, std::size_t offset, std::string expected, const key_tuple& tuple) {
    sink_.add(rule_of(which), offset, std::move(expected), shown(tuple));
}

// The values without the marks of the canonical form, masked.
std::string identity_check::shown(const key_tuple& tuple) {
    if (tuple.mark != several_fields) return shown_field(tuple.mark, tuple.text);
    std::string out;
    for (std::string_view rest = tuple.text; !rest.empty();) {
        const std::size_t end = rest.find(between_fields);
        out += (out.empty() ? "" : " + ") + shown_field(rest[0], rest.substr(1, end - 1));
        rest.remove_prefix(end + 1);
    }
    return out;
}

std::string identity_check::shown_field(char mark, std::string_view text) {
    if (mark == canonical_mark(primitive::decimal) && text.ends_with('.')) text.remove_suffix(1);
    return masked(text);
}

void duplicate_keys::add(index constraint, std::size_t scope, const key_hash::value& key, std::size_t finding) {
    entries_.push_back({constraint, scope, key, finding, nowhere});
}

void duplicate_keys::note(index constraint, std::size_t scope, const key_hash::value& key, std::size_t offset) {
    if (places_.empty())
        for (std::size_t i = 0; i < entries_.size(); ++i) places_.emplace(entries_[i].key.first, i);
    const auto [begin, end] = places_.equal_range(key.first);
    for (auto place = begin; place != end; ++place) {
        entry& e = entries_[place->second];
        if (e.first == nowhere && e.constraint == constraint && e.scope == scope && e.key == key) e.first = offset;
    }
}

} // namespace schakel::validation::xsd
