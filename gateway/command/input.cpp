#include "gateway/command/input.hpp"

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

} // namespace schakel::command
