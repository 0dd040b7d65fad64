#include "gateway/validation/folder_catalogue.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/xml_scanner.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <set>

namespace schakel::validation {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_schema = std::uintmax_t{16} << 20;
constexpr std::size_t most_files = 10'000;

std::optional<std::string> read_file(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error) || fs::file_size(file, error) > largest_schema || error) return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(in), {}};
}

// What the root of an XSD says of its namespace, and which files it includes.
class head_reader final : public xml::scan_handler {
public:
    std::string space;
    bool is_schema = false;
    std::vector<std::string> includes;

    void start_element(const xml::name& id, std::span<const xml::attribute> attributes, std::size_t) override {
        ++depth_;
        if (id.space != "http://www.w3.org/2001/XMLSchema") return;
        if (depth_ == 1) is_schema = id.local == "schema";
        for (const xml::attribute& one : attributes) {
            if (depth_ == 1 && one.id.local == "targetNamespace") space = one.value;
            const bool brings_in = id.local == "include" || id.local == "redefine";
            if (depth_ == 2 && brings_in && one.id.local == "schemaLocation") includes.emplace_back(one.value);
        }
    }
    void text(std::string_view, std::size_t) override {}
    void end_element(const xml::name&, std::size_t) override { --depth_; }

private:
    int depth_ = 0;
};

// Files by what else they are called. Where a name means several files it means none.
class file_index {
public:
    explicit file_index(const std::vector<fs::path>& folders) {
        for (const fs::path& folder : folders) collect(folder);
        for (const fs::path& file : files_) read(file);
        for (auto& [space, files] : by_space_) drop_included(files);
    }

    const fs::path* by_id(std::string_view id) const { return only(by_id_, id); }
    const fs::path* by_space(std::string_view space) const { return only(by_space_, space); }
    const fs::path* by_file_name(std::string_view name) const { return only(by_file_name_, name); }

private:
    using index = std::map<std::string, std::set<fs::path>, std::less<>>;

    static const fs::path* only(const index& of, std::string_view key) {
        const auto found = of.find(key);
        return found == of.end() || found->second.size() != 1 ? nullptr : &*found->second.begin();
    }

    void collect(const fs::path& folder) {
        std::error_code error;
        auto at = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
        for (; !error && at != fs::recursive_directory_iterator() && files_.size() < most_files; at.increment(error)) {
            const fs::path kind = at->path().extension();
            if (kind == ".xsd" || kind == ".json") files_.insert(at->path().lexically_normal());
        }
    }

    void read(const fs::path& file) {
        by_file_name_[file.filename().string()].insert(file);
        const auto bytes = read_file(file);
        if (!bytes) return;
        file.extension() == ".xsd" ? read_namespace(file, *bytes) : read_id(file, *bytes);
    }

    void read_namespace(const fs::path& file, std::string_view bytes) {
        findings ignored;
        head_reader head;
        if (!xml::scan(bytes, {}, head, ignored) || !head.is_schema) return;
        by_space_[head.space].insert(file);
        for (const std::string& one : head.includes) included_.insert((file.parent_path() / one).lexically_normal());
    }

    void read_id(const fs::path& file, std::string_view bytes) {
        findings ignored;
        const auto document = json::document::parse(bytes, {}, ignored);
        if (!document) return;
        std::string_view id = document->root().member("$id").text();
        if (id.ends_with('#')) id.remove_suffix(1);
        if (!id.empty()) by_id_[std::string(id)].insert(file);
    }

    // The parts of a schema stand in its namespace too; the one that brings them in stands for all.
    void drop_included(std::set<fs::path>& files) const {
        std::set<fs::path> heads;
        for (const fs::path& one : files)
            if (!included_.contains(one)) heads.insert(one);
        if (!heads.empty()) files = std::move(heads);
    }

    std::set<fs::path> files_, included_;
    index by_id_, by_space_, by_file_name_;
};

class folder_set {
public:
    explicit folder_set(std::vector<fs::path> folders) {
        for (fs::path& one : folders) {
            std::error_code error;
            fs::path real = fs::canonical(one.empty() ? fs::path(".") : one, error);
            if (!error) folders_.push_back({name_in_catalogue(one), std::move(real)});
        }
    }

    std::optional<schema_text> find(std::string_view name, std::string_view space) {
        if (name.empty()) return space.empty() ? std::nullopt : open(index().by_space(space));
        if (auto found = by_path(name)) return found;
        if (auto found = open(index().by_id(name))) return found;
        if (!space.empty()) {
            if (auto found = open(index().by_space(space))) return found;
        }
        return open(index().by_file_name(name.substr(name.find_last_of('/') + 1)));
    }

private:
    struct folder {
        fs::path shown, real;
    };

    std::optional<schema_text> by_path(std::string_view name) const {
        if (name.find("://") != std::string_view::npos) return std::nullopt;
        if (auto found = open(name)) return found;
        if (name.starts_with('/')) return std::nullopt;
        for (const folder& one : folders_) {
            if (auto found = open(one.shown / name)) return found;
        }
        return std::nullopt;
    }

    bool holds(const fs::path& real) const {
        return std::ranges::any_of(folders_, [&](const folder& one) {
            return std::ranges::mismatch(one.real, real).in1 == one.real.end();
        });
    }

    std::optional<schema_text> open(const fs::path& file) const {
        std::error_code error;
        const fs::path real = fs::canonical(file, error);
        if (error || !holds(real)) return std::nullopt;
        auto bytes = read_file(real);
        if (!bytes) return std::nullopt;
        return schema_text{name_in_catalogue(file), *std::move(bytes)};
    }
    std::optional<schema_text> open(const fs::path* file) const { return file ? open(*file) : std::nullopt; }

    const file_index& index() {
        if (!index_) {
            std::vector<fs::path> shown;
            for (const folder& one : folders_) shown.push_back(one.shown.empty() ? fs::path(".") : one.shown);
            index_ = std::make_unique<file_index>(shown);
        }
        return *index_;
    }

    std::vector<folder> folders_;
    std::unique_ptr<file_index> index_;
};

} // namespace

schema_catalogue folder_catalogue(std::vector<fs::path> folders) {
    auto files = std::make_shared<folder_set>(std::move(folders));
    return schema_catalogue([files = std::move(files)](std::string_view name, std::string_view space) {
        return files->find(name, space);
    });
}

// Relative names that climb would lose their way in the merging of references.
std::string name_in_catalogue(const fs::path& file) {
    const fs::path plain = file.lexically_normal();
    const bool climbs = !plain.empty() && *plain.begin() == "..";
    std::string name = (climbs ? fs::absolute(file).lexically_normal() : plain).generic_string();
    while (name.size() > 1 && name.ends_with('/')) name.pop_back();
    return name;
}

} // namespace schakel::validation
