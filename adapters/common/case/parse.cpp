#include "adapters/common/case/parse.hpp"

#include "gateway/model/goal.hpp"
#include "gateway/validation/json_schema_formats.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace schakel::cf {

namespace {

using json::kind;
using validation::format;

bool is_payload_link(std::string_view name) {
    return name == "CFDocumentURI" || name == "CFPackageURI";
}

bool is_whole(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

// Reads objects of one document.
class reader {
public:
    reader(version which, leniencies& noted, parsed_package& into) : version_(which), noted_(noted), into_(into) {}

    void package(json::value root);
    void documents(json::value root);
    std::optional<wire::rubric> rubric(json::value at) { return object(at, rubric_shape(), true); }

private:
    template <class Object>
    std::optional<Object> object(json::value at, const shape<Object>& of, bool in_package);
    template <class Object>
    void member(json::value at, const field<Object>& which, const shape<Object>& of, Object& into);
    template <class Object>
    void repair(json::value at, const shape<Object>& of, bool in_package, Object& made);
    template <class Object>
    void list(json::value owner, const shape<Object>& of, std::vector<Object>& into);

    std::string scalar(json::value at, form how, std::string_view object);
    std::string number(json::value at, form how, std::string_view object);
    void check(json::value at, form how, std::string_view text, std::string_view object);
    texts text_list(json::value at, std::string_view object);
    link one_link(json::value at, bool end, std::string_view object);
    links link_list(json::value at, std::string_view object);
    std::string raw_extensions(json::value at, form how, std::string_view object);
    std::string extensions_of(json::value owner, std::string_view object);
    void definitions(json::value at);
    void unknown_members(json::value at, std::span<const std::string_view> known, std::string_view object);

    version version_;
    leniencies& noted_;
    parsed_package& into_;
    std::array<std::unordered_set<std::string>, object_class_count> known_; // identifiers by class
};

// ---------------------------------------------------------------- values

void reader::check(json::value at, form how, std::string_view text, std::string_view object) {
    switch (how) {
    case form::uuid:
        if (!is_identifier(version_, text)) noted_.note(leniency::identifier_form, at, object);
        break;
    case form::uri:
        if (!has_format(format::uri, text)) noted_.note(leniency::uri_form, at, object);
        break;
    case form::moment:
        if (!has_format(format::date_time, text)) noted_.note(leniency::moment_form, at, object);
        break;
    case form::day:
        if (!has_format(format::date, text)) noted_.note(leniency::day_form, at, object);
        break;
    case form::association_type:
        if (!is_association_type(version_, text)) noted_.note(leniency::association_type, at, object);
        break;
    case form::case_version:
        if (text != "1.1") noted_.note(leniency::case_version, at, object);
        break;
    default: break;
    }
}

std::string reader::number(json::value at, form how, std::string_view object) {
    if (at.is(kind::number) && how == form::number) return std::string(at.number_text());
    if (at.is(kind::number)) {
        if (const auto whole = at.integer()) return std::to_string(*whole);
        noted_.note(leniency::number_form, at, object);
        return {};
    }
    noted_.note(leniency::number_form, at, object);
    const bool fits = how == form::integer ? is_whole(at.text()) : decimal::parse_number(at.text()).has_value();
    return at.is(kind::string) && fits ? std::string(at.text()) : std::string{};
}

// A text, or what stands in its place.
std::string reader::scalar(json::value at, form how, std::string_view object) {
    if (how == form::integer || how == form::number) return number(at, how, object);
    if (at.is(kind::string)) {
        check(at, how, at.text(), object);
        return std::string(at.text());
    }
    if (at.is(kind::array) && at.first_child().is(kind::string)) {
        noted_.note(leniency::list_for_single, at, object);
        return std::string(at.first_child().text());
    }
    const bool plain = at.is(kind::number) || at.is(kind::boolean);
    noted_.note(plain ? leniency::text_form : leniency::object_form, at, object);
    return plain ? std::string(at.raw()) : std::string{};
}

texts reader::text_list(json::value at, std::string_view object) {
    texts made;
    if (!at.is(kind::array)) {
        noted_.note(leniency::single_for_list, at, object);
        made.push_back(at.is(kind::string) ? std::string(at.text()) : std::string{});
    }
    for (json::value one = at.is(kind::array) ? at.first_child() : json::value{}; one; one = one.next_sibling())
        made.push_back(scalar(one, form::text, object));
    std::erase_if(made, [](const std::string& one) { return one.empty(); });
    return made;
}

link reader::one_link(json::value at, bool end, std::string_view object) {
    link made;
    if (at.is(kind::array) && at.first_child().is(kind::object)) {
        noted_.note(leniency::list_for_single, at, object);
        at = at.first_child();
    }
    if (at.is(kind::string)) {
        noted_.note(end ? leniency::bare_end : leniency::object_form, at, object);
        made.identifier = made.uri = at.text();
        return made;
    }
    if (!at.is(kind::object)) {
        noted_.note(leniency::object_form, at, object);
        return made;
    }
    bool titled = false, identified = false, addressed = false;
    for (json::value one = at.first_child(); one; one = one.next_sibling()) {
        if (one.is(kind::null)) {
            noted_.note(leniency::null_member, one, object);
        } else if (one.name() == "title") {
            titled = true;
            made.title = scalar(one, form::text, object);
        } else if (one.name() == "identifier") {
            identified = true;
            made.identifier = scalar(one, end ? form::text : form::uuid, object);
        } else if (one.name() == "uri") {
            addressed = true;
            made.uri = scalar(one, form::uri, object);
        } else if (end && one.name() == "targetType") {
            if (version_ == version::v1_0) noted_.note_name(leniency::newer_member, one, object);
            made.target_type = scalar(one, form::text, object);
            if (!made.target_type.empty()) into_.seen.saw_target_type();
            const bool known = made.target_type == "CASE" || (made.target_type.starts_with("ext:") &&
                                                              is_association_type(version::v1_1, made.target_type));
            if (!known) noted_.note(leniency::association_type, one, object);
        } else {
            noted_.note_name(leniency::unknown_member, one, object);
        }
    }
    if (!titled || !identified || !addressed) noted_.note(leniency::missing_member, at, object);
    return made;
}

links reader::link_list(json::value at, std::string_view object) {
    links made;
    if (!at.is(kind::array)) {
        noted_.note(leniency::single_for_list, at, object);
        made.push_back(one_link(at, false, object));
    }
    for (json::value one = at.is(kind::array) ? at.first_child() : json::value{}; one; one = one.next_sibling())
        made.push_back(one_link(one, false, object));
    std::erase_if(made, [](const link& one) { return one.empty(); });
    return made;
}

std::string reader::raw_extensions(json::value at, form how, std::string_view object) {
    if (at.is(how == form::extensions ? kind::object : kind::array)) return std::string(at.raw());
    noted_.note(leniency::object_form, at, object);
    return {};
}

// ---------------------------------------------------------------- objects

template <class Object>
void reader::member(json::value at, const field<Object>& which, const shape<Object>& of, Object& into) {
    const std::string_view object = name_of(of.which);
    std::visit(
        [&](auto place) {
            auto& held = into.*place;
            using Held = std::remove_cvref_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::string>) {
                const bool raw = which.form == form::extensions || which.form == form::extension_list;
                held = raw ? raw_extensions(at, which.form, object) : scalar(at, which.form, object);
            } else if constexpr (std::is_same_v<Held, texts>) {
                held = text_list(at, object);
            } else if constexpr (std::is_same_v<Held, link>) {
                held = one_link(at, which.form == form::end, object);
            } else if constexpr (std::is_same_v<Held, links>) {
                held = link_list(at, object);
            } else if constexpr (std::is_same_v<Held, std::vector<wire::criterion>>) {
                list(at, criterion_shape(), held);
            } else {
                list(at, level_shape(), held);
            }
            if (!held.empty()) into_.seen.saw(of, which);
        },
        which.at
    );
}

// Whether an object of the class means anything.
bool stands(const wire::document& one) {
    return !one.identifier.empty();
}
bool stands(const wire::item& one) {
    return !one.identifier.empty() && !one.statement.empty();
}
bool stands(const wire::association& one) {
    return !one.identifier.empty() && !one.type.empty() && !one.origin.empty() && !one.destination.empty();
}
template <class Object>
bool stands(const Object& one) {
    return !one.identifier.empty();
}

// Tells of required members that are absent. The identifier may be the end of the address.
template <class Object>
void reader::repair(json::value at, const shape<Object>& of, bool in_package, Object& made) {
    for (const field<Object>& one : of.fields) {
        if (!one.required || (in_package && one.place == place::alone)) continue;
        const json::value there = at.member(one.name);
        if (!there || there.is(kind::null)) noted_.note(leniency::missing_member, at, name_of(of.which), one.name);
    }
    constexpr std::size_t urn = std::string_view("urn:uuid:").size();
    if (!made.identifier.empty()) return;
    const std::string key = model::goals::uuid_key(made.uri);
    if (!key.empty()) made.identifier = key.substr(urn);
}

template <class Object>
std::optional<Object> reader::object(json::value at, const shape<Object>& of, bool in_package) {
    const std::string_view name = name_of(of.which);
    if (!at.is(kind::object)) {
        noted_.note(leniency::object_form, at, name);
        return std::nullopt;
    }
    Object made;
    std::size_t guess = 0; // members often stand in one order
    for (json::value one = at.first_child(); one; one = one.next_sibling(), ++guess) {
        const field<Object>* which =
            guess < of.fields.size() && of.fields[guess].name == one.name() ? &of.fields[guess] : of.find(one.name());
        if (which == nullptr && is_payload_link(one.name()) && in_package) {
            noted_.note_name(leniency::payload_member, one, name);
            continue;
        }
        if (which == nullptr) {
            noted_.note_name(leniency::unknown_member, one, name);
            continue;
        }
        guess = static_cast<std::size_t>(which - of.fields.data());
        if (which->place == place::alone && in_package) noted_.note_name(leniency::payload_member, one, name);
        if (which->since == version::v1_1 && version_ == version::v1_0)
            noted_.note_name(leniency::newer_member, one, name);
        if (one.is(kind::null))
            noted_.note(leniency::null_member, one, name);
        else
            member(one, *which, of, made);
    }
    repair(at, of, in_package, made);
    if (stands(made)) return made;
    noted_.note(leniency::left_behind, at, name);
    ++into_.left[static_cast<std::size_t>(of.which)];
    return std::nullopt;
}

template <class Object>
void reader::list(json::value at, const shape<Object>& of, std::vector<Object>& into) {
    if (!at.is(kind::array)) {
        noted_.note(leniency::object_form, at, collection_of(of.which));
        return;
    }
    into.reserve(at.size());
    for (json::value one = at.first_child(); one; one = one.next_sibling()) {
        auto made = object(one, of, true);
        if (!made) continue;
        if (!known_[static_cast<std::size_t>(of.which)].insert(made->identifier).second) {
            noted_.note(leniency::duplicate, one, name_of(of.which));
            ++into_.left[static_cast<std::size_t>(of.which)];
            continue;
        }
        if constexpr (std::is_same_v<Object, wire::definition>)
            made->kind = static_cast<wire::definition_kind>(of.which);
        into.push_back(*std::move(made));
    }
}

// ---------------------------------------------------------------- documents

void reader::unknown_members(json::value at, std::span<const std::string_view> known, std::string_view object) {
    for (json::value one = at.first_child(); one; one = one.next_sibling()) {
        if (std::ranges::find(known, one.name()) == known.end())
            noted_.note_name(leniency::unknown_member, one, object);
        else if (one.is(kind::null))
            noted_.note(leniency::null_member, one, object);
    }
}

std::string reader::extensions_of(json::value owner, std::string_view object) {
    const json::value at = owner.member("extensions");
    if (!at || at.is(kind::null)) return {};
    if (version_ == version::v1_0) noted_.note_name(leniency::newer_member, at, object);
    std::string made = raw_extensions(at, form::extensions, object);
    if (!made.empty()) into_.seen.saw_extensions(object);
    return made;
}

void reader::definitions(json::value at) {
    constexpr std::array<std::string_view, 6> known{
        "CFConcepts", "CFSubjects", "CFLicenses", "CFItemTypes", "CFAssociationGroupings", "extensions"};
    if (!at.is(kind::object)) return noted_.note(leniency::object_form, at, "CFDefinitions");
    unknown_members(at, known, "CFDefinitions");
    for (std::size_t i = 0; i < definition_kind_count; ++i) {
        const auto of = definition_shape(static_cast<wire::definition_kind>(i));
        const json::value one = at.member(collection_of(of.which));
        if (one && !one.is(kind::null)) list(one, of, into_.package->definitions);
    }
    into_.package->definition_extensions = extensions_of(at, "CFDefinitions");
}

void reader::package(json::value root) {
    constexpr std::array<std::string_view, 6> known{"CFDocument",    "CFItems",   "CFAssociations",
                                                    "CFDefinitions", "CFRubrics", "extensions"};
    unknown_members(root, known, "CFPackage");
    auto about = object(root.member("CFDocument"), document_shape(), true);
    if (!about) return;
    wire::package& made = into_.package.emplace();
    made.about = *std::move(about);
    const auto part = [&](std::string_view name, auto read) {
        const json::value at = root.member(name);
        if (at && !at.is(kind::null)) read(at);
    };
    part("CFItems", [&](json::value at) { list(at, item_shape(), made.items); });
    part("CFAssociations", [&](json::value at) { list(at, association_shape(), made.associations); });
    part("CFDefinitions", [&](json::value at) { definitions(at); });
    part("CFRubrics", [&](json::value at) { list(at, rubric_shape(), made.rubrics); });
    made.extensions = extensions_of(root, "CFPackage");
}

void reader::documents(json::value root) {
    constexpr std::array<std::string_view, 1> known{"CFDocuments"};
    unknown_members(root, known, "CFDocumentSet");
    for (json::value one = root.member("CFDocuments").first_child(); one; one = one.next_sibling()) {
        if (auto made = object(one, document_shape(), false)) into_.documents.push_back(*std::move(made));
    }
}

} // namespace

