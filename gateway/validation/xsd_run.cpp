#include "gateway/validation/xsd_run.hpp"

#include "gateway/codec/xml_basic_scanner.hpp"
#include "gateway/validation/xsd_compiler.hpp"

namespace schakel::validation::xsd {

namespace {
bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

constexpr std::string_view fixed_without_children = "XSD 1.0 cvc-elt.5.2.2.1";

// Mixed content with a fixed value: text alone, compared as it is written.
bool is_fixed_mixed(const element_type* type, const element_declaration* declaration) {
    return type->content == content_kind::mixed && declaration != nullptr && declaration->fixed.has_value();
}

constexpr identity_level outermost_level;

bool has_qualified(std::span<const xml::attribute> attributes) {
    for (const xml::attribute& a : attributes)
        if (!a.id.space.empty()) return true;
    return false;
}

bool is_instance_attribute(std::string_view local) {
    return local == "type" || local == "nil" || local == "schemaLocation" || local == "noNamespaceSchemaLocation";
}
} // namespace

validation_run::validation_run(
    const xsd_tables& tables, std::string_view bytes, const mapped_file* file, const document_limits& limits,
    findings& found
)
    : tables_(tables), bytes_(bytes), file_(file), limits_(limits), sink_(found, limits.findings),
      identity_(tables, sink_), values_{tables.simple_types, nullptr, {}} {}

// The scan gives every URI one address, and neighbours mostly share their namespace.
index validation_run::space_of(std::string_view uri) {
    if (uri.empty()) return no_space;
    if (uri.data() == last_uri_ && uri.size() == last_uri_size_) return last_space_;
    last_uri_ = uri.data();
    last_uri_size_ = uri.size();
    return last_space_ = tables_.names.find_space(uri);
}

validation_run::met_name& validation_run::look_up(const xml::name& id) {
    if (id.number >= met_.size()) met_.resize(id.number + 1);
    met_name& met = met_[id.number] = {};
    met.space = space_of(id.space);
    met.name = tables_.names.find(met.space, id.local);
    met.in_instance_space = id.space == instance_space && is_instance_attribute(id.local);
    met.met = true;
    return met;
}

[[gnu::always_inline]] inline void validation_run::watch(frame& f, const started& e) {
    const identity_level& outer = &f == frames_.begin() ? outermost_level : (&f - 1)->level;
    const std::vector<index>& own = f.declaration != nullptr ? f.declaration->constraints : no_constraints_;
    if (own.empty() && !identity_.reaches(outer, e.name, e.space)) return;
    const std::size_t depth = frames_.size() - 1;
    identity_.start(outer, static_cast<std::uint32_t>(depth), e.name, e.space, own, e.offset, f.level);
    if (!identity_.attribute_keys().empty()) enter_attribute_keys(f, e);
    if (!identity_.requests().empty()) answer_requests(*f.type, e);
}

void validation_run::open(const element_declaration* declaration, index type, const started& e) {
    if (declaration != nullptr && declaration->is_abstract)
        sink_.add(rule_of(xsd_rule::abstract_element), e.offset, describe_members(*declaration, e.id.local), shown(e));
    bool nil = false;
    const index effective = has_qualified(e.attributes) ? effective_type(declaration, type, e, nil) : type;
    if (effective == none) return skip();
    const element_type& t = tables_.types[effective];
    if (t.is_abstract) {
        const std::uint8_t blocked = declaration != nullptr ? declaration->block : std::uint8_t{0};
        sink_.add(rule_of(xsd_rule::abstract_type), e.offset, describe_types(effective, blocked, {}), shown(e));
        return skip();
    }
    has_plain_attribute_ = false;
    if (!e.attributes.empty() || !t.attributes.empty()) check_attributes(t, e);
    frame& f = frames_.next();
    f = {};
    f.type = &t;
    f.declaration = declaration;
    f.local = e.id.local;
    f.offset = e.offset;
    f.nil = nil;
    f.counters = static_cast<std::uint32_t>(counters_.size());
    if (t.model != none) {
        f.model = &tables_.models[t.model];
        const std::size_t counted = f.model->counters.size() + f.model->required.size();
        if (counted != 0) counters_.resize(counters_.size() + counted);
    }
    const bool fixed = is_fixed_mixed(&t, declaration);
    f.ignores_blanks = !nil && !fixed && (t.content == content_kind::elements || t.content == content_kind::mixed);
    text_ = {};
    watch(f, e);
    const bool plain = !nil && !f.level.concerned && (declaration == nullptr || !declaration->preset);
    if (t.content == content_kind::simple && plain) f.leaf = &tables_.simple_types[t.simple];
}

validation_run::opening validation_run::opening_of(const element_declaration& declaration) const {
    opening out;
    const element_type& t = tables_.types[declaration.type];
    if (declaration.is_abstract || t.is_abstract || is_fixed_mixed(&t, &declaration)) return out;
    if (t.model != none) {
        out.model = &tables_.models[t.model];
        if (!out.model->counters.empty() || !out.model->required.empty()) return out;
    }
    out.type = &t;
    out.has_attributes = !t.attributes.empty();
    out.ignores_blanks = t.content == content_kind::elements || t.content == content_kind::mixed;
    if (t.content == content_kind::simple && !declaration.preset) out.leaf = &tables_.simple_types[t.simple];
    return out;
}

// As open(), with what is known of the declaration from the last element of that name.
[[gnu::always_inline]] inline void
validation_run::open_as_before(const element_declaration& declaration, const started& e, met_name& met) {
    if (met.opened != &declaration) {
        met.opened = &declaration;
        met.opens = opening_of(declaration);
    }
    if (met.opens.type == nullptr || has_qualified(e.attributes)) return open(&declaration, declaration.type, e);
    const opening known = met.opens;
    has_plain_attribute_ = false;
    if (!e.attributes.empty() || known.has_attributes) check_attributes(*known.type, e);
    frame& f = frames_.next();
    f = {};
    f.type = known.type;
    f.model = known.model;
    f.declaration = &declaration;
    f.local = e.id.local;
    f.offset = e.offset;
    f.counters = static_cast<std::uint32_t>(counters_.size());
    f.ignores_blanks = known.ignores_blanks;
    text_ = {};
    watch(f, e);
    if (!f.level.concerned) f.leaf = known.leaf;
}

// As find_edge, which is asked once for each place where a name keeps coming.
[[gnu::always_inline]] inline const edge* validation_run::way_to(const frame& f, const started& e, met_name& met) {
    if (e.id.number == 0) return find_edge(f, e.name, e.space);
    if (met.way != nullptr && met.model == f.model && met.state == f.state) return met.way;
    const edge* way = find_edge(f, e.name, e.space);
    if (way == nullptr || !f.model->counters.empty()) return way;
    met.model = f.model;
    met.state = f.state;
    return met.way = way;
}

[[gnu::always_inline]] inline void validation_run::start_child(const started& e, met_name& met) {
    frame& parent = frames_.back();
    if (parent.nil || parent.type->content == content_kind::empty || parent.type->content == content_kind::simple) {
        if (!parent.told_text) {
            const auto which = parent.nil                                    ? xsd_rule::nil_not_empty
                               : parent.type->content == content_kind::empty ? xsd_rule::not_empty
                                                                             : xsd_rule::element_in_simple_content;
            sink_.add(rule_of(which), e.offset, {}, shown(e));
            parent.told_text = true;
        }
        return skip();
    }
    if (is_fixed_mixed(parent.type, parent.declaration) && !std::exchange(parent.told_text, true))
        sink_.add(
            rule_of(xsd_rule::fixed_value), e.offset, *parent.declaration->preset, shown(e), fixed_without_children
        );
    if (parent.model->is_all) return take_member(parent, e);
    const edge* way = way_to(parent, e, met);
    if (way == nullptr) return resynchronise(parent, e);
    parent.excuses = false;
    parent.last_surplus = none;
    take(parent, *way);
    if (way->name == none) return start_by_wildcard(parent.model->wildcards[way->target], e);
    const element_declaration& d = tables_.elements[way->target];
    open_as_before(d, e, met);
}

void validation_run::start_element(
    const xml::name& id, std::span<const xml::attribute> attributes, std::size_t offset
) {
    if (sink_.full()) return;
    if (skipped_ > 0) {
        ++skipped_;
        return;
    }
    met_name& met = meet(id);
    const started e{id, attributes, offset, met.name, met.space};
    if (frames_.empty())
        start_root(e);
    else
        start_child(e, met);
}

void validation_run::start_root(const started& e) {
    if (const auto found = tables_.global_elements.find(e.name); found != tables_.global_elements.end()) {
        const element_declaration& d = tables_.elements[found->second];
        return open(&d, d.type, e);
    }
    report_root(e);
    skip();
}

void validation_run::start_by_wildcard(const wildcard& any, const started& e) {
    if (any.contents == wildcard::process::skip) return skip();
    if (const auto found = tables_.global_elements.find(e.name); found != tables_.global_elements.end()) {
        const element_declaration& d = tables_.elements[found->second];
        return open(&d, d.type, e);
    }
    if (any.contents == wildcard::process::lax) return open(nullptr, tables_.any_type, e);
    const bool typed = std::any_of(e.attributes.begin(), e.attributes.end(), [](const xml::attribute& a) {
        return a.id.space == instance_space && a.id.local == "type";
    });
    if (typed) return open(nullptr, tables_.any_type, e);
    sink_.add(rule_of(xsd_rule::undeclared_element), e.offset, {}, shown(e, true));
    skip();
}

// The type that xsi:type names, or the declared one; and whether xsi:nil empties the element. None after a wrong
// xsi:type: whatever stands inside follows another type.
index validation_run::effective_type(const element_declaration* declaration, index type, const started& e, bool& nil) {
    for (const xml::attribute& a : e.attributes) {
        if (a.id.space.empty() || a.id.space != instance_space) continue;
        if (a.id.local == "type" && type != none) type = named_type(a, declaration, type, e);
        if (a.id.local != "nil") continue;
        std::string buffer;
        const std::string_view written = treat_white_space(white_space::collapse, a.value, buffer);
        const bool yes = written == "true" || written == "1";
        nil = yes && declaration != nullptr; // without a declaration nothing gives it a meaning
        if (declaration != nullptr && !declaration->nillable)
            sink_.add(rule_of(xsd_rule::nil_not_allowed), a.offset, {}, shown(e));
        else if (!yes && written != "false" && written != "0")
            sink_.add(rule_of(xsd_rule::datatype), a.offset, "xs:boolean", masked(written));
        else if (yes && declaration != nullptr && declaration->fixed)
            sink_.add(rule_of(xsd_rule::nil_not_allowed), a.offset, {}, shown(e), "XSD 1.0 cvc-elt.3.2.2");
    }
    return type;
}

index validation_run::
    named_type(const xml::attribute& a, const element_declaration* declaration, index declared, const started&) {
    value name;
    std::string buffer;
    const std::string_view written = treat_white_space(white_space::collapse, a.value, buffer);
    index named = none;
    if (read_value(primitive::qname, written, values_.scope, name)) {
        const auto found =
            tables_.global_types.find(tables_.names.find(tables_.names.find_space(name.space), name.local));
        if (found != tables_.global_types.end()) named = found->second;
    }
    const std::uint8_t blocked =
        static_cast<std::uint8_t>((declaration != nullptr ? declaration->block : 0) | tables_.types[declared].block);
    if (named != none && is_derived(tables_, named, declared, blocked)) return named;
    const auto which = named == none ? xsd_rule::unknown_type : xsd_rule::type_not_derived;
    std::string got = named == none ? std::string(written.substr(0, 100)) : tables_.types[named].name;
    sink_.add(rule_of(which), a.offset, describe_types(declared, blocked, name.local), std::move(got));
    return none;
}

void validation_run::text_closely(std::string_view value, std::size_t offset) {
    if (skipped_ > 0 || sink_.full() || frames_.empty()) return;
    frame& f = frames_.back();
    const bool collected = f.type->content == content_kind::simple || is_fixed_mixed(f.type, f.declaration);
    if (f.type->content == content_kind::mixed && !f.nil && !collected) return;
    if (f.nil || !collected) return check_text(f, value, offset);
    if (text_.empty() && lasts(value)) {
        text_ = value;
        return;
    }
    if (text_.data() != joined_text_.data()) joined_text_.assign(text_);
    joined_text_ += value;
    text_ = joined_text_;
}

void validation_run::check_text(frame& f, std::string_view value, std::size_t offset) {
    const bool empty = f.nil || f.type->content == content_kind::empty;
    if (f.told_text || (!empty && is_blank(value))) return;
    f.told_text = true;
    const auto which = f.nil ? xsd_rule::nil_not_empty : empty ? xsd_rule::not_empty : xsd_rule::text_not_allowed;
    const std::size_t first = value.find_first_not_of(" \t\r\n");
    const bool blank = first == std::string_view::npos;
    const std::string_view seen = blank ? "" : value.substr(first, value.find_last_not_of(" \t\r\n") - first + 1);
    sink_.add(rule_of(which), empty ? f.offset : offset + (blank ? 0 : first), {}, blank ? "\"\"" : masked(seen));
}

void validation_run::end_element(const xml::name&, std::size_t) {
    if (sink_.full()) return;
    if (skipped_ > 0) {
        --skipped_;
        return;
    }
    if (frames_.empty()) return;
    frame& f = frames_.back();
    if (f.leaf == nullptr || !is_plainly_right(*f.leaf, text_)) end_closely(f);
    while (!left_out_.empty() && left_out_.back().first == frames_.size()) left_out_.pop_back();
    if (counters_.size() != f.counters) counters_.resize(f.counters);
    frames_.pop_back();
    text_ = {};
}

void validation_run::end_closely(frame& f) {
    bool valid = true;
    const std::string* canonical = check_content(f, valid);
    if (!f.level.concerned) return;
    const auto depth = static_cast<std::uint32_t>(frames_.size() - 1);
    const bool nillable = f.declaration != nullptr && f.declaration->nillable;
    identity_.end(f.level, depth, {canonical, valid, nillable, f.nil, f.surplus, f.lenient || f.excuses});
}

// Gives the canonical value where someone asks for it and there is one.
const std::string* validation_run::check_content(frame& f, bool& valid) {
    if (f.nil) {
        valid = f.declaration == nullptr || f.declaration->nillable;
        return nullptr;
    }
    if (f.type->content == content_kind::elements || f.type->content == content_kind::mixed) {
        if (!is_complete(f)) report_incomplete(f);
        if (is_fixed_mixed(f.type, f.declaration)) check_fixed_mixed(f);
        return nullptr;
    }
    if (f.type->content != content_kind::simple) return nullptr;
    if (f.told_text) { // an element stood in the text, and what remains is not the value
        valid = false;
        return nullptr;
    }
    const element_declaration* d = f.declaration;
    const bool wanted = f.level.concerned && identity_.wants_value(static_cast<std::uint32_t>(frames_.size() - 1));
    const bool compares = d != nullptr && d->fixed && !text_.empty();
    const bool textual = compares && tables_.types[d->type].content != content_kind::simple;
    const std::string_view written = text_.empty() && d != nullptr && d->preset ? std::string_view(*d->preset) : text_;
    canonical_.clear();
    valid = check_simple(*f.type, written, f.offset, wanted || compares ? &canonical_ : nullptr);
    if (valid && compares && (textual ? written : std::string_view(canonical_)) != *d->fixed)
        sink_.add(rule_of(xsd_rule::fixed_value), f.offset, *d->preset, masked(written));
    return valid && wanted ? &canonical_ : nullptr;
}

void validation_run::check_fixed_mixed(frame& f) {
    if (f.told_text || text_.empty() || text_ == *f.declaration->fixed) return;
    sink_.add(
        rule_of(xsd_rule::fixed_value), f.offset, *f.declaration->preset, masked(text_), "XSD 1.0 cvc-elt.5.2.2.2.1"
    );
}

bool validation_run::check_simple(
    const element_type& type, std::string_view text, std::size_t offset, std::string* canonical
) {
    value_fault fault;
    if (!check_value(tables_.simple_types[type.simple], text, values_, fault, canonical)) {
        report_value(fault, text, offset);
        return false;
    }
    if (!values_.ids.empty()) note_ids(offset);
    return true;
}

void validation_run::report_value(const value_fault& fault, std::string_view text, std::size_t offset) {
    sink_.add(
        rule_of(fault.broken), offset, describe_allowed(fault, tables_.simple_types, text),
        text.empty() ? "\"\"" : masked(text)
    );
}

void validation_run::note_ids(std::size_t offset) {
    for (auto& [is_id, name] : values_.ids) {
        if (!is_id) {
            idrefs_.emplace_back(name, offset);
            continue;
        }
        const auto [first, added] = ids_.try_emplace(name, offset);
        if (added || sink_.full()) continue;
        sink_.add(rule_of(xsd_rule::duplicate_id), offset, {}, masked(name));
        if (!sink_.full()) sink_.expect_line_of(sink_.last(), first->second);
    }
}

bool validation_run::run(findings& faults) {
    const bool well_formed = scan(faults);
    finish(well_formed);
    return well_formed;
}

bool validation_run::scan(findings& faults) {
    return xml::scan_for(*this, bytes_, file_, limits_, faults);
}

void validation_run::finish(bool complete) {
    if (complete)
        for (const auto& [name, offset] : idrefs_)
            if (!ids_.contains(name)) sink_.add(rule_of(xsd_rule::dangling_idref), offset, {}, masked(name));
    if (!identity_.duplicates().empty()) find_first_keys();
    sink_.finish([&](findings& found) {
        if (file_ != nullptr)
            xml::locate(*file_, found);
        else
            xml::locate(bytes_, found);
    });
}

// The same walk once more, which meets the first of two like keys where it met them before.
void validation_run::find_first_keys() {
    findings same, same_fault;
    validation_run again(tables_, bytes_, file_, limits_, same);
    again.identity_.seek_duplicates_of(identity_);
    again.scan(same_fault);
    for (const duplicate_keys::entry& d : identity_.duplicates().entries()) sink_.expect_line_of(d.finding, d.first);
}

} // namespace schakel::validation::xsd
