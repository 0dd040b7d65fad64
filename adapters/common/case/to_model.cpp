#include "adapters/common/case/to_model.hpp"

#include "adapters/common/case/extras.hpp"
#include "adapters/common/case/fields.hpp"
#include "adapters/common/case/json_write.hpp"
#include "adapters/common/case/keys.hpp"
#include "adapters/common/case/link_text.hpp"
#include "adapters/common/case/own_members.hpp"
#include "adapters/common/case/relations.hpp"
#include "adapters/common/one_edtech/moments.hpp"
#include "gateway/model/goal_field.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace schakel::cf {

namespace {

namespace goals = model::goals;
using std::string_view;

void keep(goals::record_tail& into, string_view name, string_view value) {
    if (!value.empty())
        into.extra.push_back({std::string(family_name_of_standard), std::string(name), std::string(value)});
}

// Identifier, address, change and extensions; our own members of the extensions go into `take`.
template <class Take>
void put_base(const wire::base& from, goals::record_tail& into, Take&& take) {
    into.id = key_of(from.identifier, from.uri);
    if (!from.uri.empty() && from.uri != into.id) into.ids.push_back({"uri", from.uri, {}});
    into.modified = one_edtech::lenient_moment(from.changed);
    keep(into, extra::extensions, without_own(from.extensions, take));
}
void put_base(const wire::base& from, goals::record_tail& into) {
    put_base(from, into, [](string_view, json::value) {});
}

std::string licence_of(const link& one) {
    return one.title.empty() ? one.uri : one.title;
}

// What stands before a UUID at the end of an address.
string_view prefix_of(string_view uri) {
    constexpr std::size_t uuid = 36;
    return goals::uuid_key(uri).empty() || uri.size() <= uuid ? string_view{} : uri.substr(0, uri.size() - uuid);
}

// The version of the document, else when it last changed.
std::string label_of(const wire::document& from) {
    if (!from.version.empty()) return from.version;
    const auto changed = one_edtech::lenient_moment(from.changed);
    return changed ? to_rfc3339(*changed) : from.changed;
}

bool retired(string_view status) {
    return status == "Retired" || status == "Deprecated";
}

class converter {
public:
    converter(const wire::package& from, const goal_reading_options& told, goal_sink& into)
        : from_(from), told_(told), into_(into), framework_(framework_of(from.about)) {
        for (const wire::item& one : from.items) by_identifier_.emplace(one.identifier, &one);
    }

    bool is_mapping_set() const { return from_.about.extensions.find(own::mapping_set) != std::string::npos; }

    void run() {
        if (is_mapping_set()) return take_mapping_set();
        take_framework();
        take_release();
        for (const wire::definition& one : from_.definitions) take(one);
        for (const wire::rubric& one : from_.rubrics) take(one);
        for (const wire::item& one : from_.items) take(one);
        for (const wire::association& one : from_.associations) take(one);
    }

private:
    void take_framework();
    void take_mapping_set();
    void take_release();
    void take(const wire::definition& one);
    void take(const wire::rubric& one);
    void take(const wire::item& one);
    void take(const wire::association& one);
    std::string end(const link& of, bool origin, goals::association& made);

