#include "gateway/prove/stage.hpp"

#include "gateway/prove/proof_message.hpp"

#include <fstream>

namespace schakel::prove {

namespace {

constexpr const char* fixed_part = R"([gateway]
data_directory = "data"
log_level = "info"
allow_private = ["127.0.0.0/8"]

[admin]
address = "127.0.0.1:0"

[[listener]]
name = "data"
address = "127.0.0.1:0"

[[school]]
id = "proef"
name = "Proefschool"
brin = "99XX"

[[system]]
id = "zender"
[system.receive]
standards = ["xapi-1.0.3"]
default_school = "proef"
basic = { user = "zender", password = "oefenwachtwoord-0001" }
accounts = { "https://proef.example" = "las.key" }
)";

std::string receiving_system(const std::string& name, std::uint16_t port) {
    std::string delays;
    for (int i = 0; i < 90; ++i) delays += i == 0 ? "\"1s\"" : ", \"1s\"";
    return "\n[[system]]\nid = \"" + name +
           "\"\n[system.send]\nstandard = \"xapi-1.0.3\"\nurl = \"http://127.0.0.1:" + std::to_string(port) +
           "/xapi\"\nretry_delays = [" + delays +
           "]\ntime_out = \"1s\"\npseudonym_key = \"pseudoniemsleutel-van-de-proef-0001\"\n"
           "account_home_page = \"https://pseudoniem.example\"\n"
           "basic = { user = \"proef\", password = \"ontvangerwachtwoord\" }\n";
}

} // namespace

unsigned stage::times(unsigned quick, unsigned normal, unsigned thorough) const {
    return how_much == amount::quick ? quick : how_much == amount::normal ? normal : thorough;
}

std::filesystem::path stage::set_up(const std::string& name, const std::vector<std::uint16_t>& receivers) const {
    const std::filesystem::path own = folder / name;
    std::filesystem::create_directories(own / "data");
    std::filesystem::permissions(own / "data", std::filesystem::perms::owner_all);
    const std::filesystem::path file = own / "schakel.toml";
    std::ofstream out(file);
    out << fixed_part;
    std::string to;
    for (std::size_t i = 0; i < receivers.size(); ++i) {
        const std::string system = "ontvanger-" + std::to_string(i + 1);
        out << receiving_system(system, receivers[i]);
        to += (i == 0 ? "\"" : ", \"") + system + "\"";
    }
    out << "\n[[route]]\nname = \"proef\"\nfrom = [\"zender\"]\nto = [" << to << "]\n";
    out.close();
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return own;
}

showing look_for_pupils(const child_gateway& in) {
    const bool told =
        in.log().find(pupil_marker) != std::string::npos || in.metrics().find(pupil_marker) != std::string::npos;
    return {
        "P11", "F1", told ? outcome::broken : outcome::held,
        told ? "a pupil's name stands in the log or the metrics" : "no pupil's name in log and metrics"};
}

} // namespace schakel::prove
