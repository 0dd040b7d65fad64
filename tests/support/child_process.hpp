// A part of a test that runs as a process of its own, tells lines of text, and can be killed.
#pragma once

#include <csignal>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace schakel::test {

class child_process {
public:
    // In the child only what `work` itself opens may be used.
    using teller = std::function<void(std::string_view line)>;
    explicit child_process(const std::function<void(const teller&)>& work) {
        int ends[2];
        if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
        process_ = ::fork();
        if (process_ < 0) throw std::runtime_error("no process");
        if (process_ == 0) {
            ::close(ends[0]);
            work([&](std::string_view line) {
                const std::string whole = std::string(line) + "\n";
                if (::write(ends[1], whole.data(), whole.size()) < 0) ::_exit(3);
            });
            ::_exit(0);
        }
        ::close(ends[1]);
        from_ = ends[0];
    }
    ~child_process() {
        kill();
        ::close(from_);
    }
    child_process(const child_process&) = delete;
    child_process& operator=(const child_process&) = delete;

    // The next line; "" when the child has ended.
    std::string line() {
        std::string out;
        char one = 0;
        while (::read(from_, &one, 1) == 1 && one != '\n') out += one;
        return out;
    }
    std::vector<std::string> all_lines() {
        std::vector<std::string> out;
        for (std::string next = line(); !next.empty(); next = line()) out.push_back(std::move(next));
        return out;
    }

    void kill() { // as kill -9
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = -1;
    }

private:
    pid_t process_ = -1;
    int from_ = -1;
};

} // namespace schakel::test
