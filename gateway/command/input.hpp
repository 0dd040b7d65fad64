// Reading files for the command line: "-" is standard input; large files show progress on a terminal.
#pragma once

#include "gateway/codec/mapped_file.hpp"
#include "gateway/core/result.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace schakel::command {

// The whole file. Failure: cannot be opened or read.
result<std::string> read_input(const std::string& file);

// The same without having it in memory. Of a folder with CSV files: the archive that would hold them.
result<mapped_file> map_input(const std::string& file);

// While it lives, tells on a terminal how far the reading of a large mapped file has come.
class progress_line {
public:
    progress_line(std::string name, const mapped_file& file);
    ~progress_line();
    progress_line(const progress_line&) = delete;
    progress_line& operator=(const progress_line&) = delete;

private:
    void run();

    std::string name_;
    const mapped_file& file_;
    std::mutex mutex_;
    std::condition_variable done_;
    bool ended_ = false;
    std::thread thread_;
};

// "standard input" for "-", else the name as given.
std::string shown_name(const std::string& file);

bool stderr_is_terminal();
bool stdout_is_terminal();

} // namespace schakel::command
