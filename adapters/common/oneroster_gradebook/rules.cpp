#include "adapters/common/oneroster_gradebook/rules.hpp"

#include "adapters/common/oneroster_gradebook/fields.hpp"
#include "adapters/common/oneroster_gradebook/rule_catalogue.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/model/goal.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace schakel::oneroster_gradebook {

namespace {

constexpr std::size_t longest_id = 255;

class checking {
public:
    checking(const wire::message& message, version which) : message_(message), version_(which) {}

    void run(const std::optional<matched_operation>& addressed) {
        for (const wire::base* one : bases_of(message_)) check_base(*one);
        for (const wire::item& one : message_.items) check_item(one);
        for (const wire::result& one : message_.results) check_result(one);
        if (addressed && fits_envelope(*addressed)) check_path(*addressed);
    }

    findings take(std::string_view bytes, std::size_t limit) && {
        const auto is_error = [](const finding& one) { return one.broken->level == severity::error; };
        if (found_.size() > limit) {
            std::ranges::stable_partition(found_, is_error);
            found_.resize(limit);
        }
        std::ranges::stable_sort(found_, {}, [](const finding& one) { return one.where.offset; });
        json::locate(bytes, found_);
        return std::move(found_);
    }

private:
    void add(const rule& broken, json::value at, std::string expected = {}, std::string got = {}) {
        finding one{&broken, {}, std::move(expected), std::move(got), {}};
        one.where.offset = at ? at.offset() : 0;
        found_.push_back(std::move(one));
    }

    // ------------------------------------------------------------ the path

    bool fits_envelope(const matched_operation& addressed) {
        const operation& what = *addressed.what;
        const bool several = what.method == "POST";
        if (message_.kind == what.kind && message_.collection == several) return true;
        const auto name = [](object_kind kind, bool list) {
            return std::string(list ? collection_of(kind) : word_of(kind));
        };
        add(fault::envelope, message_.at, name(what.kind, several), name(message_.kind, message_.collection));
        return false;
    }

    void check_path(const matched_operation& addressed) {
        for (std::size_t i = 0; i < addressed.ids.size(); ++i) {
            for (const wire::base* one : bases_of(message_))
                check_path_id(*one, addressed.what->ids[i], addressed.ids[i]);
        }
    }

    // Results name no session, and not always a class: what only the path says cannot differ.
    void check_path_id(const wire::base& object, path_id which, const std::string& id) {
        if (which == path_id::academic_session) return;
        const json::value member = object.at.member(member_of(which));
        const std::string_view told = which == path_id::own ? member.text() : member.member("sourcedId").text();
        if (!told.empty() && told != id) add(fault::path_differs, member, std::string(member_of(which)));
    }

    // ------------------------------------------------------------ every object

    void check_base(const wire::base& one) {
        const json::value id = one.at.member("sourcedId");
        if (id.is(json::kind::string)) check_id(id);
        std::string absent;
        for (const std::string_view name : {"status", "dateLastModified"}) {
            if (!one.at.member(name)) absent += (absent.empty() ? "" : ", ") + std::string(name);
        }
        if (!absent.empty()) add(fault::base_absent, one.at, std::move(absent));
        check_time(one.at, "dateLastModified");
        check_members(one.at, {});
    }

    void check_id(json::value id) {
        if (id.text().empty() || id.text().size() > longest_id)
            add(fault::id_length, id, "1-255", std::to_string(id.text().size()));
        else if (!ids_.insert(id.text()).second)
            add(fault::duplicate_id, id);
    }

    // Members below `path`; what the version does not know is not looked into.
    void check_members(json::value object, const std::string& path) {
        for (json::value one = object.first_child(); one; one = one.next_sibling()) {
            if (path.empty() && one.name() == "metadata") continue;
            const std::string here = path.empty() ? std::string(one.name()) : path + "/" + std::string(one.name());
            if (!is_member(version_, message_.kind, here)) {
                add(fault::unknown_member, one, {}, masked(one.name()));
                continue;
            }
            if (path.empty() && is_reference(one.name())) check_reference(one);
            check_value(one, here);
        }
    }

