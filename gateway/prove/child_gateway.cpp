#include "gateway/prove/child_gateway.hpp"

#include "gateway/core/file_descriptor.hpp"
#include "gateway/prove/wire.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <thread>

namespace schakel::prove {

namespace {

using clock = std::chrono::steady_clock;

constexpr double start_patience = 30; // seconds

double seconds_since(clock::time_point start) {
    return std::chrono::duration<double>(clock::now() - start).count();
}

void pause_shortly() {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

void write_all(int file, const char* text) {
    static_cast<void>(::write(file, text, std::strlen(text)) == 0);
}

bool write_file(const char* path, const std::string& text) {
    const file_descriptor file(::open(path, O_WRONLY | O_CLOEXEC));
    return file.is_open() && ::write(file.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

// Only this process and its children see the file system. Without rights a name space of users gives them.
bool mount_small(const std::string& folder) {
    const uid_t user = ::geteuid();
    const gid_t group = ::getegid();
    if (user == 0) {
        if (::unshare(CLONE_NEWNS) != 0) return false;
    } else {
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
        const std::string as = std::to_string(user), of = std::to_string(group);
        if (!write_file("/proc/self/setgroups", "deny") || !write_file("/proc/self/uid_map", as + " " + as + " 1") ||
            !write_file("/proc/self/gid_map", of + " " + of + " 1"))
            return false;
    }
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
    return ::mount("schakel-proof", folder.c_str(), "tmpfs", 0, "size=24m,mode=0700") == 0;
}

std::uint16_t port_in(const std::string& lines, const std::string& listener) {
    const std::size_t at = lines.find("listening " + listener + " ");
    if (at == std::string::npos) return 0;
    std::uint16_t port = 0;
    const char* begin = lines.data() + at + listener.size() + 11;
    std::from_chars(begin, lines.data() + lines.size(), port);
    return port;
}

} // namespace

child_gateway::child_gateway(std::string program, std::filesystem::path folder, room disk)
    : program_(std::move(program)), folder_(std::move(folder)), disk_(disk) {}

child_gateway::~child_gateway() {
    kill();
}

void child_gateway::run_in_child(int to_parent) const {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (disk_ == room::small_file_system && !mount_small((folder_ / "data").string())) {
        write_all(to_parent, "this user may not mount a small file system here\n");
        ::_exit(126);
    }
    const int log = ::open((folder_ / "log.jsonl").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(to_parent, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    const std::string config = (folder_ / "schakel.toml").string();
    ::execl(program_.c_str(), "schakel", "run", "--config", config.c_str(), nullptr);
    ::_exit(127);
}

result<double> child_gateway::start() {
    kill();
    const auto began = clock::now();
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return failure{"no pipe"};
    const file_descriptor from(ends[0]);
    process_ = ::fork();
    if (process_ == 0) run_in_child(ends[1]);
    ::close(ends[1]);
    if (process_ < 0) return failure{"no process"};
    const auto told = read_ports(from.number());
    if (!told) return told.error();
    while (seconds_since(began) < start_patience && is_running()) {
        const auto answer = ask(admin_port_, "GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        if (answer && answer->status() == 200) return seconds_since(began);
        pause_shortly();
    }
    return failure{"the gateway was not ready after " + std::to_string(int(start_patience)) + " s"};
}

result<std::string> child_gateway::read_ports(int from) {
    std::string lines;
    for (;;) {
        pollfd asked{from, POLLIN, 0};
        char block[512];
        const bool came = ::poll(&asked, 1, int(start_patience) * 1000) > 0;
        const ssize_t got = came ? ::read(from, block, sizeof block) : 0;
        if (got <= 0) {
            kill();
            return failure{lines.empty() ? "the gateway did not start: " + log().substr(0, 600) : lines};
        }
        lines.append(block, static_cast<std::size_t>(got));
        admin_port_ = port_in(lines, "admin");
        data_port_ = port_in(lines, "data");
        if (admin_port_ != 0 && lines.ends_with('\n')) return lines;
    }
}

void child_gateway::kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

int child_gateway::terminate() {
    if (process_ <= 0) return -1;
    ::kill(process_, SIGTERM);
    for (const auto began = clock::now(); seconds_since(began) < 20; pause_shortly()) {
        int status = 0;
        if (::waitpid(process_, &status, WNOHANG) != process_) continue;
        process_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    return -1;
}

bool child_gateway::is_running() {
    if (process_ <= 0) return false;
    if (::waitpid(process_, nullptr, WNOHANG) == 0) return true;
    process_ = -1;
    return false;
}

std::string child_gateway::metrics() const {
    const auto answer = ask(admin_port_, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return answer ? "\n" + answer->body : "";
}

double child_gateway::metric(const std::string& name) const {
    const std::string text = metrics();
    const std::size_t at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::strtod(text.c_str() + at + name.size() + 2, nullptr);
}

bool child_gateway::wait_until_drained(double seconds) const {
    for (const auto began = clock::now(); seconds_since(began) < seconds;) {
        if (metric("schakel_waiting") == 0 && metric("schakel_in_flight") == 0) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

std::string child_gateway::log() const {
    std::ostringstream out;
    out << std::ifstream(folder_ / "log.jsonl", std::ios::binary).rdbuf();
    return out.str();
}

// As the child sees it: nobody else does.
std::filesystem::path child_gateway::balloon() const {
    return "/proc/" + std::to_string(process_) + "/root" +
           (std::filesystem::absolute(folder_) / "data/balloon").string();
}

void child_gateway::fill_disk() {
    const file_descriptor file(::open(balloon().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    const std::string block(4096, 'x');
    while (::write(file.number(), block.data(), block.size()) > 0) {
    }
}

void child_gateway::free_disk() {
    std::error_code ignored;
    std::filesystem::remove(balloon(), ignored);
}

int verify_store(const std::string& program, const std::filesystem::path& data) {
    const std::string folder = data.string();
    const pid_t child = ::fork();
    if (child == 0) {
        const int nothing = ::open("/dev/null", O_RDWR);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, stream);
        ::execl(program.c_str(), "schakel", "verify", "--data", folder.c_str(), nullptr);
        ::_exit(127);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
    return WEXITSTATUS(status);
}

} // namespace schakel::prove
