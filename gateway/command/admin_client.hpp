// One call to the admin API of a running gateway, waited for.
#pragma once

#include "gateway/core/result.hpp"

#include <string>

namespace schakel::command {

struct admin_address {
    std::string url = "http://127.0.0.1:8081";
    std::string token_file;
    std::string config; // gives both when set
};

struct admin_answer {
    int status = 0;
    std::string body;
};

result<admin_answer>
call_admin(const admin_address& where, const std::string& method, const std::string& path, std::string body = {});

} // namespace schakel::command
