#include "gateway/codec/packed_folder.hpp"

#include "gateway/codec/zip_writer.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>
#include <unistd.h>
#include <utility>
#include <vector>

namespace schakel {

namespace {

namespace files = std::filesystem;

constexpr std::string_view manifest_name = "manifest.csv";
constexpr std::size_t piece_size = std::size_t{1} << 20;
constexpr std::uintmax_t most_bytes = std::uintmax_t{3} << 30; // an archive without the 64-bit extensions holds four
constexpr std::size_t most_files = 1'000;

bool is_csv(const files::directory_entry& entry) {
    std::error_code error;
    std::string ending = entry.path().extension().string();
    for (char& c : ending)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return ending == ".csv" && entry.path().filename().string().front() != '.' &&
           entry.symlink_status(error).type() == files::file_type::regular;
}

std::vector<files::path> csv_files(const files::path& folder) {
    std::vector<files::path> found;
    std::error_code error;
    for (const files::directory_entry& entry : files::directory_iterator(folder, error))
        if (is_csv(entry)) found.push_back(entry.path());
    std::ranges::sort(found, {}, [](const files::path& one) {
        const std::string name = one.filename().string();
        return std::pair(name != manifest_name, name);
    });
    return found;
}

// The archive piece by piece.
class packer {
public:
    explicit packer(std::vector<files::path> of) : files_(std::move(of)) {}

    // "" at the end, and at a failure.
    std::string_view next() {
        piece_.clear();
        while (piece_.empty() && !failed_ && !ended_) step();
        return failed_ ? std::string_view{} : std::string_view(piece_);
    }
    const std::optional<failure>& failed() const { return failed_; }

private:
    void step() {
        if (open_) return write_some();
        if (at_ == files_.size()) {
            archive_.finish();
            ended_ = true;
            return;
        }
        auto opened = mapped_file::open(files_[at_]);
        if (!opened) {
            failed_ = opened.error();
            return;
        }
        open_.emplace(*std::move(opened));
        written_ = 0;
        archive_.begin(files_[at_].filename().string());
    }

    void write_some() {
        const std::string_view now = open_->bytes().substr(written_, piece_size);
        archive_.write(now);
        written_ += now.size();
        open_->release_before(written_);
        if (written_ < open_->bytes().size()) return;
        archive_.end();
        if (open_->changed()) failed_ = failure{files_[at_].string() + ": was changed while it was read"};
        open_.reset();
        ++at_;
    }

    std::vector<files::path> files_;
    std::string piece_;
    zip::writer archive_{piece_, zip::packing::none};
    std::optional<mapped_file> open_;
    std::size_t at_ = 0, written_ = 0;
    std::optional<failure> failed_;
    bool ended_ = false;
};

} // namespace

bool has_manifest(const files::path& folder) {
    std::error_code error;
    return files::symlink_status(folder / manifest_name, error).type() == files::file_type::regular;
}

result<mapped_file> pack_folder(const files::path& folder) {
    std::vector<files::path> found = csv_files(folder);
    if (found.empty()) return failure{folder.string() + ": is a folder without CSV files"};
    std::uintmax_t bytes = 0;
    for (const files::path& one : found) {
        std::error_code error;
        const std::uintmax_t size = files::file_size(one, error);
        if (!error) bytes += size;
    }
    if (bytes > most_bytes || found.size() > most_files)
        return failure{folder.string() + ": holds more than an archive may: 3 GiB, a thousand files"};
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> archive(std::tmpfile(), &std::fclose);
    if (!archive) return failure{"a temporary file cannot be made"};
    packer parts(std::move(found));
    for (std::string_view part = parts.next(); !part.empty(); part = parts.next())
        if (std::fwrite(part.data(), 1, part.size(), archive.get()) != part.size())
            return failure{"the temporary file cannot be written"};
    if (parts.failed()) return *parts.failed();
    if (std::fflush(archive.get()) != 0 || ::lseek(::fileno(archive.get()), 0, SEEK_SET) != 0)
        return failure{"the temporary file cannot be written"};
    return mapped_file::spool(::fileno(archive.get()), std::numeric_limits<std::size_t>::max());
}

result<mapped_file> open_packed(const files::path& file_or_folder) {
    std::error_code error;
    return files::is_directory(file_or_folder, error) ? pack_folder(file_or_folder) : mapped_file::open(file_or_folder);
}

} // namespace schakel
