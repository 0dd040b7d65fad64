#include "adapters/common/case/from_model.hpp"

#include "adapters/common/case/extras.hpp"
#include "adapters/common/case/keys.hpp"
#include "adapters/common/case/link_text.hpp"
#include "adapters/common/case/parse.hpp"
#include "adapters/common/case/relations.hpp"
#include "gateway/model/goal_field.hpp"

namespace schakel::cf {

namespace {

namespace goals = model::goals;
namespace named = model::goal_field;
using std::string_view;

constexpr string_view in_extensions = "CASE has no field for it: it is in extensions";
constexpr string_view no_extensions = "CASE has no field for it, and 1.0 no extensions";

string_view extra_of(const goals::record_tail& from, string_view name) {
    return model::value_of(from.extra, family_name_of_standard, name);
}

std::string text_of(const std::optional<goals::day>& day) {
    return day ? schakel::to_string(*day) : std::string{};
}

bool is_address(string_view text) {
    return text.find(':') != string_view::npos && !text.starts_with("urn:uuid:");
}

string_view first_of(string_view a, string_view b) {
    return a.empty() ? b : a;
}

string_view title_of(const goals::goal& one) {
    return first_of(one.code, first_of(one.title, one.statement));
}

// The label of a release is no version when it is the moment of the last change.
std::string version_of(const goals::release& from) {
    if (const string_view told = extra_of(from, extra::version); !told.empty()) return std::string(told);
    return parse_rfc3339(from.label) ? std::string{} : from.label;
}

} // namespace

void maker::mapped(string_view field, string_view reason) const {
    if (fates_ != nullptr) fates_->mapped(field, reason);
}

void maker::defaulted(string_view target, string_view reason) const {
    if (fates_ != nullptr) fates_->defaulted(target, reason);
}

std::string maker::identifier(string_view key) const {
    return identifier_for(version_, key);
}

std::string maker::address(const goals::record_tail& from, string_view collection) const {
    if (const string_view told = model::value_of(from.ids, "uri"); !told.empty()) return std::string(told);
    if (is_address(from.id)) return from.id;
    return base_url_ + "/" + std::string(collection) + "/" + identifier(from.id);
}

void maker::learn(const goals::goal& one) {
    known_.insert_or_assign(one.id, known_end{std::string(title_of(one)), address(one, "CFItems")});
}

void maker::learn(const goals::framework& one) {
    known_.insert_or_assign(one.id, known_end{one.title, address(one, "CFDocuments")});
}

void maker::learn(const goals::group& one) {
    groups_.insert_or_assign(one.id, one);
}

void maker::put_base(const goals::record_tail& from, object_class what, wire::base& into) {
    into.identifier = identifier(from.id);
    into.uri = address(from, collection_of(what));
    into.changed = to_rfc3339(from.modified.value_or(view_.changed_at()));
    if (!from.modified)
        defaulted("lastChangeDateTime", "the source does not say when it changed: when it was imported");
}

// What CASE has no field for goes into the extensions, as far as the version has them.
void maker::put_own(const goals::record_tail& from, const own_members& own, wire::base& into) {
    const string_view told = extra_of(from, extra::extensions);
    into.extensions = version_ == version::v1_1 ? with_own(told, own) : std::string(told);
    for (const own_member& one : own) {
        if (version_ == version::v1_1)
            mapped(one.meaning, in_extensions);
        else if (fates_ != nullptr)
            fates_->dropped(one.meaning, no_extensions);
    }
}

link maker::document_link(const goals::framework& from) const {
    return {from.title, identifier(from.id), address(from, "CFDocuments"), {}};
}

link maker::licence_link(const goals::framework& from) const {
    if (const string_view told = extra_of(from, extra::licence); !told.empty()) return parse_link(told);
    if (from.licence.empty()) return {};
    const std::string key = is_address(from.licence) ? from.licence : "licence " + from.licence;
    const std::string id = identifier(key);
    return {from.licence, id, is_address(from.licence) ? from.licence : base_url_ + "/CFLicenses/" + id, {}};
}

wire::document maker::document(const goals::framework& from, const goals::release* of) {
    wire::document made;
    put_base(from, object_class::document, made);
    if (of != nullptr && of->modified) made.changed = to_rfc3339(*of->modified);
    put_own(from, {}, made);
    made.framework_type = extra_of(from, extra::framework_type);
    made.case_version = version_ == version::v1_1 ? "1.1" : "";
    made.creator = from.publisher;
    made.title = from.title;
    made.official_source = extra_of(from, extra::official_source);
    made.publisher = extra_of(from, extra::publisher);
    made.description = from.description;
    made.subjects = from.subjects;
    made.subject_links = parse_links(extra_of(from, extra::subject_links));
    made.language = from.language;
    made.status = from.status;
    made.licence = licence_link(from);
    made.notes = extra_of(from, extra::notes);
    const std::string id = made.identifier;
    made.package = {from.title, id, base_url_ + "/CFPackages/" + id, {}};
    if (of == nullptr) return made;
    made.version = version_of(*of);
    made.begin = text_of(of->valid_from);
    made.end = text_of(of->valid_to);
    return made;
}

wire::document maker::document(const goals::mapping_set& from) {
    wire::document made;
    goals::mapping_set dated = from;
    if (!dated.modified && from.made_on) dated.modified = start_of_day_in_amsterdam(*from.made_on);
    put_base(dated, object_class::document, made);
    put_own(dated, own_members_of(from), made);
    made.case_version = version_ == version::v1_1 ? "1.1" : "";
    made.creator = from.author;
    made.title = first_of(from.title, from.name);
    made.version = from.version;
    made.begin = text_of(from.valid_from);
    made.end = text_of(from.valid_to);
    made.notes = from.note;
    goals::framework licensed;
    licensed.licence = from.licence;
    made.licence = licence_link(licensed);
    made.package = {made.title, made.identifier, base_url_ + "/CFPackages/" + made.identifier, {}};
    if (fates_ == nullptr) return made;
    const auto carried = [&](string_view field, bool there) {
        if (there) fates_->carried(field);
    };
    carried(named::mapping_set_author, !from.author.empty());
    carried(named::mapping_set_title, !from.title.empty());
    carried(named::mapping_set_version, !from.version.empty());
    carried(named::mapping_set_validity, from.valid_from.has_value());
    carried(named::mapping_set_validity, from.valid_to.has_value());
    carried(named::mapping_set_note, !from.note.empty());
    carried(named::mapping_set_licence, !from.licence.empty());
    carried(named::mapping_set_date, from.made_on.has_value());
    return made;
}

wire::definition maker::grouping(const goals::mapping_set& from) {
    goals::definition made;
    made.id = "https://case.invalid/grouping/" + from.id; // another thing than the document of the same set
    made.kind = name_of(object_class::grouping);
    made.title = first_of(from.title, from.name);
    made.modified = from.modified;
    if (!made.modified && from.made_on) made.modified = start_of_day_in_amsterdam(*from.made_on);
    wire::definition out = definition(made);
    out.uri = base_url_ + "/CFAssociationGroupings/" + out.identifier;
    grouping_ = {out.title, out.identifier, out.uri, {}};
    return out;
}

// Words stay; a key of a goal becomes that goal's title.
texts maker::words_of(const std::vector<std::string>& ids, string_view field) {
    texts made;
    for (const std::string& one : ids) {
        const bool key = is_address(one) || one.starts_with("urn:uuid:");
        known_end found = key ? find_end(one) : known_end{};
        if (!found.title.empty()) mapped(field, "the key of a goal becomes its title");
        made.push_back(found.title.empty() ? one : std::move(found.title));
    }
    return made;
}

wire::item maker::item(const goals::goal& from) {
    wire::item made;
    put_base(from, object_class::item, made);
    put_own(from, own_members_of(from), made);
    made.statement = from.statement;
    made.label = extra_of(from, extra::label);
    made.type = from.kind.value;
    const string_view type_link = extra_of(from, extra::type_link);
    made.type_link = type_link.empty() ? item_type_link(from.kind) : parse_link(type_link);
    made.code = from.code;
    made.enumeration = extra_of(from, extra::enumeration);
    made.abbreviated = from.title;
    made.keywords = from.keywords;
    made.keyword_link = parse_link(extra_of(from, extra::keyword_link));
    made.notes = from.note;
    made.subjects = words_of(from.subjects, named::goal_subject);
    made.subject_links = parse_links(extra_of(from, extra::subject_links));
    made.language = from.language;
    made.levels = words_of(from.levels, named::goal_level);
    made.licence = parse_link(extra_of(from, extra::licence));
    made.begin = text_of(from.valid_from);
    made.end = text_of(from.valid_to);
    made.document = parse_link(extra_of(from, extra::document));
    if (!made.document.empty()) return made;
    if (documents_.empty()) {
        for (const goals::framework& one : view_.frameworks()) documents_.emplace(one.id, document_link(one));
    }
    if (const auto found = documents_.find(from.framework); found != documents_.end()) made.document = found->second;
    return made;
}

// Of a goal or framework of this release or, where the association itself does not tell, of any.
maker::known_end maker::find_end(const std::string& key) const {
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    if (const auto known = foreign_.find(key); known != foreign_.end()) return known->second;
    known_end& made = foreign_[key];
    if (const auto goal = view_.find_goal(key)) made = {std::string(title_of(*goal)), address(*goal, "CFItems")};
    return made;
}

link maker::end(const goals::association& from, bool subject) {
    const std::string& key = subject ? from.subject : from.object;
    const string_view told_title = subject ? from.subject_title : from.object_title;
    const string_view told_uri = extra_of(from, subject ? extra::origin_uri : extra::destination_uri);
    const string_view told_id = extra_of(from, subject ? extra::origin_identifier : extra::destination_identifier);
    link made;
    made.identifier = told_id.empty() ? identifier_of(key) : told_id;
    made.target_type = extra_of(from, subject ? extra::origin_type : extra::destination_type);
    const bool told = !told_title.empty() && !told_uri.empty();
    const known_end found = told ? known_end{} : find_end(key);
    made.title = first_of(told_title, found.title);
    made.uri = first_of(told_uri, found.uri);
    if (made.uri.empty()) made.uri = is_address(key) ? key : base_url_ + "/CFItems/" + identifier(key);
    const bool known_goal = !found.uri.empty();
    if (known_goal && told_id.empty()) made.identifier = identifier(key); // as the goal itself is written
    return made;
}

wire::association maker::association(const goals::association& from) {
    wire::association made;
    put_base(from, object_class::association, made);
    const string_view word = from.predicate.value;
    const nearest_type nearest = type_of(from.what);
    const bool told = is_association_type(version::v1_1, word);
    const bool own_word = told || relation_of(word) == from.what;
    made.type = own_word && told ? word : nearest.word;
    const auto group = groups_.find(from.group);
    const goals::group* in = group == groups_.end() ? nullptr : &group->second;
    put_own(from, own_members_of(from, told || (nearest.exact && word.empty()), in), made);
    if (!told && !nearest.exact)
        mapped(named::association_relation, "CASE has no type for it: isRelatedTo, which claims nothing");
    if (from.sequence) made.sequence = std::to_string(*from.sequence);
    made.origin = end(from, true);
    made.destination = end(from, false);
    if (!told && nearest.turned) std::swap(made.origin, made.destination);
    const string_view grouping = extra_of(from, extra::grouping);
    made.grouping = grouping.empty() ? grouping_ : parse_link(grouping);
    made.notes = from.note;
    return made;
}

wire::definition maker::definition(const goals::definition& from) {
    wire::definition made;
    made.kind = definition_of(from.kind).value_or(wire::definition_kind::concept_);
    put_base(from, class_of(made.kind), made);
    put_own(from, {}, made);
    made.title = from.title;
    made.code = from.code;
    const bool licence = made.kind == wire::definition_kind::licence;
    made.licence_text = licence ? from.text : std::string{};
    made.description = licence ? std::string(extra_of(from, extra::description)) : from.text;
    made.keywords = extra_of(from, extra::keywords);
    made.type_code = extra_of(from, extra::type_code);
    return made;
}

// What a lenient reader let pass in a rubric and in its parts.
void maker::complete(const goals::definition& from, wire::rubric& into) const {
    std::size_t parts = 0;
    const auto put = [&](wire::base& one) {
        const std::string key = from.id + (parts == 0 ? std::string() : " part " + std::to_string(parts));
        ++parts;
        if (one.identifier.empty()) one.identifier = identifier(key);
        if (one.uri.empty()) one.uri = base_url_ + "/CFRubrics/" + into.identifier;
        if (one.changed.empty()) one.changed = to_rfc3339(from.modified.value_or(view_.changed_at()));
    };
    put(into);
    for (wire::criterion& criterion : into.criteria) {
        put(criterion);
        for (wire::level& level : criterion.levels) put(level);
    }
}

wire::rubric maker::rubric(const goals::definition& from) {
    if (auto whole = parse_rubric(extra_of(from, extra::rubric))) {
        complete(from, *whole);
        return *std::move(whole);
    }
    wire::rubric made;
    put_base(from, object_class::rubric, made);
    made.title = from.title;
    made.description = from.text;
    return made;
}

} // namespace schakel::cf
