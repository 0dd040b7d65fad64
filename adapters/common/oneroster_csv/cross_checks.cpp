#include "adapters/common/oneroster_csv/cross_checks.hpp"

#include "adapters/common/oneroster_csv/values.hpp"

#include <algorithm>
#include <charconv>

namespace schakel::oneroster_csv {

namespace {

using std::string_view;

// What id_table::entry::kind says of a row.
constexpr std::uint8_t is_school = 1, is_school_year = 2, has_primary_teacher = 4;

std::size_t items_in(string_view list) {
    return list.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(list.begin(), list.end(), ','));
}

bool parse(string_view text, double& value) {
    return !text.empty() && std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc();
}

std::uint64_t pair_of(std::uint32_t a, std::uint32_t b) {
    return (std::uint64_t{a} << 32) | b;
}

} // namespace

void cross_checks::see(rows& row) {
    switch (row.table().id) {
    case file_id::academic_sessions: return see_session(row);
    case file_id::orgs: return see_org(row);
    case file_id::courses: return see_course(row);
    case file_id::classes: return see_class(row);
    case file_id::user_profiles: return see_profile(row);
    case file_id::roles: return see_role(row);
    case file_id::users: return see_user(row);
    case file_id::enrollments: return see_enrollment(row);
    case file_id::line_items: return see_line_item(row);
    case file_id::results: return see_result(row);
    default: return;
    }
}

void cross_checks::see_session(rows& row) {
    id_table::entry& own = ids(file_id::academic_sessions)[row.self()];
    if (row[row.table().at("type")] == "schoolYear") own.kind = is_school_year;
    own.parent = row.reference(row.table().at("parentSourcedId"));
}

void cross_checks::see_org(rows& row) {
    id_table::entry& own = ids(file_id::orgs)[row.self()];
    if (row[row.table().at("type")] == "school") own.kind = is_school;
    own.parent = row.reference(row.table().at("parentSourcedId"));
}

void cross_checks::see_course(rows& row) {
    check_lengths(row);
    const std::size_t year = row.table().at("schoolYearSourcedId");
    if (row.delivered(year) && ids(file_id::academic_sessions)[row.reference(year)].kind != is_school_year)
        row.note("reference-type", year, "academicSession schoolYear");
}

void cross_checks::see_class(rows& row) {
    check_lengths(row);
    check_school(row, row.table().at("schoolSourcedId"));
}

void cross_checks::check_lengths(rows& row) {
    const std::size_t codes = row.table().at("subjectCodes");
    if (row[codes].empty()) return;
    if (items_in(row[row.table().at("subjects")]) != items_in(row[codes])) row.note("subject-codes", codes);
}

void cross_checks::check_school(rows& row, std::size_t column) {
    const std::uint32_t number = row.reference(column);
    if (number == good_school_ || !row.delivered(column)) return;
    if (ids(file_id::orgs)[number].kind == is_school)
        good_school_ = number;
    else
        row.note("reference-type", column, "org school");
}

void cross_checks::see_profile(rows& row) {
    ids(file_id::user_profiles)[row.self()].other = row.reference(row.table().at("userSourcedId"));
}

void cross_checks::see_role(rows& row) {
    if (row.delivered(role_profile_) &&
        ids(file_id::user_profiles)[row.reference(role_profile_)].other != row.reference(role_user_))
        row.note("profile-of-other", role_profile_);
}

void cross_checks::see_user(rows& row) {
    if (!row[user_agents_].empty())
        for (const std::uint32_t agent : row.references(user_agents_))
            if (agent == row.self()) row.note("own-agent", user_agents_);
    if (tables_.of() == version::v1_1) {
        row.references(user_orgs_);
        return;
    }
    if (row.mode() == mode::bulk && package_.mode_of(file_id::roles) != mode::delta) check_primary_roles(row);
}

void cross_checks::check_primary_roles(rows& row) {
    const std::uint32_t first = roles_.first_of(row.self());
    if (first == id_table::none) return row.note("no-role", 0);
    const std::size_t primary_org = user_primary_org_;
    bool in_primary_org = row.reference(primary_org) == id_table::none;
    for (std::uint32_t at = first; at != id_table::none; at = roles_[at].next) {
        in_primary_org = in_primary_org || roles_[at].org == row.reference(primary_org);
        int primaries = 0;
        bool counted = false; // the first role of each organisation counts for all of it
        for (std::uint32_t other = first; other != id_table::none; other = roles_[other].next) {
            if (roles_[other].org != roles_[at].org) continue;
            if (primaries == 0 && !counted && other != at) break;
            counted = true;
            primaries += roles_[other].primary ? 1 : 0;
        }
        if (counted && primaries != 1) row.note("primary-role", 0, {}, std::to_string(primaries));
    }
    if (!in_primary_org) row.note("primary-org", primary_org);
}

