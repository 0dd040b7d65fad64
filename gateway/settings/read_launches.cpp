#include "gateway/settings/read_launches.hpp"

#include <array>
#include <fstream>
#include <iterator>

namespace schakel::settings {

namespace {

constexpr std::array<std::string_view, 8> address_keys{"login_url",    "authorization_url", "token_url",
                                                       "launch_url",   "deep_linking_url",  "keys_url",
                                                       "metadata_url", "logout_url"};

std::string read_content(section& in, std::string_view key, std::string_view beside) {
    const std::string file = in.file(key);
    if (file.empty()) return {};
    if (in.has(beside)) in.complain("config.duplicate", key, "stands beside " + std::string(beside), "one of the two");
    std::ifstream bytes(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(bytes), {}};
    if (content.empty()) in.complain("config.file", key, "cannot be read or is empty", "a file with the other side's");
    return content;
}

std::vector<consumer_key> read_consumer_keys(section& in) {
    std::vector<consumer_key> out;
    for (section& one : in.tables("keys")) {
        consumer_key key;
        key.key = one.required_text("key");
        key.secret = one.required_secret("secret");
        one.finish();
        out.push_back(std::move(key));
    }
    return out;
}

std::chrono::seconds read_seconds(section& in, std::string_view key, std::chrono::seconds otherwise) {
    return std::chrono::floor<std::chrono::seconds>(in.duration(key, otherwise));
}

void read_end(section& in, launch_end& out) {
    out.where = in.where();
    out.standard = in.required_text("standard");
    out.issuer = in.text("issuer");
    out.client_id = in.text("client_id");
    out.keys = read_consumer_keys(in);
    for (const std::string_view key : address_keys) {
        if (std::string url = in.text(key); !url.empty()) out.addresses.emplace(key, std::move(url));
    }
    out.token_audience = in.text("token_audience");
    if (in.has("redirect_urls")) out.redirect_urls = in.texts("redirect_urls");
    if (in.has("launch_prefixes")) out.launch_prefixes = in.texts("launch_prefixes");
    out.public_keys = read_content(in, "public_keys_file", "keys_url");
    out.metadata = read_content(in, "metadata_file", "metadata_url");
    out.algorithms = in.text_set("algorithms");
    out.scopes = in.text_set("scopes");
    out.quirks = in.text_set("quirks");
    out.profile = in.text("profile");
    out.parameters = in.text_map("parameters");
    out.leeway = read_seconds(in, "leeway", out.leeway);
    out.longest_age = read_seconds(in, "longest_age", out.longest_age);
    out.registers = in.boolean("registers", false);
}

std::map<std::string, std::string, std::less<>> read_deployments(section& in) {
    auto out = in.text_map("deployment_schools");
    if (in.has("deployments")) {
        for (std::string& one : in.texts("deployments")) out.emplace(std::move(one), std::string());
    }
    return out;
}

} // namespace

launch_source read_launch_source(section in) {
    launch_source out;
    read_end(in, out);
    out.deployments = read_deployments(in);
    out.schools = in.text_set("schools");
    out.default_school = in.text("default_school");
    out.identifiers = in.text_map("identifiers");
    in.finish();
    return out;
}

launch_target read_launch_target(section in) {
    launch_target out;
    read_end(in, out);
    out.deployment = in.text("deployment", out.deployment);
    out.pseudonym_key = in.required_secret("pseudonym_key");
    out.account_home_page = in.text("account_home_page");
    in.finish();
    return out;
}

launch_route read_launch_route(section in) {
    launch_route out;
    out.where = in.where();
    out.name = in.required_text("name");
    out.priority = in.integer("priority", 0, -1'000'000, 1'000'000);
    out.from = in.text_set("from");
    out.schools = in.text_set("school");
    out.products = in.text_set("product");
    out.roles = in.text_set("role");
    out.kinds = in.text_set("kind");
    if (in.has("target")) out.targets = in.texts("target");
    out.opens = in.text("opens");
    out.to = in.required_text("to");
    using which = launch_route;
    const bool checked = in.one_of("entitlement", {"required", "not-checked"}, "required") == "required";
    out.entitled = checked ? which::entitlement::required : which::entitlement::not_checked;
    out.who = in.one_of("person", {"any", "known"}, "any") == "known" ? which::person::known : which::person::any;
    out.release = in.text_set("release");
    if (in.has("identifiers")) out.identifiers = in.texts("identifiers");
    out.custom = in.text_set("custom");
    out.agreement = in.text("agreement");
    in.finish();
    return out;
}

void read_launch_keeping(section in, launch_keeping& out) {
    out.where = in.where();
    out.store = in.file("store");
    out.key_encryption_key_file = in.file("key_encryption_key_file");
    const auto seconds = [&](std::string_view key, std::chrono::seconds otherwise) {
        return std::chrono::floor<std::chrono::seconds>(in.duration(key, otherwise));
    };
    out.keys_sign_for = seconds("keys_sign_for", out.keys_sign_for);
    out.keys_overlap = seconds("keys_overlap", out.keys_overlap);
    out.jwks_max_age = seconds("jwks_max_age", out.jwks_max_age);
    out.keep_attempts = seconds("keep_attempts", out.keep_attempts);
    out.saml_certificate_file = in.file("saml_certificate_file");
    out.saml_key_file = in.file("saml_key_file");
    out.saml_decryption_certificate_file = in.file("saml_decryption_certificate_file");
    out.saml_decryption_key_file = in.file("saml_decryption_key_file");
    if (out.keys_overlap <= out.jwks_max_age)
        in.complain(
            "config.value", "keys_overlap", "is too short",
            "longer than jwks_max_age: a copy of the old key set lives on"
        );
    if (out.keys_sign_for <= out.keys_overlap)
        in.complain("config.value", "keys_sign_for", "is too short", "longer than keys_overlap");
    const auto pair = [&](std::string_view certificate, std::string_view key) {
        if (in.has(certificate) != in.has(key))
            in.complain("config.missing", in.has(key) ? certificate : key, "is missing", "a certificate and its key");
    };
    pair("saml_certificate_file", "saml_key_file");
    pair("saml_decryption_certificate_file", "saml_decryption_key_file");
    in.finish();
}

} // namespace schakel::settings
