// Certificates made when a test runs, in a folder of their own that goes with the object. Needs the openssl command.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace schakel::tests {

struct certificate_files {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

class certificate_authority {
public:
    certificate_authority() {
        std::string pattern = (std::filesystem::temp_directory_path() / "schakel-test-ca-XXXXXX").string();
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
        folder_ = pattern;
        run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '/CN=Test authority'"
            " -addext basicConstraints=critical,CA:TRUE -keyout " +
            quoted("ca.key") + " -out " + quoted("ca.pem"));
    }
    ~certificate_authority() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    certificate_authority(const certificate_authority&) = delete;
    certificate_authority& operator=(const certificate_authority&) = delete;

    std::filesystem::path file() const { return folder_ / "ca.pem"; }
    const std::filesystem::path& folder() const { return folder_; }

    // alternative_names as OpenSSL writes them: "DNS:localhost,IP:127.0.0.1". A negative number of days: expired.
    certificate_files
    issue(const std::string& name, const std::string& subject, const std::string& alternative_names, int days = 2) {
        run("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '" + subject +
            "' -addext 'subjectAltName=" + alternative_names + "' -keyout " + quoted(name + ".key") + " -out " +
            quoted(name + ".csr"));
        run("x509 -req -in " + quoted(name + ".csr") + " -copy_extensions copy -CA " + quoted("ca.pem") + " -CAkey " +
            quoted("ca.key") + " -CAcreateserial -days " + std::to_string(days) + " -out " + quoted(name + ".pem"));
        return {folder_ / (name + ".pem"), folder_ / (name + ".key")};
    }

private:
    std::string quoted(const std::string& file) const { return "'" + (folder_ / file).string() + "'"; }
    static void run(const std::string& arguments) {
        if (std::system(("openssl " + arguments + " 2>/dev/null").c_str()) != 0)
            throw std::runtime_error("openssl " + arguments);
    }

    std::filesystem::path folder_;
};

} // namespace schakel::tests