void cross_checks::see_enrollment(rows& row) {
    static constexpr std::size_t in_class = 3, school = 4, user = 5, role = 6, primary = 7; // the same in both versions
    check_school(row, school);
    const string_view word = row[role];
    if (word == "student" && package_.delivers(file_id::results) && row.reference(user) != id_table::none)
        taught_.insert(pair_of(row.reference(user), row.reference(in_class)));
    if (word != "teacher" || row[primary] != "true" || row.reference(in_class) == id_table::none) return;
    std::uint8_t& kind = ids(file_id::classes)[row.reference(in_class)].kind;
    if (kind == has_primary_teacher) row.note("primary-teacher", in_class);
    kind = has_primary_teacher;
}

void cross_checks::see_line_item(rows& row) {
    const file_table& table = row.table();
    ids(file_id::line_items)[row.self()].other = row.reference(table.at("classSourcedId"));
    bounds limits;
    limits.has_least = parse(row[table.at("resultValueMin")], limits.least);
    limits.has_most = parse(row[table.at("resultValueMax")], limits.most);
    if (limits.has_least || limits.has_most) bounds_.emplace(row.self(), limits);
    if (const auto session = table.find("academicSessionSourcedId");
        session && row.delivered(*session) &&
        ids(file_id::academic_sessions)[row.reference(*session)].kind == is_school_year)
        row.note("reference-type", *session, "academicSession term, semester, gradingPeriod");
    if (const auto school = table.find("schoolSourcedId")) check_school(row, *school);
}

void cross_checks::see_result(rows& row) {
    const file_table& table = row.table();
    const std::size_t item = table.at("lineItemSourcedId");
    if (!row.delivered(item)) return;
    const std::uint32_t of_item = ids(file_id::line_items)[row.reference(item)].other;
    const auto in_class = table.find("classSourcedId");
    if (in_class && row.reference(*in_class) != id_table::none && row.reference(*in_class) != of_item)
        row.note("result-class", *in_class);
    const std::size_t student = table.at("studentSourcedId");
    if (row.mode() == mode::bulk && package_.mode_of(file_id::enrollments) == mode::bulk && row.delivered(student) &&
        !taught_.contains(pair_of(row.reference(student), of_item)))
        row.note("result-student", student);
    const std::size_t score = table.at("score");
    const auto limits = bounds_.find(row.reference(item));
    double value = 0;
    if (limits == bounds_.end() || !parse(row[score], value)) return;
    const bounds& of = limits->second;
    if ((of.has_least && value < of.least) || (of.has_most && value > of.most)) row.note("result-range", score);
}

void cross_checks::finish_file(file_id done) {
    if (done == file_id::orgs || done == file_id::academic_sessions) find_cycles(done);
}

// Follows each chain of parents once: a row seen on the way of a later one is known to end.
void cross_checks::find_cycles(file_id which) {
    id_table& all = ids(which);
    std::vector<std::uint32_t> way(all.size(), id_table::none); // on whose way a row was met
    for (std::uint32_t start = 0; start < all.size(); ++start) {
        std::uint32_t at = start;
        while (at != id_table::none && way[at] == id_table::none) {
            way[at] = start;
            at = all[at].parent;
        }
        if (at == id_table::none || way[at] != start) continue;
        const csv::place where{.row = all[at].row, .line = all[at].row, .column = 0, .cell = 0};
        noted_.add(rule_named("cycle"), {std::string(name_of(which)) + ".csv", &where, "parentSourcedId"});
        all[at].parent = id_table::none;
    }
}

void cross_checks::finish() {
    for (const file_table& table : tables_.files()) {
        if (!package_.delivers(table.id) || package_.mode_of(table.id) != mode::bulk) continue;
        const id_table& all = ids(table.id);
        const std::string target = std::string(name_of(table.id)) + ".csv";
        for (std::uint32_t number = 0; number < all.size(); ++number) {
            const id_table::entry& one = all[number];
            if (one.delivered || one.row == 0) continue;
            const auto from = static_cast<file_id>(one.file);
            const csv::place where{.row = one.row, .line = one.row, .column = 0, .cell = one.cell};
            const std::string file = std::string(name_of(from)) + ".csv";
            noted_.add(rule_named("reference"), {file, &where, tables_.find(from)->columns[one.cell].name}, target);
        }
    }
}

} // namespace schakel::oneroster_csv
