#include "adapters/common/edu_v_access/read.hpp"

#include "adapters/common/edu_v/elements.hpp"
#include "adapters/common/edu_v/status.hpp"
#include "adapters/common/edu_v_access/rule_catalogue.hpp"
#include "adapters/common/edu_v_access/rules.hpp"
#include "adapters/common/edu_v_access/to_model.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace schakel::edu_v_access {

namespace {

constexpr std::size_t release_step = 4u << 20;

// Findings of one document, layer by layer.
struct faults {
    explicit faults(std::size_t limit) : schema(limit), rules(limit) {}
    findings well_formed;
    edu_v::fault_list schema, rules;

    bool rejects() const { return has_error(well_formed) || schema.has_error() || rules.has_error(); }
    void move_into(report& into, std::string_view bytes) && {
        const bool readable = !has_error(well_formed);
        into.add(layer::well_formed, std::move(well_formed));
        if (!readable) return;
        into.add(layer::schema, std::move(schema).take(bytes));
        into.add(layer::rules, std::move(rules).take(bytes));
    }
};

void add_moved(findings&& told, std::size_t begin, edu_v::fault_list& into) {
    for (finding& one : told) {
        one.where = {begin + (one.where.offset == location::nowhere ? 0 : one.where.offset), 0, 0, {}};
        into.add(std::move(one));
    }
}

std::string names_of(service by) {
    std::string list;
    for (const document_info& one : documents)
        if (one.by == by) list += (list.empty() ? "" : ", ") + std::string(one.name);
    return list;
}

class reader {
public:
    reader(
        service by, const document_input& input, const document_schemas& schemas, const document_limits& limits,
        entitlement_sink& into
    )
        : by_(by), input_(input), schemas_(schemas), limits_(limits), into_(into), found_(limits.findings) {}

    entitlement_reading run() {
        const std::string_view bytes = input_.bytes;
        const std::size_t begin = edu_v::skip_space(bytes, 0);
        const char first = begin < bytes.size() ? bytes[begin] : '\0';
        if (first == '[')
            list(begin);
        else if (!element({0, bytes.size()}, true))
            tell_broken();
        std::move(found_).move_into(out_.report, bytes);
        return std::move(out_);
    }

private:
    // Why the text is not JSON, told by the strict parser, which reads it as one tree for that.
    void tell_broken() {
        findings told;
        json::document::parse(input_.bytes, limits_, told);
        std::ranges::move(told, std::back_inserter(found_.well_formed));
    }

    void list(std::size_t begin) {
        edu_v::array_elements elements(input_.bytes, begin);
        for (edu_v::array_elements::range at; elements.next(at);) {
            if (!element(at, false)) return tell_broken();
            if (input_.file && at.end > released_ + release_step) input_.file->release_before(released_ = at.begin);
        }
        if (elements.broken() || edu_v::skip_space(input_.bytes, elements.end()) != input_.bytes.size()) tell_broken();
        if (out_.kind.empty()) {
            const auto first = std::ranges::find(documents, by_, &document_info::by);
            out_.kind = first->plural;
        }
    }

    bool element(edu_v::array_elements::range at, bool alone) {
        findings told;
        const auto text = json::document::parse(input_.bytes.substr(at.begin, at.end - at.begin), limits_, told);
        if (!text) return false;
        add_moved(std::move(told), at.begin, found_.schema);
        found_.rules.part_at(at.begin);
        const json::value object = text->root();
        if (!object.is(json::kind::object)) {
            found_.rules.add(fault::other_document, object, names_of(by_));
            return true;
        }
        const document what = kind_of(by_, object, input_.path);
        if (out_.kind.empty()) out_.kind = alone ? info_of(what).name : info_of(what).plural;
        read(what, object, *text, at.begin, alone);
        return true;
    }

    void read(document what, json::value object, const json::document& text, std::size_t begin, bool alone) {
        findings wrong = schemas_.of(what).validate(text, limits_);
        const bool fits = !has_error(wrong);
        add_moved(std::move(wrong), begin, found_.schema);
        if (!fits) return;
        check(what, object, found_.rules);
        if (by_ == service::catalogue && !products_.emplace(object.member("productId").text()).second)
            found_.rules.add(fault::duplicate_product, object.member("productId"));
        if (alone) {
            out_.reference = reference_of(what, object);
            out_.school = school_of(what, object);
        }
        if (!found_.rejects()) to_model(what, object, into_, out_.trace);
    }

    service by_;
    const document_input& input_;
    const document_schemas& schemas_;
    const document_limits& limits_;
    entitlement_sink& into_;
    faults found_;
    entitlement_reading out_;
    std::set<std::string, std::less<>> products_;
    std::size_t released_ = 0;
};

} // namespace

document_schemas::document_schemas(service by, const validation::schema_catalogue& catalogue) {
    for (const document_info& one : documents) {
        if (one.by != by) continue;
        list_.emplace_back(one.what, compile_bundled(std::string(one.schema), catalogue));
        costs_.push_back(list_.back().second.cost);
    }
}

const validation::json_schema& document_schemas::of(document what) const {
    for (const auto& [kind, compiled] : list_)
        if (kind == what) return compiled.schema;
    throw std::logic_error("a document of another service");
}

entitlement_reading read_documents(
    service by, const document_input& input, const document_schemas& schemas, const decode_options& options,
    entitlement_sink& into
) {
    return reader(by, input, schemas, options.limits, into).run();
}

entitlement_reading read_body(
    document what, const exchange& received, const document_schemas& schemas, const decode_options& options,
    entitlement_sink& into
) {
    const std::string type = edu_v::media_type(received);
    if (type != "application/json") {
        entitlement_reading out;
        out.kind = info_of(what).name;
        const std::string got = type.empty() ? std::string("-") : masked(type);
        out.report.add(layer::transport, {finding{&fault::body_media, {}, "application/json", got, {}}});
        return out;
    }
    const document_input input{received.body, nullptr, type, {}};
    entitlement_reading out = reader(info_of(what).by, input, schemas, options.limits, into).run();
    if (out.kind != info_of(what).name && !has_error(out.report.at(layer::well_formed).findings)) {
        findings other{finding{&fault::body_kind, {0, 1, 1, {}}, std::string(info_of(what).name), {}, {}}};
        out.report.add(layer::rules, std::move(other));
    }
    return out;
}

} // namespace schakel::edu_v_access