    void check_value(json::value at, const std::string& path) {
        if (at.is(json::kind::object)) check_members(at, path);
        if (at.is(json::kind::number) && !at.number()) add(fault::number_size, at, "30");
        if (!at.is(json::kind::array)) return;
        for (json::value one = at.first_child(); one; one = one.next_sibling()) {
            if (one.is(json::kind::object)) check_members(one, path);
        }
    }

    void check_reference(json::value at) {
        if (!at.is(json::kind::object)) return;
        std::string absent;
        for (const std::string_view name : {"href", "type"}) {
            if (!at.member(name)) absent += (absent.empty() ? "" : ", ") + std::string(name);
        }
        if (!absent.empty()) add(fault::bare_reference, at, std::move(absent));
    }

    // ------------------------------------------------------------ when

    void check_year(json::value at, std::chrono::year_month_day day) {
        const int year = static_cast<int>(day.year());
        if (year < 1990 || year > 2100) add(fault::implausible_year, at, "1990-2100", std::to_string(year));
    }

    std::optional<instant> check_time(json::value object, std::string_view name) {
        const json::value at = object.member(name);
        const auto when = parse_rfc3339(at.text());
        if (!when) return std::nullopt; // absent, or the schema has said so
        if (!at.text().ends_with('Z') && !at.text().ends_with('z'))
            add(fault::time_not_utc, at, "2026-11-20T08:30:00.000Z");
        check_year(at, std::chrono::floor<std::chrono::days>(*when));
        return when;
    }

    void check_score_date(json::value at) {
        if (const auto when = parse_rfc3339(at.text())) {
            add(fault::score_date_time, at, "2026-11-20");
            check_year(at, date_in_amsterdam(*when));
        } else if (const auto day = parse_date(at.text())) {
            check_year(at, *day);
        }
    }

    // ------------------------------------------------------------ what

    void check_item(const wire::item& one) {
        const auto assigned = check_time(one.at, "assignDate");
        const auto due = check_time(one.at, "dueDate");
        if (assigned && due && *due < *assigned) add(fault::dates_reversed, one.at.member("dueDate"));
        if (one.minimum && one.maximum && *one.minimum > *one.maximum)
            add(fault::limits_reversed, one.at.member("resultValueMin"), one.maximum->text(), one.minimum->text());
        check_objectives(one.objectives);
    }

    void check_result(const wire::result& one) {
        check_score_date(one.at.member("scoreDate"));
        for (const std::string_view name : {"inProgress", "incomplete", "late", "missing"}) {
            const json::value at = one.at.member(name);
            if (at.is(json::kind::boolean)) add(fault::boolean_form, at, at.boolean() ? "\"true\"" : "\"false\"");
        }
        if (one.percentile && (one.percentile->is_negative() || *one.percentile > decimal(100)))
            add(fault::percentile_range, one.at.member("scorePercentile"), "0-100", one.percentile->text());
        check_state(one);
        check_objectives(one.objectives);
    }

    void check_state(const wire::result& one) {
        const bool has_score = one.score || !one.text_score.empty();
        const bool of_goals = std::ranges::any_of(one.objectives, [](const wire::objective& objective) {
            return objective.score || !objective.text_score.empty();
        });
        const json::value status = one.at.member("scoreStatus");
        if (one.score_status == "fully graded" && !has_score && !of_goals && one.status != "tobedeleted")
            add(fault::graded_without_score, status);
        if (one.score_status == "exempt" && has_score) add(fault::exempt_with_score, status);
        if (one.missing.value_or(false) && has_score) add(fault::missing_with_score, one.at.member("missing"));
    }

    void check_objectives(const std::vector<wire::objective>& list) {
        std::set<std::string_view> seen;
        for (const wire::objective& one : list) {
            if (one.id.empty()) continue; // the schema has said so
            if (!seen.insert(one.id).second) add(fault::objective_repeated, one.at);
            if (one.source == "case" && model::goals::uuid_key(one.id).empty())
                add(fault::objective_no_case, one.at, "UUID", masked(one.id));
        }
    }

    const wire::message& message_;
    version version_;
    std::set<std::string_view> ids_;
    findings found_;
};

} // namespace

findings check(
    const wire::message& message, version which, const std::optional<matched_operation>& addressed,
    std::string_view bytes, std::size_t limit
) {
    checking all(message, which);
    all.run(addressed);
    return std::move(all).take(bytes, limit);
}

} // namespace schakel::oneroster_gradebook