void member_counts::add_to(field_trace& trace) const {
    const auto flush = [&](const auto& of) {
        const auto& counts = seen_[static_cast<std::size_t>(of.which)];
        for (std::size_t i = 0; i < of.fields.size(); ++i) {
            if (counts[i] == 0) continue;
            const std::string path = std::string(name_of(of.which)) + "/" + std::string(of.fields[i].name);
            if (of.fields[i].place == place::alone)
                trace.left(path, "it says again where the object is found", counts[i]);
            else
                trace.saw(path, canonical_name(of.which, of.fields[i].name, of.fields[i].meaning), counts[i]);
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
    for (const std::string_view of : extensions_)
        trace.saw(std::string(of) + "/extensions", "case." + std::string(of) + ".extensions");
    if (target_types_ > 0) trace.saw("LinkGenURI/targetType", target_type_name, target_types_);
}

parsed_package parse(json::value root, version which, leniencies& noted) {
    parsed_package made;
    reader reading(which, noted, made);
    if (root.member("CFDocument").is(kind::object)) {
        made.kind = "CFPackage";
        reading.package(root);
    } else if (root.member("CFDocuments").is(kind::array)) {
        made.kind = "CFDocuments";
        reading.documents(root);
    } else if (root.member("imsx_codeMajor")) {
        made.kind = "imsx_StatusInfo";
    }
    return made;
}

std::optional<wire::rubric> parse_rubric(std::string_view text) {
    findings ignored;
    const auto document = json::document::parse(text, {}, ignored);
    if (!document) return std::nullopt;
    leniencies unheard;
    parsed_package nothing;
    return reader(version::v1_1, unheard, nothing).rubric(document->root());
}

} // namespace schakel::cf
