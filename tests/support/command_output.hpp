// What a command of the shell prints, for judges that are programs of their own.
#pragma once

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace schakel::test {

// Nothing when the command cannot be started.
inline std::string output_of(const std::string& command) {
    struct closes_pipe {
        void operator()(FILE* pipe) const { pclose(pipe); }
    };
    const std::unique_ptr<FILE, closes_pipe> pipe(popen(command.c_str(), "r"));
    std::string all;
    char chunk[1 << 14];
    for (std::size_t count = 1; pipe && count > 0;)
        all.append(chunk, count = std::fread(chunk, 1, sizeof chunk, pipe.get()));
    return all;
}

inline std::vector<std::string> lines_of(const std::string& command) {
    const std::string all = output_of(command);
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find('\n', at), all.size());
        lines.push_back(all.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

} // namespace schakel::test
