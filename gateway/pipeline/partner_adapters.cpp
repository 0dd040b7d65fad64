#include "gateway/pipeline/partner_adapters.hpp"

#include "gateway/validation/folder_catalogue.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

namespace schakel::pipeline {

namespace {

constexpr const char* key = "system.receive.schemas";

partner_schemas schemas_of(const settings::receiving& in) {
    std::vector<std::string> names;
    std::vector<std::filesystem::path> folders;
    for (const std::string& file : in.schemas) {
        names.push_back(validation::name_in_catalogue(file));
        folders.push_back(std::filesystem::path(file).parent_path());
    }
    return {std::move(names), validation::folder_catalogue(std::move(folders))};
}

bool readable(const std::string& file) {
    std::error_code error;
    return std::filesystem::is_regular_file(file, error) && std::ifstream(file, std::ios::binary).good();
}

settings::fault refused(const settings::system& owner, const validation::schema_refusal& why) {
    const settings::place& named = owner.receive->schemas_where;
    return {
        "config.schema",
        {why.file, why.where.line, why.where.column},
        key,
        "of system \"" + owner.id + "\" (" + named.file + ":" + std::to_string(named.line) +
            "): " + std::string(validation::to_string(why.why)) + ": " + why.message,
        {},
        {},
        false};
}

class compiling {
public:
    explicit compiling(std::vector<settings::fault>& faults) : faults_(faults) {}

    bool all_readable(const settings::receiving& in) {
        bool all = true;
        for (const std::string& file : in.schemas) {
            if (readable(file)) continue;
            all = false;
            faults_.push_back(
                {"config.file",
                 in.schemas_where,
                 key,
                 "names " + file + ", which cannot be read",
                 "a schema file",
                 {},
                 false}
            );
        }
        return all;
    }

    std::shared_ptr<const adapter> extended(const settings::system& owner, const adapter& plain) {
        auto& known = compiled_[{&plain, owner.receive->schemas}];
        if (known) return *known;
        auto made = plain.extend(schemas_of(*owner.receive));
        if (!made) add(refused(owner, made.error()));
        known = made ? *std::move(made) : nullptr;
        return *known;
    }

private:
    // Two versions of a standard make the same of a wrong schema.
    void add(settings::fault one) {
        const bool told = std::ranges::any_of(faults_, [&](const settings::fault& other) {
            return other.where.file == one.where.file && other.where.line == one.where.line &&
                   other.where.column == one.where.column && other.message == one.message;
        });
        if (!told) faults_.push_back(std::move(one));
    }

    std::vector<settings::fault>& faults_;
    std::map<std::pair<const adapter*, std::vector<std::string>>, std::optional<std::shared_ptr<const adapter>>>
        compiled_;
};

} // namespace

result<partner_adapters, std::vector<settings::fault>>
partner_adapters::create(const settings::settings& all, const adapter_registry& adapters) {
    partner_adapters made;
    std::vector<settings::fault> faults;
    compiling by(faults);
    for (const settings::system& system : all.systems) {
        if (!system.receive || system.receive->schemas.empty() || !by.all_readable(*system.receive)) continue;
        const auto& standards = system.receive->standards;
        for (const auto& plain : adapters) {
            const adapter_info& info = plain->info();
            const bool used = standards.empty() || standards.contains(info.standard);
            if (!used || !info.receives || !info.takes_partner_schemas) continue;
            if (auto one = by.extended(system, *plain)) made.by_system_[{system.id, plain.get()}] = std::move(one);
        }
    }
    if (!faults.empty()) return faults;
    return made;
}

const adapter& partner_adapters::of(const settings::system& sender, const adapter& plain) const {
    const auto found = by_system_.find({sender.id, &plain});
    return found == by_system_.end() ? plain : *found->second;
}

} // namespace schakel::pipeline
