#include "gateway/crypto/secret_file.hpp"

#include "gateway/crypto/random.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace schakel::crypto;
namespace fs = std::filesystem;

namespace {

// A folder of our own that disappears with the test.
class scratch_folder {
public:
    scratch_folder() : path_(fs::temp_directory_path() / ("schakel-secret-" + random_token(9))) {
        fs::create_directory(path_);
    }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    ~scratch_folder() { fs::remove_all(path_); }
    fs::path operator/(const char* name) const { return path_ / name; }
    std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(path_), fs::directory_iterator()); }

private:
    fs::path path_;
};

void write(
    const fs::path& path, std::string_view content, fs::perms mode = fs::perms::owner_read | fs::perms::owner_write
) {
    std::ofstream(path) << content;
    fs::permissions(path, mode);
}

} // namespace

TEST_CASE("a secret is the content of its file without one line end") {
    const scratch_folder folder;
    write(folder / "a", "geheim\n");
    CHECK(read_secret_file(folder / "a").value() == "geheim");
    write(folder / "b", "geheim\n\n");
    CHECK(read_secret_file(folder / "b").value() == "geheim\n");
    write(folder / "c", "geheim", fs::perms::owner_read);
    CHECK(read_secret_file(folder / "c").value() == "geheim");
}

TEST_CASE("B8.9 a secret that others may read is refused, and the message tells what to run but not the secret") {
    const scratch_folder folder;
    for (const fs::perms open :
         {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write, fs::perms::others_exec}) {
        write(folder / "a", "geheim", fs::perms::owner_read | open);
        const auto secret = read_secret_file(folder / "a");
        REQUIRE_FALSE(secret);
        CHECK(secret.error().message.find("chmod 600") != std::string::npos);
        CHECK(secret.error().message.find("geheim") == std::string::npos);
        fs::remove(folder / "a");
    }
}

TEST_CASE("what is absent, empty, too large or no file is refused") {
    const scratch_folder folder;
    CHECK_FALSE(read_secret_file(folder / "absent"));
    write(folder / "empty", "\n");
    CHECK_FALSE(read_secret_file(folder / "empty"));
    write(folder / "large", std::string((64 << 10) + 1, 'x'));
    CHECK_FALSE(read_secret_file(folder / "large"));
    fs::create_directory(folder / "folder");
    fs::permissions(folder / "folder", fs::perms::owner_all);
    CHECK_FALSE(read_secret_file(folder / "folder"));
}

TEST_CASE("a secret is created once, for its owner alone, and leaves no draft behind") {
    const scratch_folder folder;
    REQUIRE(create_secret_file(folder / "token", "geheim"));
    CHECK(fs::status(folder / "token").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(read_secret_file(folder / "token").value() == "geheim");
    CHECK_FALSE(create_secret_file(folder / "token", "anders"));
    CHECK(read_secret_file(folder / "token").value() == "geheim");
    CHECK(folder.files() == 1);
    CHECK_FALSE(create_secret_file(folder / "absent" / "token", "geheim"));
}

TEST_CASE("a secret that does not exist is made, one that exists is read") {
    const scratch_folder folder;
    int made = 0;
    const auto make = [&] {
        ++made;
        return random_token(32);
    };
    const auto first = read_or_create_secret(folder / "token", make);
    const auto second = read_or_create_secret(folder / "token", make);
    REQUIRE(first);
    CHECK(second.value() == *first);
    CHECK(made == 1);
}
