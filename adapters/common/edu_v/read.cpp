#include "adapters/common/edu_v/read.hpp"

#include "adapters/common/edu_v/elements.hpp"
#include "adapters/common/edu_v/rule_catalogue.hpp"
#include "adapters/common/edu_v/trace.hpp"

#include <algorithm>
#include <set>

namespace schakel::edu_v {

namespace {

constexpr std::size_t release_step = 4u << 20;

// Why the text is not JSON, told by the strict parser, which reads it as one tree for that.
void tell_broken(std::string_view bytes, const document_limits& limits, document_faults& found) {
    findings told;
    json::document::parse(bytes, limits, told);
    std::ranges::move(told, std::back_inserter(found.well_formed));
}

// The findings of a part of the text, moved to where the part stands.
void add_moved(findings&& told, std::size_t begin, fault_list& into) {
    for (finding& one : told) {
        one.where = {begin + (one.where.offset == location::nowhere ? 0 : one.where.offset), 0, 0, {}};
        into.add(std::move(one));
    }
}

class reader {
public:
    reader(
        const roster_input& input, const object_schemas& schemas, const document_limits& limits, roster_builder& into,
        document_faults& found, field_trace& trace
    )
        : input_(input), schemas_(schemas), limits_(limits), into_(into), found_(found), trace_(trace) {}

    // False when the text is not JSON there.
    bool array(object what, std::size_t begin, std::size_t& end) {
        into_.expect(what);
        array_elements elements(input_.bytes, begin);
        for (array_elements::range at; elements.next(at);) {
            if (!element(what, at)) return false;
            if (input_.file && at.end > released_ + release_step) input_.file->release_before(released_ = at.begin);
        }
        end = elements.end();
        return !elements.broken();
    }

