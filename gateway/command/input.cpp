#include "gateway/command/input.hpp"

#include "gateway/codec/limits.hpp"
#include "gateway/codec/packed_folder.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <unistd.h>

namespace schakel::command {

namespace {

constexpr std::size_t worth_progress = std::size_t{8} << 20;

void show_progress(const std::string& name, std::size_t read, std::size_t size) {
    std::fprintf(stderr, "\r%s: %zu of %zu MB", name.c_str(), read >> 20, size >> 20);
    if (read >= size) std::fprintf(stderr, "\r\x1b[K");
}

} // namespace

bool stderr_is_terminal() {
    return isatty(2) == 1;
}
bool stdout_is_terminal() {
    return isatty(1) == 1;
}

std::string shown_name(const std::string& file) {
    return file == "-" ? "standard input" : file;
}

result<std::string> read_input(const std::string& file) {
    const bool from_stdin = file == "-";
    std::error_code none;
    const std::size_t size = from_stdin ? 0 : static_cast<std::size_t>(std::filesystem::file_size(file, none));
    const bool progress = !none && size > worth_progress && stderr_is_terminal();
    const auto close = [from_stdin](std::FILE* opened) {
        if (!from_stdin) std::fclose(opened);
    };
    const std::unique_ptr<std::FILE, decltype(close)> in(from_stdin ? stdin : std::fopen(file.c_str(), "rb"), close);
    if (!in) return failure{file + ": " + std::strerror(errno)};
    std::string bytes;
    if (!none) bytes.reserve(size);
    std::array<char, 1 << 16> piece;
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), in.get())) {
        bytes.append(piece.data(), got);
        if (progress) show_progress(file, bytes.size(), size);
    }
    if (std::ferror(in.get())) return failure{shown_name(file) + ": " + std::strerror(errno)};
    return bytes;
}

result<mapped_file> map_input(const std::string& file) {
    if (file != "-") return open_packed(file);
    return mapped_file::spool(0, file_limits().bytes);
}

progress_line::progress_line(std::string name, const mapped_file& file) : name_(std::move(name)), file_(file) {
    if (file.bytes().size() > worth_progress && stderr_is_terminal()) thread_ = std::thread([this] { run(); });
}

progress_line::~progress_line() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    done_.notify_all();
    thread_.join();
    show_progress(name_, file_.bytes().size(), file_.bytes().size());
}

void progress_line::run() {
    std::unique_lock lock(mutex_);
    while (!done_.wait_for(lock, std::chrono::milliseconds(200), [this] { return ended_; }))
        show_progress(name_, file_.released(), file_.bytes().size() + 1);
}

} // namespace schakel::command
