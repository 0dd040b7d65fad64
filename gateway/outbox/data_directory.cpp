#include "gateway/outbox/data_directory.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace schakel::outbox {

namespace {

failure cannot_be(const std::string& path, const char* what, int error) {
    return failure{"the data directory " + path + " cannot be " + what + ": " + std::generic_category().message(error)};
}

} // namespace

result<done> prepare_data_directory(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return cannot_be(path, "made", error.value());
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return cannot_be(path, "read", errno);
    if (facts.st_uid != ::geteuid()) {
        return failure{
            "the data directory " + path + " belongs to user " + std::to_string(facts.st_uid) + ", and we are user " +
            std::to_string(::geteuid()) + ": start as its owner, or give the directory and all in it to this user"};
    }
    if (::access(path.c_str(), R_OK | W_OK | X_OK) != 0) return cannot_be(path, "written", errno);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
    return done{};
}

} // namespace schakel::outbox
