// The package around the data files: the archive, which files are in it, and what manifest.csv says of them.
#pragma once

#include "adapters/common/oneroster_csv/notes.hpp"
#include "adapters/common/oneroster_csv/tables.hpp"
#include "gateway/codec/parts_ahead.hpp"
#include "gateway/codec/zip_reader.hpp"

#include <array>
#include <cstdint>
#include <memory>
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

// From so many bytes unpacked, reading a file takes longer than having a thread of its own made for it.
inline constexpr std::uint64_t worth_a_thread = std::uint64_t{1} << 20;

// The parts of an entry; what ends them early goes to `noted` when finish() is called. A large one that
// is deflated is unpacked on a thread of its own.
class entry_text {
public:
    entry_text(const zip::archive& archive, const zip::entry& which);
    entry_text(const entry_text&) = delete;
    entry_text& operator=(const entry_text&) = delete;

    byte_parts parts() {
        return [this] { return next(); };
    }
    void finish(notes& noted);

private:
    std::string_view next();

    zip::unpacking content_;
    bool ended_ = false;                 // next() gave an empty part
    std::unique_ptr<parts_ahead> ahead_; // last: it uses the content
};

// A reader of rows whose faults go to `noted`, with what was agreed of the text; the separator is found out.
csv::reader open_rows(byte_parts text, std::string_view file, notes& noted);

} // namespace schakel::oneroster_csv
