#include "adapters/common/case/json_write.hpp"

#include "adapters/common/case/keys.hpp"
#include "adapters/common/one_edtech/moments.hpp"

namespace schakel::cf {

namespace {

constexpr std::string_view unknown_type = "isRelatedTo"; // what a reader takes an unknown type for

// A link whose identifier and address have the form that the version wants; the identifier of an end may be any text.
link fitted(const link& one, bool end, version which) {
    const std::string identifier = end ? one.identifier : identifier_for(which, key_of(one.identifier, one.uri));
    return {one.title, identifier, uri_for(one.uri, identifier), which == version::v1_1 ? one.target_type : ""};
}

std::string moment_for(const std::string& text) {
    return to_rfc3339(one_edtech::lenient_moment(text).value_or(instant{}));
}

void write_value(const std::string& value, form how, const writing& as, json::writer& out) {
    switch (how) {
    case form::integer:
    case form::number:
    case form::extensions:
    case form::extension_list: out.raw(value); break;
    case form::uuid: out.text(identifier_for(as.which, key_of(value, {}))); break;
    case form::uri: out.text(uri_for(value, {})); break;
    case form::moment: out.text(moment_for(value)); break;
    case form::association_type: {
        const bool known = is_association_type(as.which, value);
        if (!known && as.fates != nullptr) as.fates->related();
        out.text(known ? std::string_view(value) : unknown_type);
        break;
    }
    default: out.text(value); break;
    }
}

void write_value(const texts& value, form, const writing&, json::writer& out) {
    out.begin_array();
    for (const std::string& one : value) out.text(one);
    out.end_array();
}

void write_value(const link& value, form how, const writing& as, json::writer& out) {
    if (!value.target_type.empty() && as.fates != nullptr)
        as.which == version::v1_1 ? as.fates->target_type_carried() : as.fates->target_type_dropped();
    write_link(fitted(value, how == form::end, as.which), out);
}

void write_value(const links& value, form, const writing& as, json::writer& out) {
    out.begin_array();
    for (const link& one : value) write_link(fitted(one, false, as.which), out);
    out.end_array();
}

template <class Object>
void write_children(const shape<Object>& of, const std::vector<Object>& all, const writing& how, json::writer& out) {
    out.begin_array();
    for (const Object& one : all) write_object(of, one, how, out);
    out.end_array();
}

void write_value(const std::vector<wire::criterion>& value, form, const writing& how, json::writer& out) {
    write_children(criterion_shape(), value, how, out);
}
void write_value(const std::vector<wire::level>& value, form, const writing& how, json::writer& out) {
    write_children(level_shape(), value, how, out);
}

// A required text that is absent is written as an empty one.
template <class Object>
bool is_written(const field<Object>& one, const writing& how, bool empty) {
    if (how.in_package && one.place == place::alone) return false;
    return !empty || (one.required && one.form == form::text);
}

} // namespace

template <class Object>
void write_object(const shape<Object>& of, const Object& object, const writing& how, json::writer& out) {
    out.begin_object();
    for (std::size_t i = 0; i < of.fields.size(); ++i) {
        const field<Object>& one = of.fields[i];
        std::visit(
            [&](auto place) {
                const auto& value = object.*place;
                if (!is_written(one, how, value.empty())) return;
                if (one.since > how.which) {
                    if (how.fates != nullptr) how.fates->dropped(of, one);
                    return;
                }
                if ((how.keep >> i & 1u) == 0) return;
                if (how.fates != nullptr) value.empty() ? how.fates->defaulted(of, one) : how.fates->carried(of, one);
                out.name(one.name);
                write_value(value, one.form, how, out);
            },
            one.at
        );
    }
    out.end_object();
}

template void write_object(const shape<wire::document>&, const wire::document&, const writing&, json::writer&);
template void write_object(const shape<wire::item>&, const wire::item&, const writing&, json::writer&);
template void write_object(const shape<wire::association>&, const wire::association&, const writing&, json::writer&);
template void write_object(const shape<wire::definition>&, const wire::definition&, const writing&, json::writer&);
template void write_object(const shape<wire::rubric>&, const wire::rubric&, const writing&, json::writer&);

void member_fates::add_to(field_fate& sum, version which) const {
    const std::string absent = "CASE " + std::string(to_string(which)) + " has no such member";
    const auto flush = [&](const auto& of) {
        for (std::size_t i = 0; i < of.fields.size(); ++i) {
            const auto& one = of.fields[i];
            const std::size_t class_at = static_cast<std::size_t>(of.which);
            const std::string name = canonical_name(of.which, one.name, one.meaning);
            std::size_t carried = carried_[class_at][i];
            if (one.form == form::association_type) {
                carried -= related_;
                if (related_ > 0)
                    sum.mapped(
                        name, "CASE " + std::string(to_string(which)) + " has no such type: isRelatedTo", related_
                    );
            }
            if (carried > 0) sum.carried(name, carried);
            if (defaulted_[class_at][i] > 0)
                sum.defaulted(
                    std::string(name_of(of.which)) + "/" + std::string(one.name), "required, and the source has none",
                    defaulted_[class_at][i]
                );
            if (dropped_[class_at][i] > 0) sum.dropped(name, absent, dropped_[class_at][i]);
        }
    };
    flush(document_shape());
    flush(item_shape());
    flush(association_shape());
    for (std::size_t i = 0; i < definition_kind_count; ++i)
        flush(definition_shape(static_cast<wire::definition_kind>(i)));
    flush(rubric_shape());
    flush(criterion_shape());
    flush(level_shape());
    for (const auto& [name, in] : extensions_) in == version::v1_1 ? sum.carried(name) : sum.dropped(name, absent);
    if (target_types_ > 0) sum.dropped(target_type_name, absent, target_types_);
    if (carried_target_types_ > 0) sum.carried(target_type_name, carried_target_types_);
}

} // namespace schakel::cf
