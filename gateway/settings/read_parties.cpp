#include "gateway/settings/read_parties.hpp"

#include <fstream>
#include <iterator>

namespace schakel::settings {

namespace {

std::vector<school_key> read_keys(section& in) {
    std::vector<school_key> out;
    for (section& one : in.tables("keys")) {
        school_key key;
        key.where = one.where();
        key.key = one.required_secret("key");
        key.schools = one.text_set("schools");
        one.finish();
        out.push_back(std::move(key));
    }
    return out;
}

std::optional<basic_login> read_basic(section& in) {
    auto table = in.table("basic");
    if (!table) return std::nullopt;
    basic_login out;
    out.user = table->required_text("user");
    out.password = table->required_secret("password");
    table->finish();
    return out;
}

std::string read_whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<token_client> read_token_client(section& in) {
    auto table = in.table("token");
    if (!table) return std::nullopt;
    token_client out;
    out.client_id = table->required_text("client_id");
    out.secret = table->secret("client_secret");
    const std::string file =
        out.secret.empty() ? table->required_file("public_keys_file") : table->file("public_keys_file");
    if (!file.empty()) out.public_keys = read_whole(file);
    if (!file.empty() && out.public_keys.empty()) {
        table->complain("config.file", "public_keys_file", "cannot be read or is empty", "a PEM or JWKS file");
    }
    out.scopes = table->text_set("scopes");
    out.scope_prefix = table->text("scope_prefix");
    table->finish();
    return out;
}

std::optional<signing_client> read_signing_client(section& in) {
    auto table = in.table("oauth1");
    if (!table) return std::nullopt;
    signing_client out;
    out.consumer_key = table->required_text("consumer_key");
    out.secret = table->required_secret("secret");
    table->finish();
    return out;
}

std::optional<token_source> read_token_source(section& in) {
    auto table = in.table("token");
    if (!table) return std::nullopt;
    token_source out;
    out.token_url = table->required_text("url");
    out.client_id = table->required_text("client_id");
    out.secret = table->secret("client_secret");
    out.launch_keys = table->one_of("key", {"file", "launches"}, "file") == "launches";
    const bool needs_file = out.secret.empty() && !out.launch_keys;
    out.key_file = needs_file ? table->required_file("key_file") : table->file("key_file");
    if (!out.secret.empty() && !out.key_file.empty()) {
        table->complain("config.duplicate", "key_file", "stands beside client_secret", "one of the two");
    }
    if (out.launch_keys && !(out.secret.empty() && out.key_file.empty())) {
        table->complain("config.duplicate", "key", "stands beside key_file or client_secret", "one of the three");
    }
    out.secret_in_body = table->one_of("secret_in", {"header", "body"}, "header") == "body";
    out.key_id = table->text("key_id");
    out.scope = table->text("scope");
    out.scope_prefix = table->text("scope_prefix");
    out.audience = table->text("audience", out.token_url);
    table->finish();
    return out;
}

std::optional<signing_source> read_signing_source(section& in) {
    auto table = in.table("oauth1");
    if (!table) return std::nullopt;
    signing_source out;
    out.consumer_key = table->required_text("consumer_key");
    out.secret = table->required_secret("secret");
    out.method = table->one_of("method", {"HMAC-SHA256", "HMAC-SHA1"}, out.method);
    table->finish();
    return out;
}

} // namespace

void read_caller(section& in, caller_credentials& out) {
    out.client_code = in.text("client_code");
    out.client_name = in.text("client_name");
    out.keys = read_keys(in);
    out.basic = read_basic(in);
    out.token = read_token_client(in);
    out.oauth1 = read_signing_client(in);
}

void read_remote(section& in, remote& out) {
    out.client_code = in.text("client_code");
    out.client_name = in.text("client_name");
    out.keys = read_keys(in);
    out.basic = read_basic(in);
    out.token = read_token_source(in);
    out.oauth1 = read_signing_source(in);
    out.ca_file = in.file("ca_file");
    out.certificate_file = in.file("certificate_file");
    out.key_file = in.file("key_file");
    out.time_out = in.duration("time_out", out.time_out);
}

} // namespace schakel::settings
