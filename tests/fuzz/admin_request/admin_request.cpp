// Z18: any bytes as a call of the admin API with the right token: first line method and target, the rest the body.
// Every call is answered once; what is no success is a problem, and only the stopped disk makes a 5xx.
#include "tests/support/admin_bench.hpp"

#include "gateway/codec/json_document.hpp"

#include <cstdlib>

using namespace schakel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static test::admin_bench on;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    const std::string_view method = line.substr(0, line.find(' '));
    const std::string_view target = line.substr(std::min(method.size() + 1, line.size()));
    const std::string_view body = bytes.substr(std::min(line.size() + 1, bytes.size()));
    const auto answer = on.ask(test::admin_bench::call(std::string(method), std::string(target), std::string(body)));
    if (answer.status >= 500) std::abort();
    if (answer.headers.get("Content-Type").starts_with("text/plain")) return 0;
    findings found;
    if (!json::document::parse(answer.body, {}, found)) std::abort();
    const bool problem = answer.headers.get("Content-Type") == "application/problem+json";
    if (problem != (answer.status >= 400)) std::abort();
    return 0;
}
