#include "adapters/common/case/package_stream.hpp"

#include "adapters/common/case/extras.hpp"

#include <algorithm>

namespace schakel::cf {

namespace {

namespace goals = model::goals;

constexpr std::size_t page_size = 64;

std::string_view extra_of(const goals::record_tail& from, std::string_view name) {
    return model::value_of(from.extra, family_name_of_standard, name);
}

} // namespace

package_stream::package_stream(
    version which, std::string base_url, const goal_view& view, goals::framework framework,
    std::optional<goals::release> of, one_edtech::fate_tally* fates, member_fates* members
)
    : view_(view), framework_(std::move(framework)), release_(std::move(of)),
      maker_(which, std::move(base_url), view, fates), how_{which, true, members} {
    if (release_) owner_ = release_->id;
    maker_.learn(framework_);
}

package_stream::package_stream(
    version which, std::string base_url, const goal_view& view, goals::mapping_set set, one_edtech::fate_tally* fates,
    member_fates* members
)
    : view_(view), set_(std::move(set)), owner_(set_->id), maker_(which, std::move(base_url), view, fates),
      how_{which, true, members} {}

// Ends of associations show the title and address of the goals of their release, and associations their groups.
void package_stream::learn() {
    if (owner_.empty()) return;
    const auto take = [&](const auto& one) {
        maker_.learn(one);
        return true;
    };
    each<goals::goal>(view_, {owner_, {}, 500}, take);
    each<goals::group>(view_, {owner_, {}, 500}, take);
}

bool package_stream::next(std::string& into) {
    switch (at_) {
    case part::begin: begin(into); break;
    case part::items: items(into); break;
    case part::associations: associations(into); break;
    case part::definitions: definitions(into); break;
    case part::rubrics: rubrics(into); break;
    case part::end: return false;
    }
    if (at_ != part::end) return true;
    end(into);
    return false;
}

void package_stream::begin(std::string& into) {
    learn();
    into += "{\"CFDocument\":";
    at_ = part::items;
    if (set_) {
        append(document_shape(), maker_.document(*set_), into);
        groupings_.push_back(maker_.grouping(*set_));
        return;
    }
    append(document_shape(), maker_.document(framework_, release_ ? &*release_ : nullptr), into);
    each<goals::definition>(view_, {framework_.id, {}, 500}, [&](const goals::definition& one) {
        definitions_.push_back(one);
        return true;
    });
}

template <class Object>
void package_stream::append(const shape<Object>& of, const Object& one, std::string& into) {
    json::writer out;
    write_object(of, one, how_, out);
    into += out.finish();
    ++records_;
}

// One page of the records of the release, as elements of the array `member`.
template <class Record, class Write>
void package_stream::page_of(std::string_view member, std::string& into, Write&& write) {
    std::vector<Record> page;
    if (!owner_.empty()) view_.page({owner_, after_, page_size}, page);
    for (const Record& one : page) {
        if (opened_)
            into += ",\n";
        else
            into.append(",\n\"").append(member).append("\":[\n");
        opened_ = true;
        write(one);
    }
    if (page.size() == page_size) {
        after_ = page.back().id;
        return;
    }
    if (opened_) into += "]";
    opened_ = false;
    after_.clear();
    at_ = static_cast<part>(static_cast<int>(at_) + 1);
}

void package_stream::items(std::string& into) {
    page_of<goals::goal>("CFItems", into, [&](const goals::goal& one) {
        append(item_shape(), maker_.item(one), into);
    });
}

void package_stream::associations(std::string& into) {
    page_of<goals::association>("CFAssociations", into, [&](const goals::association& one) {
        append(association_shape(), maker_.association(one), into);
    });
}

void package_stream::definitions(std::string& into) {
    bool any = false;
    const auto member = [&](std::string_view name) {
        into.append(any ? ",\n\"" : ",\n\"CFDefinitions\":{\"").append(name).append("\":");
        any = true;
    };
    for (std::size_t i = 0; i < definition_kind_count; ++i) {
        const auto of = definition_shape(static_cast<wire::definition_kind>(i));
        bool first = true;
        const auto add = [&](const wire::definition& one) {
            if (first) member(collection_of(of.which));
            into += first ? "[\n" : ",\n";
            append(of, one, into);
            first = false;
        };
        for (const goals::definition& one : definitions_) {
            if (definition_of(one.kind) == static_cast<wire::definition_kind>(i)) add(maker_.definition(one));
        }
        for (const wire::definition& one : groupings_) {
            if (one.kind == static_cast<wire::definition_kind>(i)) add(one);
        }
        if (!first) into += "]";
    }
    const std::string_view extensions = extra_of(framework_, extra::definition_extensions);
    if (how_.fates != nullptr && !extensions.empty()) how_.fates->extensions_of_definitions(how_.which);
    if (!extensions.empty() && how_.which == version::v1_1) {
        member("extensions");
        into += extensions;
    }
    if (any) into += "}";
    at_ = part::rubrics;
}

void package_stream::rubrics(std::string& into) {
    bool first = true;
    for (const goals::definition& one : definitions_) {
        if (one.kind != name_of(object_class::rubric)) continue;
        into += first ? ",\n\"CFRubrics\":[\n" : ",\n";
        append(rubric_shape(), maker_.rubric(one), into);
        first = false;
    }
    if (!first) into += "]";
    at_ = part::end;
}

void package_stream::end(std::string& into) {
    const std::string_view extensions = extra_of(framework_, extra::package_extensions);
    if (how_.fates != nullptr && !extensions.empty()) how_.fates->extensions_of_package(how_.which);
    if (!extensions.empty() && how_.which == version::v1_1) into.append(",\n\"extensions\":").append(extensions);
    into += "}\n";
}

} // namespace schakel::cf