    bool element(object what, array_elements::range at) {
        findings told;
        const std::string_view text = input_.bytes.substr(at.begin, at.end - at.begin);
        const auto document = json::document::parse(text, limits_, told);
        if (!document) return false;
        add_moved(std::move(told), at.begin, found_.schema);
        findings wrong = schemas_.of(what).validate(*document, limits_);
        const bool fits = !has_error(wrong);
        add_moved(std::move(wrong), at.begin, found_.schema);
        found_.rules.part_at(at.begin);
        const std::string_view left_out = fits ? into_.add(what, document->root(), found_.rules) : "not valid";
        trace_values(what, document->root(), left_out, trace_);
        return true;
    }

private:
    const roster_input& input_;
    const object_schemas& schemas_;
    const document_limits& limits_;
    roster_builder& into_;
    document_faults& found_;
    field_trace& trace_;
    std::size_t released_ = 0;
};

bool ends_at(std::string_view bytes, std::size_t end) {
    return skip_space(bytes, end) == bytes.size();
}

// The kind of object that an element is, when it says so itself.
const object_info* kind_of_element(service of, std::string_view element) {
    const object_info* unnamed = nullptr;
    for (const object_info& one : objects) {
        if (one.by != of) continue;
        if (one.key.empty()) unnamed = &one;
    }
    std::vector<member_range> members;
    std::size_t end = 0;
    if (element.starts_with('{') && object_members(element, 0, members, end)) {
        for (const object_info& one : objects) {
            if (one.by == of && !one.key.empty() &&
                std::ranges::find(members, one.key, &member_range::name) != members.end())
                return &one;
        }
    }
    return unnamed;
}

const object_info* kind_of_path(service of, std::string_view path) {
    for (const object_info& one : objects) {
        if (one.by == of && path.starts_with(one.folder) &&
            (path.size() == one.folder.size() || path[one.folder.size()] == '/' || path[one.folder.size()] == '?'))
            return &one;
    }
    return nullptr;
}

std::string kinds_of(service of) {
    std::string names;
    for (const object_info& one : objects) {
        if (one.by == of) names += (names.empty() ? "" : ", ") + std::string(one.collection);
    }
    return names;
}

const object_info* collection_named(std::string_view name) {
    const auto* found = std::ranges::find(objects, name, &object_info::collection);
    return found == objects.end() ? nullptr : found;
}

bool names_one_twice(const std::vector<member_range>& members) {
    std::set<std::string_view> names;
    return std::ranges::any_of(members, [&](const member_range& one) { return !names.insert(one.name).second; });
}

// A combined document: its collections in the order in which they must be read.
bool read_combined(const std::vector<member_range>& members, reader& with, field_trace& trace) {
    if (names_one_twice(members)) return false;
    for (const object_info& one : objects) {
        const auto at = std::ranges::find(members, one.collection, &member_range::name);
        if (at == members.end()) continue;
        std::size_t end = 0;
        if (!with.array(one.what, at->value.begin, end)) return false;
    }
    for (const member_range& one : members) {
        if (!collection_named(one.name)) trace.left(one.name, "not a member of Edu-V");
    }
    return true;
}

} // namespace

object_schemas::object_schemas(const validation::schema_catalogue& catalogue) {
    for (const object_info& one : objects) {
        list_.push_back(compile_bundled(std::string(one.schema), catalogue));
        costs_[static_cast<std::size_t>(one.by)].push_back(list_.back().cost);
    }
}

void document_faults::move_into(report& into, std::string_view bytes) && {
    const bool readable = !schakel::has_error(well_formed);
    into.add(layer::well_formed, std::move(well_formed));
    if (!readable) return;
    into.add(layer::schema, std::move(schema).take(bytes));
    into.add(layer::rules, std::move(rules).take(bytes));
}

void read_objects(
    object what, const roster_input& input, const object_schemas& schemas, const document_limits& limits,
    roster_builder& into, document_faults& found, field_trace& trace
) {
    reader with(input, schemas, limits, into, found, trace);
    const std::size_t begin = skip_space(input.bytes, 0);
    std::size_t end = begin;
    bool good = false;
    if (begin < input.bytes.size() && input.bytes[begin] == '{') {
        std::vector<member_range> members;
        into.expect(what);
        good = object_members(input.bytes, begin, members, end) && with.element(what, {begin, end});
    } else {
        good = with.array(what, begin, end);
    }
    if (!good || !ends_at(input.bytes, end)) tell_broken(input.bytes, limits, found);
}

roster_reading read_document(
    service of, const roster_input& input, const object_schemas& schemas, const decode_options& options,
    roster_sink& into
) {
    roster_reading out;
    document_faults found(options.limits.findings);
    roster_builder builder(into, {parse_sector(options.profile).value_or(sector::unknown), {}});
    const auto finish = [&] {
        found.rules.part_at(0);
        if (!found.rejects()) builder.finish(found.rules);
        std::move(found).move_into(out.report, input.bytes);
        out.holds = builder.holds();
        return std::move(out);
    };
    const std::string_view bytes = input.bytes;
    const std::size_t begin = skip_space(bytes, 0);
    const char first = begin < bytes.size() ? bytes[begin] : '\0';
    const object_info* kind = kind_of_path(of, input.path);
    std::vector<member_range> members;
    std::size_t end = begin;
    if (first == '{') {
        if (!object_members(bytes, begin, members, end)) {
            tell_broken(bytes, options.limits, found);
            return finish();
        }
        if (std::ranges::any_of(
                members, [](const member_range& one) { return collection_named(one.name) != nullptr; }
            ) &&
            !kind) {
            reader with(input, schemas, options.limits, builder, found, out.trace);
            out.kind = "edu-v roster";
            if (!read_combined(members, with, out.trace) || !ends_at(bytes, end))
                tell_broken(bytes, options.limits, found);
            return finish();
        }
        if (!kind) kind = kind_of_element(of, bytes.substr(begin, end - begin));
    } else if (first == '[') {
        array_elements elements(bytes, begin);
        array_elements::range at;
        if (!kind && elements.next(at)) kind = kind_of_element(of, bytes.substr(at.begin, at.end - at.begin));
        if (!kind) kind = std::ranges::find(objects, of, &object_info::by);
    }
    if (!kind || (first != '{' && first != '[')) {
        tell_broken(bytes, options.limits, found);
        if (!has_error(found.well_formed)) found.rules.add(fault::other_document, {}, kinds_of(of));
        return finish();
    }
    out.kind = kind->collection;
    read_objects(kind->what, input, schemas, options.limits, builder, found, out.trace);
    return finish();
}

int recognises(service of, std::string_view bytes) {
    const std::string_view start = bytes.substr(0, 4096);
    const std::size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (start[first] != '{' && start[first] != '[')) return 0;
    const auto holds = [&](std::string_view name) {
        return start.find("\"" + std::string(name) + "\"") != std::string_view::npos;
    };
    if (!holds("dateLastModified") && !holds("dateCreated")) return 0;
    switch (of) {
    case service::education:
        return holds("studyOfferingName") || holds("subjectOfferingName") ||
                       (holds("organisationIdType") && holds("locations"))
                   ? 90
                   : 0;
    case service::association:
        return holds("schoolPeriodId") || holds("enrollmentType") || holds("assignmentType") || holds("groupType") ? 90
                                                                                                                   : 0;
    case service::employees:
        return holds("givenName") && holds("familyName") ? holds("organisationRoles") || holds("eckId") ? 92 : 70 : 0;
    case service::students:
        return holds("givenName") && holds("familyName") && !holds("sourcedId")
                   ? holds("userMasterIdentifier") || holds("dateOfBirth") || holds("gender") ? 91 : 80
                   : 0;
    }
    return 0;
}

} // namespace schakel::edu_v
