#include "gateway/outbox/process_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace schakel::outbox {

result<process_lock> process_lock::take(const std::string& data_path) {
    const std::string path = data_path + ".lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return failure{path + " cannot be opened: " + std::generic_category().message(errno)};
    process_lock held(file);
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) return held;
    if (errno == EWOULDBLOCK) return failure{data_path + " is in use by another process"};
    return failure{path + " cannot be locked: " + std::generic_category().message(errno)};
}

bool process_lock::is_held(const std::string& data_path) {
    const process_lock mine(::open((data_path + ".lock").c_str(), O_RDWR | O_CLOEXEC));
    return mine.file_ >= 0 && ::flock(mine.file_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

process_lock::~process_lock() {
    if (file_ >= 0) ::close(file_);
}

} // namespace schakel::outbox
