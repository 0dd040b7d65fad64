#include "adapters/common/oneroster_csv/to_model.hpp"

#include "adapters/common/oneroster/extras.hpp"
#include "adapters/common/oneroster/meaning.hpp"
#include "adapters/common/oneroster/to_model_parts.hpp"
#include "adapters/common/oneroster_csv/short_text.hpp"
#include "gateway/model/roster_field.hpp"

namespace schakel::oneroster_csv {

using std::string_view;

template <class Object>
record_maker::filler<Object>::filler(const file_table* table) {
    if (table == nullptr) return;
    for (std::size_t column = 0; column < table->columns.size(); ++column)
        for (const cell_of<Object>& known : cells<Object>())
            if (known.column == table->columns[column].name && known.read != nullptr)
                reads_.push_back({column, known.read});
}

template <class Object>
void record_maker::filler<Object>::fill(const rows& row, target& into) {
    for (const reading& one : reads_) one.read(into, row[one.column]);
    fill_metadata(row, into);
}

template <class Object>
void record_maker::filler<Object>::fill_metadata(const rows& row, oneroster::object_base& into) {
    into.metadata.resize(row.metadata().size());
    auto made = into.metadata.begin();
    for (const rows::metadata_cell& one : row.metadata()) {
        made->name = one.name;
        made->value = one.value;
        ++made;
    }
}

template <class Object>
void record_maker::filler<Object>::fill_metadata(const rows& row, oneroster::seen_user& into) {
    constexpr std::size_t unmet = oneroster::own_metadata::none + 1;
    into.own = {};
    into.metadata.clear();
    for (const rows::metadata_cell& one : row.metadata()) {
        if (one.number >= own_places_.size()) own_places_.resize(one.number + 1, unmet);
        std::size_t& place = own_places_[one.number];
        if (place == unmet) place = oneroster::own_metadata::place_of(one.name);
        into.add_metadata({one.name, one.value}, place);
    }
}

record_maker::record_maker(
    const package& from, const binding& tables, const id_tables& ids, const role_book& roles, roster_sink& into
)
    : tables_(tables), ids_(ids), roles_(roles), into_(into), builder_(tables.of()) {
    for (const file_table& one : tables.files())
        complete_[index_of(one.id)] = from.delivers(one.id) && from.mode_of(one.id) == mode::bulk;
}

// Whether a reference names a row that a complete file does not have; the other reasons to miss it say nothing.
bool record_maker::dangles(const rows& row, std::size_t column) const {
    return dangles(row.table().columns[column].target, row.reference(column));
}

void record_maker::take(rows& row) {
    switch (row.table().id) {
    case file_id::academic_sessions: return sessions_.fill(row, all_sessions_.emplace_back());
    case file_id::orgs: return orgs_.fill(row, all_orgs_.emplace_back());
    case file_id::courses: return take_course(row);
    case file_id::classes: return take_class(row);
    case file_id::users: return take_user(row);
    case file_id::enrollments: return take_enrollment(row);
    default: return;
    }
}

void record_maker::take_course(rows& row) {
    courses_.fill(row, course_);
    if (dangles(row, row.table().at("schoolYearSourcedId"))) course_.school_year.id.clear();
    if (dangles(row, row.table().at("orgSourcedId"))) course_.org.id.clear();
    builder_.add(course_, into_);
}

void record_maker::take_class(rows& row) {
    classes_.fill(row, class_);
    if (dangles(row, class_course_)) class_.course.id.clear();
    if (dangles(row, class_school_)) class_.school.id.clear();
    const std::span<const std::uint32_t> terms = row.references(class_terms_);
    for (std::size_t i = terms.size(); i-- > 0;)
        if (dangles(file_id::academic_sessions, terms[i]))
            class_.terms.erase(class_.terms.begin() + static_cast<std::ptrdiff_t>(i));
    builder_.add(class_, into_);
}

void record_maker::take_user(rows& row) {
    users_.fill(row, user_);
    if (tables_.of() == version::v1_2) {
        take_roles(row.self());
    } else {
        const std::span<const std::uint32_t> orgs = row.references(user_orgs_);
        for (std::size_t i = orgs.size(); i-- > 0;)
            if (dangles(file_id::orgs, orgs[i])) user_.orgs.erase(user_.orgs.begin() + static_cast<std::ptrdiff_t>(i));
    }
    builder_.add(user_, into_);
}

void record_maker::take_roles(std::uint32_t user) {
    user_.roles.clear();
    for (std::uint32_t at = roles_.first_of(user); at != id_table::none; at = roles_[at].next) {
        const role_row& from = roles_[at];
        const bool nowhere = from.org == id_table::none || dangles(file_id::orgs, from.org);
        user_.roles.push_back(
            {from.primary ? "primary" : "secondary", roles_.word_of(from),
             nowhere ? string_view() : ids_[index_of(file_id::orgs)].text(from.org), from.begin, from.end}
        );
    }
}

void record_maker::take_enrollment(rows& row) {
    static constexpr std::size_t in_class = 3, school = 4, user = 5; // the same in both versions
    if (dangles(row, in_class) || dangles(row, user)) {
        ++enrollments_left_;
        return;
    }
    if (row.metadata().empty()) return take_plain_enrollment(row);
    enrollments_.fill(row, enrollment_);
    if (dangles(row, school)) enrollment_.school.id.clear();
    builder_.add(enrollment_, into_);
}

// The same as through an object, for the rows of which there are most: without metadata, and with little allocated.
void record_maker::take_plain_enrollment(const rows& row) {
    static constexpr std::size_t modified = 2, in_class = 3, school = 4, user = 5, role = 6, primary = 7, begin = 8,
                                 end = 9;
    auto& made = std::get<model::roster::membership>(plain_);
    assign_text(made.id, row[0]);
    if (made.ids.size() != 1) made.ids = {{std::string(model::scheme::oneroster_id), {}, {}}};
    assign_text(made.ids.front().value, row[0]);
    made.modified = row[modified].empty() ? std::nullopt : parse_rfc3339(row[modified]);
    made.ended = row.ended();
    assign_text(made.person, row[user]);
    assign_text(made.group, row[in_class]);
    if (!same_text(row[role], last_role_.word) || last_role_.word.empty()) {
        last_role_.word = row[role];
        last_role_.what = oneroster::role_of(row[role]);
        last_role_.exact = oneroster::enrollment_role_of(last_role_.what, tables_.of()).word == row[role];
    }
    made.what = last_role_.what;
    made.extra.clear();
    if (!last_role_.exact) oneroster::keep(made, oneroster::extra::role, row[role]);
    made.primary = same_text(row[primary], "true");
    if (row.reference(school) != last_school_.number) {
        last_school_.number = row.reference(school);
        last_school_.counts = !dangles(row, school) && !builder_.real(row[school]).empty();
    }
    assign_text(made.organisation, last_school_.counts ? row[school] : string_view());
    made.begin = begins_.day_of(row[begin]);
    made.end = ends_.day_of(row[end]);

    ++plain_seen_.rows;
    plain_seen_.modified += made.modified.has_value();
    plain_seen_.ended += made.ended;
    plain_seen_.primary += made.primary;
    plain_seen_.organisation += last_school_.counts;
    plain_seen_.begin += made.begin.has_value();
    plain_seen_.end += made.end.has_value();
    into_.add(std::move(plain_));
}

void record_maker::trace_plain_enrollments() {
    namespace field = model::roster_field;
    oneroster::trace_tally& trace = builder_.trace();
    trace.saw("dateLastModified", field::modified, plain_seen_.modified);
    trace.saw("status", field::ended, plain_seen_.ended);
    trace.saw("enrollments/sourcedId", field::membership_id, plain_seen_.rows);
    trace.saw("enrollments/user", field::membership_person, plain_seen_.rows);
    trace.saw("enrollments/class", field::membership_group, plain_seen_.rows);
    trace.saw("enrollments/role", field::membership_role, plain_seen_.rows);
    trace.saw("enrollments/primary", field::membership_primary, plain_seen_.primary);
    trace.saw("enrollments/school", field::membership_organisation, plain_seen_.organisation);
    trace.saw("enrollments/beginDate", field::membership_begin, plain_seen_.begin);
    trace.saw("enrollments/endDate", field::membership_end, plain_seen_.end);
}

std::optional<model::roster::day> record_maker::day_memo::day_of(string_view text) {
    if (text.empty()) return std::nullopt;
    if (text != last_) {
        last_ = text;
        day_ = parse_date(text);
    }
    return day_;
}

void record_maker::finish_file(file_id done) {
    const auto without_parent = [&](auto& one) {
        const id_table& known = ids_[index_of(done)];
        if (!one.parent.empty() && dangles(done, known.find(one.parent.id))) one.parent.id.clear();
        builder_.add(one, into_);
    };
    if (done == file_id::academic_sessions)
        for (auto& one : all_sessions_) without_parent(one);
    if (done == file_id::orgs)
        for (auto& one : all_orgs_) without_parent(one);
}

void record_maker::finish(field_trace& into) {
    into_.head(builder_.head());
    trace_plain_enrollments();
    builder_.trace().add_to(into);
    if (enrollments_left_ > 0) into.left("enrollments", "their class or user is not in the package", enrollments_left_);
}

} // namespace schakel::oneroster_csv
