#include "adapters/common/oneroster_csv/package.hpp"

#include "gateway/core/nearest.hpp"

#include <algorithm>
#include <map>

namespace schakel::oneroster_csv {

namespace {

using std::string_view;

constexpr string_view manifest_name = "manifest.csv";
constexpr std::array<string_view, 4> known_properties{
    "manifest.version", "oneroster.version", "source.systemName", "source.systemCode"};

std::string lower(string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

bool is_of_a_system(string_view name) {
    const string_view last = name.substr(name.rfind('/') + 1);
    return name.starts_with("__MACOSX/") || last == ".DS_Store" || last.starts_with("._") || last == "Thumbs.db" ||
           last == "desktop.ini";
}

std::string file_name(file_id which) {
    return std::string(name_of(which)) + ".csv";
}

class opening {
public:
    opening(const binding& of, package& into, notes& noted) : binding_(of), package_(into), noted_(noted) {}

    void find_files() {
        const string_view folder = common_folder();
        if (!folder.empty()) noted_.allow(rule_named("folder"), {folder.substr(0, folder.size() - 1)});
        for (const zip::entry& one : package_.archive.entries()) {
            if (one.is_folder()) continue;
            if (is_of_a_system(one.name)) {
                if (!system_told_) system_told_ = (noted_.allow(rule_named("system-file"), {}), true);
                continue;
            }
            place(one, string_view(one.name).substr(folder.size()));
        }
    }

    void read_manifest() {
        if (manifest_ == nullptr) {
            if (noted_.allow(rule_named("manifest-missing"), {manifest_name}))
                for (const file_table& table : binding_.files())
                    if (package_.delivers(table.id)) package_.modes[index_of(table.id)] = mode::bulk;
            return;
        }
        entry_text text(package_.archive, *manifest_);
        csv::reader rows = open_rows(text.parts(), manifest_name, noted_);
        if (!read_header(rows)) return text.finish(noted_);
        while (rows.next()) read_property(rows);
        text.finish(noted_);
        if (rows.stopped()) return;
        check_versions();
        for (const file_table& table : binding_.files()) check_file(table.id);
    }

private:
    // "roster/" when every file but those of a system stands in it.
    string_view common_folder() const {
        string_view folder;
        bool first = true;
        for (const zip::entry& one : package_.archive.entries()) {
            if (one.is_folder() || is_of_a_system(one.name)) continue;
            const string_view here = string_view(one.name).substr(0, one.name.rfind('/') + 1);
            if (!first && here != folder) return {};
            folder = here;
            first = false;
        }
        return folder;
    }

    void place(const zip::entry& one, string_view name) {
        if (name == manifest_name) {
            manifest_ = &one;
            return;
        }
        for (const file_table& table : binding_.files()) {
            const std::string wanted = file_name(table.id);
            if (name == wanted)
                package_.files[index_of(table.id)] = &one;
            else if (lower(name) == lower(wanted)) {
                if (!noted_.allow(rule_named("file-name"), {wanted}, wanted)) return;
                package_.files[index_of(table.id)] = &one;
            } else
                continue;
            return;
        }
        noted_.allow(rule_named("unknown-file"), {"", nullptr}); // its name may be that of a person
    }

    bool read_header(csv::reader& rows) {
        const bool good =
            rows.next() && rows.cells().size() == 2 && rows.cells()[0] == "propertyName" && rows.cells()[1] == "value";
        if (!good && !rows.stopped()) noted_.add(rule_named("manifest-header"), {manifest_name}, "propertyName,value");
        return good;
    }

    void read_property(const csv::reader& rows) {
        const csv::place at = rows.place_of(0);
        const spot here{manifest_name, &at, "propertyName"};
        if (rows.cells().size() != 2) {
            noted_.add(rule_named("row-length"), here, "2", std::to_string(rows.cells().size()));
            return;
        }
        std::string name(rows.cells()[0]);
        if (name.ends_with('*')) {
            name.pop_back();
            if (is_property(name)) noted_.add(rule_named("manifest-star"), here, {}, name);
        }
        if (!is_property(name))
            noted_.add(rule_named("manifest-property"), here, std::string(nearest_property(name)));
        else if (!properties_.emplace(name, std::pair(std::string(rows.cells()[1]), at)).second)
            noted_.add(rule_named("manifest-duplicate"), here, {}, name);
    }

    bool is_property(string_view name) const {
        if (std::find(known_properties.begin(), known_properties.end(), name) != known_properties.end()) return true;
        constexpr string_view prefix = "file.";
        if (!name.starts_with(prefix)) return false;
        const std::optional<file_id> file = parse_file(name.substr(prefix.size()));
        return file && binding_.find(*file) != nullptr;
    }

    string_view nearest_property(string_view name) const {
        std::vector<std::string> all(known_properties.begin(), known_properties.end());
        for (const file_table& table : binding_.files()) all.push_back("file." + std::string(name_of(table.id)));
        const std::vector<string_view> views(all.begin(), all.end());
        nearest_ = nearest(name, views);
        return nearest_;
    }

    const std::pair<std::string, csv::place>* property(string_view name) const {
        const auto at = properties_.find(name);
        return at == properties_.end() ? nullptr : &at->second;
    }

    void check_versions() {
        const std::string ours(to_string(binding_.of()));
        check_version("manifest.version", "1.0", rule_named("manifest-version"));
        check_version("oneroster.version", ours, rule_named("manifest-oneroster-version"));
        if (const auto* name = property("source.systemName")) package_.system_name = name->first;
    }

    void check_version(string_view name, const std::string& wanted, const rule& broken) {
        const auto* told = property(name);
        if (told == nullptr)
            noted_.add(broken, {manifest_name}, wanted);
        else if (told->first != wanted)
            noted_.add(broken, {manifest_name, &told->second, "value"}, wanted);
    }

    void check_file(file_id which) {
        const std::string property_name = "file." + std::string(name_of(which));
        mode& told = package_.modes[index_of(which)];
        const bool there = package_.delivers(which);
        const auto* value = property(property_name);
        const spot here{manifest_name, value != nullptr ? &value->second : nullptr, "value"};
        if (value == nullptr) {
            if (noted_.allow(rule_named("manifest-gap"), here, property_name) && !there) return;
        } else if (value->first == "bulk" || value->first == "delta")
            told = value->first == "bulk" ? mode::bulk : mode::delta;
        else if (value->first != "absent")
            noted_.add(rule_named("manifest-value"), here, "absent|bulk|delta", property_name);
        if (told != mode::absent && !there) noted_.add(rule_named("file-missing"), here, file_name(which));
        if (told == mode::absent && there) noted_.add(rule_named("file-not-announced"), here, {}, file_name(which));
    }

    const binding& binding_;
    package& package_;
    notes& noted_;
    const zip::entry* manifest_ = nullptr;
    bool system_told_ = false;
    std::map<std::string, std::pair<std::string, csv::place>, std::less<>> properties_;
    mutable std::string nearest_;
};

// Faults of text for which the binding has a rule of its own, because a quirk permits them.
const rule* rule_for(const rule& of_csv) {
    static const std::array<std::pair<const rule*, const rule*>, 3> pairs{
        std::pair(&csv::rules::encoding, &rule_named("encoding")),
        std::pair(&csv::rules::line_break, &rule_named("line-break")),
        std::pair(&csv::rules::line_ends, &rule_named("line-ends"))};
    for (const auto& [theirs, ours] : pairs)
        if (theirs == &of_csv) return ours;
    return nullptr;
}

} // namespace

entry_text::entry_text(const zip::archive& archive, const zip::entry& which) : content_(archive.unpack(which)) {
    const bool stored = which.packed == which.unpacked; // its parts cost less than handing them over
    if (!stored && which.unpacked >= worth_a_thread) ahead_ = parts_ahead::start([this] { return content_.next(); });
}

string_view entry_text::next() {
    const string_view part = ahead_ ? ahead_->next() : content_.next();
    ended_ = part.empty();
    return part;
}

// What a thread found beyond the place where reading stopped is not told: nobody read so far.
void entry_text::finish(notes& noted) {
    if (ahead_) ahead_->stop();
    if (ended_ && content_.refused()) noted.add(layer::transport, *content_.refused());
}

csv::reader open_rows(byte_parts text, string_view file, notes& noted) {
    const auto tell = [&noted, name = std::string(file)](const csv::fault& one) {
        const spot at{name, &one.where};
        if (const rule* ours = rule_for(*one.broken))
            noted.allow(*ours, at, one.expected, one.got);
        else
            noted.add(layer::well_formed, {one.broken, located(at), one.expected, one.got, {}});
    };
    const csv::leniency allowed{
        .line_breaks = noted.has(quirk::line_breaks),
        .mixed_line_ends = noted.has(quirk::mixed_line_ends),
        .windows_1252 = noted.has(quirk::windows_1252)};
    csv::reader rows(std::move(text), tell, allowed, {.columns = 256});
    const char separator = csv::likely_separator(rows.first_line());
    const csv::place first;
    if (separator != ',') {
        noted.allow(rule_named("separator"), {file, &first}, ",", separator == ';' ? ";" : "tab");
        rows.separate_by(separator); // told once rather than for every cell
    }
    return rows;
}

std::optional<package> open_package(string_view bytes, const binding& of, const zip::limits& most, notes& noted) {
    findings refused;
    std::optional<zip::archive> archive = zip::archive::open(bytes, most, refused);
    for (finding& one : refused) noted.add(layer::transport, std::move(one));
    if (!archive) return std::nullopt;
    std::optional<package> opened(package{std::move(*archive), {}, {}, {}});
    opening steps(of, *opened, noted);
    steps.find_files();
    steps.read_manifest();
    return opened;
}

} // namespace schakel::oneroster_csv
