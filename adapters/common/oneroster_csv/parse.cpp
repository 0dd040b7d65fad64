#include "adapters/common/oneroster_csv/parse.hpp"

#include "adapters/common/oneroster_csv/cross_checks.hpp"
#include "adapters/common/oneroster_csv/package.hpp"
#include "adapters/common/oneroster_csv/role_book.hpp"
#include "adapters/common/oneroster_csv/to_model.hpp"

#include <algorithm>

namespace schakel::oneroster_csv {

namespace {

using model::roster::record_kind;

// A message may unpack to a gigabyte; a file of an administrator to whatever there is.
zip::limits limits_for(const document_limits& of_input) {
    zip::limits most;
    most.unpacked = std::max<std::uint64_t>(std::uint64_t{1} << 30, std::uint64_t{of_input.bytes});
    return most;
}

extent extent_of(mode told) {
    return told == mode::bulk ? extent::full : told == mode::delta ? extent::delta : extent::absent;
}

constexpr std::array<std::pair<file_id, record_kind>, 6> record_files{
    {{file_id::orgs, record_kind::organisation},
     {file_id::academic_sessions, record_kind::school_period},
     {file_id::courses, record_kind::course},
     {file_id::classes, record_kind::group},
     {file_id::users, record_kind::person},
     {file_id::enrollments, record_kind::membership}}};

std::string_view why_left(part which) {
    switch (which) {
    case part::accounts: return "accounts in systems of vendors are not carried";
    case part::demographics: return "demographics have no purpose in the learning-materials chain";
    case part::gradebook: return "marks are no part of a roster";
    case part::resources: return "learning materials are no part of a roster";
    case part::rostering: break;
    }
    return "";
}

class parsing {
public:
    parsing(const package& from, const binding& tables, notes& noted, roster_sink& into, field_trace& trace)
        : package_(from), tables_(tables), noted_(noted), trace_(trace), checks_(from, tables, ids_, roles_, noted),
          records_(from, tables, ids_, roles_, into) {}

    void read_all() {
        for (std::size_t which = 0; which < file_count; ++which) {
            const file_table* table = tables_.find(static_cast<file_id>(which));
            if (table == nullptr || !package_.delivers(table->id)) continue;
            if (table->part == part::demographics && !noted_.has(quirk::demographics)) {
                noted_.add(rule_named("demographics"), {"demographics.csv"});
                trace_.left("demographics", "refused: they have no purpose in the learning-materials chain");
            } else
                read_file(*table);
        }
        if (!noted_.rejects()) checks_.finish(); // else rows may be missing because they could not be read
        records_.finish(trace_);
    }

private:
    void read_file(const file_table& table) {
        rows row(package_, table, ids_, noted_);
        while (row.next()) {
            checks_.see(row);
            if (table.id == file_id::roles)
                roles_.add(row);
            else if (table.part == part::rostering)
                records_.take(row);
        }
        checks_.finish_file(table.id);
        records_.finish_file(table.id);
        tell(row);
    }

    // What of the columns no record has a place for.
    void tell(const rows& row) {
        const file_table& table = row.table();
        const std::string path = std::string(name_of(table.id)) + "/";
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            const std::uint64_t count = row.counts()[column];
            if (count == 0) continue;
            if (table.columns[column].form == form::secret)
                trace_.left(path + table.columns[column].name, "passwords are never kept", count);
            else if (table.part != part::rostering)
                trace_.left(path + table.columns[column].name, why_left(table.part), count);
        }
        if (table.part == part::rostering) return;
        for (const auto& [name, count] : row.metadata_counts())
            if (count > 0) trace_.left(path + "metadata." + name, why_left(table.part), count);
    }

    const package& package_;
    const binding& tables_;
    notes& noted_;
    field_trace& trace_;
    id_tables ids_;
    role_book roles_;
    cross_checks checks_;
    record_maker records_;
};

} // namespace

roster_reading
parse(const roster_input& input, const binding& tables, const decode_options& options, roster_sink& into) {
    roster_reading seen;
    seen.kind = "oneroster-csv";
    seen.version = to_string(tables.of());
    notes noted(agreed_quirks(options.quirks, options.profile), options.limits.findings);
    const std::optional<package> opened = open_package(input.bytes, tables, limits_for(options.limits), noted);
    if (!opened) {
        noted.finish(seen.report);
        return seen;
    }
    for (const auto& [file, kind] : record_files)
        if (opened->delivers(file)) seen.holds[static_cast<std::size_t>(kind)] = extent_of(opened->mode_of(file));
    parsing(*opened, tables, noted, into, seen.trace).read_all();
    noted.finish(seen.report);
    return seen;
}

} // namespace schakel::oneroster_csv
