// The package around the data files: the archive, which files are in it, and what manifest.csv says of them.
#pragma once

#include "adapters/common/oneroster_csv/notes.hpp"
#include "adapters/common/oneroster_csv/tables.hpp"
#include "gateway/codec/zip_reader.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::oneroster_csv {

enum class mode : std::uint8_t { absent, bulk, delta };

struct package {
    zip::archive archive;
    std::array<const zip::entry*, file_count> files{}; // null: not delivered
    std::array<mode, file_count> modes{};
    std::string system_name; // source.systemName

    bool delivers(file_id which) const { return files[index_of(which)] != nullptr; }
    mode mode_of(file_id which) const { return modes[index_of(which)]; }
};

// None when nothing in it can be read; `noted` then holds an error. A package with errors may come back, so that its
// data files are checked as well.
std::optional<package> open_package(std::string_view bytes, const binding& of, const zip::limits& most, notes& noted);

// The parts of an entry; what ends them early goes to `noted` when finish() is called.
class entry_text {
public:
    entry_text(const zip::archive& archive, const zip::entry& which) : content_(archive.unpack(which)) {}
    byte_parts parts() {
        return [this] { return content_.next(); };
    }
    void finish(notes& noted) {
        if (content_.refused()) noted.add(layer::transport, *content_.refused());
    }

private:
    zip::unpacking content_;
};

// A reader of rows whose faults go to `noted`, with what was agreed of the text; the separator is found out.
csv::reader open_rows(byte_parts text, std::string_view file, notes& noted);

} // namespace schakel::oneroster_csv
