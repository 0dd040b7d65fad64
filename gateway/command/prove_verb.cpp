#include "gateway/command/prove_verb.hpp"

#include "gateway/prove/prove.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

namespace schakel::command {

namespace {

namespace fs = std::filesystem;

// Empty after a usage error.
fs::path scratch_folder(const std::string& wanted) {
    std::error_code error;
    if (wanted.empty()) {
        std::string name = (fs::temp_directory_path() / "schakel-prove-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) usage_error("no folder below " + fs::temp_directory_path().string());
        return fs::exists(name, error) ? fs::path(name) : fs::path();
    }
    if (fs::exists(wanted, error) && (!fs::is_directory(wanted, error) || !fs::is_empty(wanted, error))) {
        usage_error(wanted + " is not an empty folder");
        return {};
    }
    fs::create_directories(wanted, error);
    if (!error) return fs::absolute(wanted);
    usage_error(wanted + ": " + error.message());
    return {};
}

// On a terminal one line that changes; elsewhere a line for each fault.
class teller {
public:
    void operator()(const std::string& doing) {
        const std::string fault = doing.substr(0, doing.find(' '));
        if (terminal_)
            std::fprintf(stderr, "\r\x1b[K%s", doing.c_str());
        else if (fault != last_)
            std::fprintf(stderr, "%s\n", doing.c_str());
        last_ = fault;
    }
    void end() const {
        if (terminal_) std::fputs("\r\x1b[K", stderr);
    }

private:
    const bool terminal_ = ::isatty(STDERR_FILENO) != 0;
    std::string last_;
};

bool something_was_shown(const prove::proof& of) {
    return std::any_of(of.table.begin(), of.table.end(), [](const prove::promise_line& one) {
        return one.what == prove::outcome::held;
    });
}

} // namespace

int prove(const prove_options& options, const common_options& common) {
    const std::vector<std::string_view> known(prove::provable_faults.begin(), prove::provable_faults.end());
    if (!all_known("fault", options.only, known)) return exit_code::usage;
    const fs::path folder = scratch_folder(options.in);
    if (folder.empty()) return exit_code::usage;
    std::error_code error;
    const fs::path program =
        options.program.empty() ? fs::read_symlink("/proc/self/exe", error) : fs::absolute(options.program);
    teller tells;
    prove::stage on;
    on.program = program.string();
    on.folder = folder;
    on.seed = options.seed;
    on.only = options.only;
    on.tell = [&](const std::string& doing) { tells(doing); };
    if (options.quick) on.how_much = prove::amount::quick;
    if (options.thorough) on.how_much = prove::amount::thorough;
    const prove::proof told = prove::prove_all(on);
    tells.end();
    std::fputs((common.json ? as_json(told.table, told.of) : as_text(told.table, told.of)).c_str(), stdout);
    const bool good = prove::holds(told.table) && something_was_shown(told);
    if (good && options.in.empty())
        fs::remove_all(folder, error);
    else
        std::fprintf(stderr, "stores and logs are in %s\n", folder.c_str());
    return good ? exit_code::fine : exit_code::findings;
}

} // namespace schakel::command
