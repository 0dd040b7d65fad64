#include "gateway/goals/goal_documents.hpp"

#include "gateway/adapter/goals.hpp"
#include "gateway/codec/zip_reader.hpp"
#include "gateway/core/nearest.hpp"

#include <algorithm>
#include <array>

namespace schakel::goals {

namespace {

constexpr std::array<std::string_view, 8> endings{".json", ".jsonld", ".ttl", ".xml", ".csv", ".tsv", ".vdex", ".toml"};
// That describe a data set and are none.
constexpr std::array<std::string_view, 3> descriptions{"context.json", "schema.jsonld", "package.json"};
constexpr std::uint64_t most_unpacked = std::uint64_t{512} << 20;

bool reads_goals(const adapter& one) {
    return one.goals() != nullptr && one.goals()->abilities().reads;
}

const adapter* recognised(std::string_view bytes, const adapter_registry& all) {
    const adapter* best = nullptr;
    int most = 0;
    for (const auto& one : all) {
        if (!reads_goals(*one)) continue;
        const int sure = one->recognises(bytes);
        if (sure > most) best = one.get();
        most = std::max(most, sure);
    }
    return best;
}

// The one standard of those that were recognised; null when there are several or none.
const adapter* standard_of_all(const std::vector<goal_document>& documents) {
    const adapter* only = nullptr;
    for (const goal_document& one : documents) {
        if (one.by == nullptr || one.by == only) continue;
        if (only != nullptr) return nullptr;
        only = one.by;
    }
    return only;
}

failure refused(const finding& why) {
    return {"the archive is refused: " + why.text(language::en) + " [" + std::string(why.broken->id) + "]"};
}

result<std::string> unpacked(const zip::archive& from, const zip::entry& which) {
    std::string all;
    all.reserve(which.unpacked);
    auto parts = from.unpack(which);
    for (auto part = parts.next(); !part.empty(); part = parts.next()) all += part;
    if (parts.refused()) return refused(*parts.refused());
    return all;
}

result<std::vector<goal_file>> files_of_archive(std::string_view bytes) {
    findings found;
    zip::limits most;
    most.unpacked = most_unpacked;
    const auto archive = zip::archive::open(bytes, most, found);
    if (!archive) return found.empty() ? failure{"the archive is refused"} : refused(found.front());
    std::vector<goal_file> files;
    for (const zip::entry& one : archive->entries()) {
        if (one.is_folder() || !may_hold_goals(one.name)) continue;
        auto content = unpacked(*archive, one);
        if (!content) return failure{content.error().message};
        files.push_back({one.name, std::move(*content)});
    }
    if (files.empty()) return failure{"the archive holds no file that can hold goals"};
    std::ranges::sort(files, {}, &goal_file::name);
    return files;
}

} // namespace

bool may_hold_goals(std::string_view name) {
    const std::string_view file = name.substr(name.rfind('/') + 1);
    const std::size_t dot = file.rfind('.');
    if (dot == 0 || dot == std::string_view::npos || file.starts_with('.')) return false;
    return std::ranges::find(endings, file.substr(dot)) != endings.end() &&
           std::ranges::find(descriptions, file) == descriptions.end();
}

result<done> find_readers(std::vector<goal_document>& documents, const adapter* standard, const adapter_registry& all) {
    for (goal_document& one : documents) one.by = standard ? standard : recognised(one.bytes, all);
    const adapter* others = standard_of_all(documents);
    for (goal_document& one : documents) {
        if (one.by == nullptr) one.by = others;
        if (one.by == nullptr) return failure{one.name + ": no standard is recognised; name it"};
    }
    return done{};
}

result<const adapter*> goal_reader(std::string_view standard, const adapter_registry& all) {
    const adapter* named = all.find(standard);
    if (named && reads_goals(*named)) return named;
    if (named) return failure{std::string(standard) + " holds no learning goals"};
    std::vector<std::string_view> names;
    for (const auto& one : all)
        if (reads_goals(*one)) names.push_back(one->info().standard);
    const std::string meant(nearest(standard, names));
    return failure{
        "unknown standard \"" + std::string(standard) + "\"" +
        (meant.empty() ? std::string{} : "; did you mean \"" + meant + "\"?")};
}

result<std::vector<goal_file>> uploaded_files(std::string bytes, std::string name) {
    if (zip::looks_like_archive(bytes)) return files_of_archive(bytes);
    std::vector<goal_file> one;
    one.push_back({std::move(name), std::move(bytes)});
    return one;
}

std::vector<goal_document> documents_of(const std::vector<goal_file>& files) {
    std::vector<goal_document> all;
    all.reserve(files.size());
    for (const goal_file& one : files) all.push_back({one.name, one.bytes, nullptr, nullptr});
    return all;
}

} // namespace schakel::goals