    const wire::package& from_;
    const goal_reading_options& told_;
    goal_sink& into_;
    goals::framework framework_;
    std::unordered_map<string_view, const wire::item*> by_identifier_;
    std::set<std::string, std::less<>> groups_;
};

void converter::take_framework() {
    goals::framework made = framework_;
    std::set<string_view> prefixes;
    for (const wire::item& one : from_.items) {
        if (const string_view prefix = prefix_of(one.uri); !prefix.empty()) prefixes.insert(prefix);
    }
    made.uri_prefixes.assign(prefixes.begin(), prefixes.end());
    keep(made, extra::package_extensions, from_.extensions);
    keep(made, extra::definition_extensions, from_.definition_extensions);
    into_.add(std::move(made));
}

// What we wrote of a crosswalk.
void converter::take_mapping_set() {
    const wire::document& about = from_.about;
    goals::mapping_set made;
    put_base(about, made, [&](string_view name, json::value value) { take_own(name, value, made); });
    made.version = about.version;
    made.id = made.name + "#" + made.version;
    if (about.title != made.name) made.title = about.title;
    made.author = about.creator;
    made.licence = licence_of(about.licence);
    made.note = about.notes;
    made.valid_from = one_edtech::lenient_date(about.begin);
    made.valid_to = one_edtech::lenient_date(about.end);
    if (made.modified) made.made_on = date_in_amsterdam(*made.modified);
    into_.add(std::move(made));
    for (const wire::association& one : from_.associations) take(one);
}

void converter::take_release() {
    const wire::document& about = from_.about;
    goals::release made;
    made.framework = framework_.id;
    made.label = told_.release.empty() ? label_of(about) : told_.release;
    if (made.label != label_of(about)) keep(made, extra::version, about.version);
    made.id = made.framework + "#" + made.label;
    made.modified = framework_.modified;
    made.published = told_.published;
    if (!made.published && made.modified) made.published = date_in_amsterdam(*made.modified);
    made.valid_from = one_edtech::lenient_date(about.begin);
    made.valid_to = one_edtech::lenient_date(about.end);
    made.draft = about.status == "Draft";
    into_.add(std::move(made));
}

void converter::take(const wire::definition& one) {
    goals::definition made;
    put_base(one, made);
    made.framework = framework_.id;
    made.kind = name_of(class_of(one.kind));
    made.title = one.title;
    made.code = one.code;
    const bool licence = one.kind == wire::definition_kind::licence;
    made.text = licence ? one.licence_text : one.description;
    if (licence) keep(made, extra::description, one.description);
    keep(made, extra::keywords, one.keywords);
    keep(made, extra::type_code, one.type_code);
    into_.add(std::move(made));
}

void converter::take(const wire::rubric& one) {
    goals::definition made;
    put_base({one.identifier, one.uri, one.changed, {}}, made);
    made.framework = framework_.id;
    made.kind = name_of(object_class::rubric);
    made.title = one.title;
    made.text = one.description;
    keep(made, extra::rubric, object_text(rubric_shape(), one, writing{version::v1_1, true, nullptr}));
    into_.add(std::move(made));
}

void converter::take(const wire::item& one) {
    goals::goal made;
    put_base(one, made, [&](string_view name, json::value value) { return take_own(name, value, made); });
    made.framework = framework_.id;
    made.kind = {one.type.empty() ? one.type_link.title : one.type, one.type_link.uri, {}};
    if (one.type_link != item_type_link(made.kind)) keep(made, extra::type_link, link_text(one.type_link));
    made.statement = one.statement;
    made.title = one.abbreviated;
    made.note = one.notes;
    made.code = one.code;
    made.language = one.language;
    made.levels = one.levels;
    made.subjects = one.subjects;
    made.keywords = one.keywords;
    made.valid_from = one_edtech::lenient_date(one.begin);
    made.valid_to = one_edtech::lenient_date(one.end);
    const bool ended = made.valid_to && made.modified && *made.valid_to <= date_in_amsterdam(*made.modified);
    if (made.state == goals::goal_state::live && (ended || retired(from_.about.status)))
        made.state = goals::goal_state::deprecated;
    keep(made, extra::label, one.label);
    keep(made, extra::enumeration, one.enumeration);
    keep(made, extra::keyword_link, link_text(one.keyword_link));
    keep(made, extra::subject_links, links_text(one.subject_links));
    keep(made, extra::licence, link_text(one.licence));
    const bool alias = !one.document.empty() && one.document.identifier != from_.about.identifier;
    if (alias) keep(made, extra::document, link_text(one.document));
    into_.add(std::move(made));
}

// The key of an end, and what does not follow from it.
std::string converter::end(const link& of, bool origin, goals::association& made) {
    std::string key = key_of(of.identifier, of.uri);
    const auto item = by_identifier_.find(of.identifier);
    const bool whole = of.identifier == from_.about.identifier;
    const string_view known_uri = item != by_identifier_.end() ? string_view(item->second->uri)
                                  : whole                      ? string_view(from_.about.uri)
                                                               : string_view(key);
    const string_view known_title = item != by_identifier_.end() ? title_of(*item->second)
                                    : whole                      ? string_view(from_.about.title)
                                                                 : string_view{};
    if (of.uri != known_uri) keep(made, origin ? extra::origin_uri : extra::destination_uri, of.uri);
    if (identifier_of(key) != of.identifier)
        keep(made, origin ? extra::origin_identifier : extra::destination_identifier, of.identifier);
    keep(made, origin ? extra::origin_type : extra::destination_type, of.target_type);
    if (of.title != known_title) (origin ? made.subject_title : made.object_title) = of.title;
    return key;
}

void converter::take(const wire::association& one) {
    goals::association made;
    made.what = relation_of(one.type);
    made.predicate.value = one.type;
    goals::group in;
    put_base(one, made, [&](string_view name, json::value value) {
        take_own(name, value, made);
        take_own(name, value, in);
    });
    if (!in.id.empty() && groups_.insert(in.id).second) into_.add(std::move(in));
    made.subject = end(one.origin, true, made);
    made.object = end(one.destination, false, made);
    if (!one.sequence.empty()) made.sequence = std::stoll(one.sequence);
    made.note = one.notes;
    if (!is_mapping_set()) keep(made, extra::grouping, link_text(one.grouping));
    into_.add(std::move(made));
}

} // namespace

string_view title_of(const wire::item& one) {
    if (!one.code.empty()) return one.code;
    return one.abbreviated.empty() ? one.statement : one.abbreviated;
}

goals::framework framework_of(const wire::document& from) {
    goals::framework made;
    put_base(from, made);
    made.title = from.title;
    made.description = from.description;
    made.publisher = from.creator;
    made.language = from.language;
    made.status = from.status;
    made.licence = licence_of(from.licence);
    made.subjects = from.subjects;
    keep(made, extra::framework_type, from.framework_type);
    keep(made, extra::official_source, from.official_source);
    keep(made, extra::publisher, from.publisher);
    keep(made, extra::subject_links, links_text(from.subject_links));
    keep(made, extra::licence, link_text(from.licence));
    keep(made, extra::notes, from.notes);
    return made;
}

void to_model(const wire::package& from, const goal_reading_options& told, goal_sink& into, field_trace& trace) {
    namespace named = model::goal_field;
    converter converting(from, told, into);
    converting.run();
    if (!converting.is_mapping_set()) return;
    trace.rename(named::framework_publisher, named::mapping_set_author);
    trace.rename(named::framework_title, named::mapping_set_title);
    trace.rename(named::framework_licence, named::mapping_set_licence);
    trace.rename(named::release_label, named::mapping_set_version);
    trace.rename(named::release_validity, named::mapping_set_validity);
    trace.rename("case.CFDocument.notes", named::mapping_set_note);
}

} // namespace schakel::cf
