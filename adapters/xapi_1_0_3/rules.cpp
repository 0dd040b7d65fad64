#include "adapters/xapi_1_0_3/rules.hpp"

#include "adapters/xapi_1_0_3/identity.hpp"
#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/rule_catalogue.hpp"
#include "adapters/xapi_1_0_3/values.hpp"

#include <set>

namespace schakel::xapi_1_0_3 {

namespace {

void check_uuid(json::value at, findings& found) {
    const std::string_view text = at.text();
    if (text.size() != 36) return; // absent
    if (std::string_view("89abAB").find(text[19]) == std::string_view::npos)
        report(found, fault::uuid_variant, at, "8, 9, a, b", std::string(text.substr(19, 1)));
}

// One letter or digit between hyphens starts an extension; "x" starts what is private to the sender.
void check_language(json::value at, std::string_view tag, findings& found) {
    std::set<char> seen;
    for (std::size_t dash = tag.find('-'); dash != std::string_view::npos; dash = tag.find('-', dash + 1)) {
        const bool single = dash + 2 < tag.size() && tag[dash + 2] == '-';
        if (!single) continue;
        const char letter = lower(tag.substr(dash + 1, 1)).front();
        if (letter == 'x') return;
        if (!seen.insert(letter).second) return report(found, fault::language_extension, at, {}, masked(tag));
    }
}

void check_language_map(json::value map, findings& found) {
    for (json::value one = map.first_child(); one; one = one.next_sibling()) check_language(one, one.name(), found);
}

void check_time(json::value at, findings& found) {
    if (!at) return;
    if (!has_zone(at.text())) report(found, fault::timestamp_without_zone, at);
    const std::string_view year = at.text().substr(0, 4);
    if (year < "1990" || year > "2100") report(found, fault::implausible_time, at, "1990-2100");
}

void check_activity(json::value activity, findings& found) {
    const json::value definition = activity.member("definition");
    if (!definition) return;
    check_language_map(definition.member("name"), found);
    check_language_map(definition.member("description"), found);
    check_definition(definition, found);
}

void check_context_activities(json::value lists, findings& found) {
    if (!lists) return;
    for (json::value list = lists.first_child(); list; list = list.next_sibling()) {
        if (list.is(json::kind::object)) check_activity(list, found);
        if (!list.is(json::kind::array)) continue;
        for (json::value one = list.first_child(); one; one = one.next_sibling()) check_activity(one, found);
    }
}

void check_context(json::value context, bool with_activity, findings& found) {
    if (!context) return;
    check_uuid(context.member("registration"), found);
    check_uuid(context.member("statement").member("id"), found);
    check_language(context.member("language"), context.member("language").text(), found);
    check_context_activities(context.member("contextActivities"), found);
    for (const std::string_view name : {"revision", "platform"}) {
        const json::value at = context.member(name);
        if (at && !with_activity) report(found, fault::only_with_activity, at, {}, std::string(name));
    }
}

void check_attachment_texts(json::value list, findings& found) {
    for (json::value one = list.first_child(); one; one = one.next_sibling()) {
        check_language_map(one.member("display"), found);
        check_language_map(one.member("description"), found);
    }
}

// The statement, or the SubStatement in it.
void check_statement(json::value statement, findings& found) {
    const json::value object = statement.member("object");
    const std::string_view type = object.member("objectType").text();
    const bool activity = type.empty() || type == "Activity";
    check_uuid(statement.member("id"), found);
    check_language_map(statement.member("verb").member("display"), found);
    if (statement.member("verb").member("id").text() == verb::voided && type != "StatementRef")
        report(found, fault::voiding_object, object, "StatementRef");
    if (activity) check_activity(object, found);
    if (type == "StatementRef") check_uuid(object.member("id"), found);
    check_result(statement.member("result"), found);
    check_context(statement.member("context"), activity, found);
    check_time(statement.member("timestamp"), found);
    check_attachment_texts(statement.member("attachments"), found);
}

class batch {
public:
    batch(const opened_request& request, findings& found) : request_(request), found_(found) {
        for (const body_part& part : request.attachments) sent_.insert(lower(part.hash));
    }

    void add(json::value statement) {
        check_statement(statement, found_);
        check_id(statement.member("id"));
        check_school(statement.member("context").member("extensions").member(own::school));
        note_attachments(statement.member("attachments"));
        const json::value object = statement.member("object");
        if (object.member("objectType").text() != "SubStatement") return;
        check_statement(object, found_);
        note_attachments(object.member("attachments"));
    }

    void finish() {
        for (const std::string& hash : sent_) {
            if (!referred_.contains(hash)) report(found_, fault::part_unreferenced, {});
        }
    }

private:
    void check_id(json::value id) {
        if (!id) return;
        if (!ids_.insert(lower(id.text())).second) report(found_, fault::duplicate_id, id);
        if (!request_.statement_id.empty() && lower(id.text()) != request_.statement_id)
            report(found_, fault::statement_id_differs, id);
    }

    // Access is decided per school, so a message speaks for one.
    void check_school(json::value school) {
        if (!school) return;
        if (!school_) school_ = school;
        if (!json::equal(school_, school)) report(found_, fault::several_schools, school);
    }

    void note_attachments(json::value list) {
        for (json::value one = list.first_child(); one; one = one.next_sibling()) {
            const std::string hash = lower(one.member("sha2").text());
            referred_.insert(hash);
            if (!sent_.contains(hash) && !one.member("fileUrl")) report(found_, fault::attachment_without_data, one);
        }
    }

    const opened_request& request_;
    findings& found_;
    json::value school_;
    std::set<std::string> ids_, sent_, referred_;
};

} // namespace

void report(findings& found, const rule& broken, json::value at, std::string expected, std::string got) {
    finding one{&broken, {}, std::move(expected), std::move(got), {}};
    one.where.offset = at ? at.offset() : 0;
    found.push_back(std::move(one));
}

findings check(json::value root, const opened_request& request) {
    findings found;
    batch statements(request, found);
    if (root.is(json::kind::array)) {
        if (!request.statement_id.empty()) report(found, fault::put_of_many, root);
        for (json::value one = root.first_child(); one; one = one.next_sibling()) statements.add(one);
    } else {
        statements.add(root);
    }
    statements.finish();
    return found;
}

} // namespace schakel::xapi_1_0_3
