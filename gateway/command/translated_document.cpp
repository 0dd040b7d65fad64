#include "gateway/command/translated_document.hpp"

#include "gateway/command/input.hpp"
#include "gateway/command/validation_run.hpp"

#include "gateway/core/version.hpp"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <memory>

namespace schakel::command {

namespace {

// Where the document goes: a file that is named, or standard output.
class destination {
public:
    explicit destination(const std::string& name) {
        if (!name.empty()) file_.reset(std::fopen(name.c_str(), "wb"));
        out_ = name.empty() ? stdout : file_.get();
    }
    bool is_open() const { return out_ != nullptr; }
    bool put(std::string_view bytes) { return std::fwrite(bytes.data(), 1, bytes.size(), out_) == bytes.size(); }
    bool finish() { return std::fflush(out_) == 0; }

private:
    struct closing {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, closing> file_;
    std::FILE* out_ = nullptr;
};

// False: the bytes could not be written, or the writer could not go on.
bool write_all(document_writer& writer, destination& to, bool progress) {
    std::string piece;
    std::uint64_t bytes = 0, told = 0;
    for (bool more = true; more; piece.clear()) {
        more = writer.next(piece); // the last piece comes with false
        if (!to.put(piece)) return false;
        bytes += piece.size();
        if (progress && bytes >> 20 != told)
            std::fprintf(stderr, "\r%zu MB written", static_cast<std::size_t>(told = bytes >> 20));
    }
    if (progress) std::fputs("\r\x1b[K", stderr);
    return to.finish() && !writer.failed();
}

} // namespace

void tell_report(
    const translate_options& options, const common_options& common, std::string_view standard, report told
) {
    validation_run run{std::string(program_and_version), {}, common.lang, {}};
    run.files.push_back({shown_name(options.file), std::string(standard), {}, std::move(told)});
    std::fputs(write_human(run, stderr_is_terminal()).c_str(), stderr);
}

int write_document(
    const translate_options& options, const common_options& common, const translated_document& made,
    document_writer& writer, bool large
) {
    if (options.out.empty() && made.extension == ".zip" && stdout_is_terminal())
        return usage_error("the result is an archive: name a file with --out");
    destination out(options.out);
    if (!out.is_open()) return usage_error(options.out + ": cannot be written");
    const bool progress = large && stderr_is_terminal() && !options.out.empty();
    if (!write_all(writer, out, progress))
        return usage_error((options.out.empty() ? "standard output" : options.out) + ": cannot be written");
    const loss_report loss = join(made.from.info().standard, made.to.info().standard, made.trace, writer.fate());
    if (!options.loss.empty()) {
        std::ofstream file(options.loss, std::ios::binary);
        if (!(file << loss.to_json() << '\n').flush()) return usage_error(options.loss + ": cannot be written");
    }
    if (writer.refused().empty()) return exit_code::fine;
    report refused;
    refused.add(layer::meaning, writer.refused());
    tell_report(options, common, made.to.info().standard, std::move(refused));
    return has_error(writer.refused()) ? exit_code::findings : exit_code::fine;
}

} // namespace schakel::command
